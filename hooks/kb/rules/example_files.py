"""Examples have the files that they name, in sizes that load fast, and say what can't be seen or heard."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kb.content.media import Media, MediaKind
from kb.content.problems import Problem, did_you_mean
from kb.rules.base import Catalogue, Rule
from kb.rules.references import variant_problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.content.records import Entry
    from kb.content.schema import Example, Piece
    from kb.content.yamltree import Path

THUMBNAIL = "thumb.webp"
THUMBNAIL_SIZE = (240, 180)
MOST_THUMBNAIL_BYTES = 10 * 1024
SMALL_WIDTH = 640
MOST_SMALL_BYTES = 40 * 1024
MOST_TOGETHER = 200 * 1024
"""Bytes of the pictures of one example, as phones load them."""
_NEEDS_ALT = (MediaKind.PICTURE, MediaKind.DRAWING, MediaKind.SOUND, MediaKind.FILM)


def small_of(path: str) -> str:
    """Give the path of the narrow version of a picture."""
    return f"{path.removesuffix('.webp')}-{SMALL_WIDTH}.webp"


def check_example_files(catalogue: Catalogue) -> Iterator[Problem]:
    """Every file that an example names is in its folder, and every file there is named."""
    media = catalogue.records.media
    named: dict[str, set[str]] = {}
    for entry in catalogue.records.examples:
        folder = str(PurePosixPath(entry.file).parent)
        named[folder] = {f"{folder}/{THUMBNAIL}"}
        for path, piece in _pieces(entry):
            for field in ("file", "picture", "over"):
                if name := getattr(piece, field):
                    file = f"{folder}/{name}"
                    named[folder] |= {file, small_of(file)}
                    if file not in media:
                        here = [PurePosixPath(one).name for one in media if one.startswith(f"{folder}/")]
                        tip = did_you_mean(name, here) or f"Put the file into {folder}/."
                        yield entry.problem(
                            (*path, field), "unknown-reference", f"There is no file “{name}” here.", tip
                        )
    for file in media:
        folder = str(PurePosixPath(file).parent)
        if folder in named and file not in named[folder]:
            yield Problem(
                file, 1, 1, "unexpected-file", "The example does not name this file.", "Name it, or delete it."
            )


def check_example_pieces(catalogue: Catalogue) -> Iterator[Problem]:
    """Pieces say what can't be seen, come with what they need, and lie over pictures of the same shape."""
    media = catalogue.records.media
    for entry in catalogue.records.examples:
        folder = str(PurePosixPath(entry.file).parent)
        for path, piece in _pieces(entry):
            file = media.get(f"{folder}/{piece.file}") if piece.file else None
            if file is None:
                continue
            if file.kind in _NEEDS_ALT and not piece.alt:
                tip = "Say what is seen or heard in it, and what differs from the others."
                yield entry.problem((*path, "file"), "missing-field", f"“{piece.file}” has no “alt”.", tip)
            if file.kind in (MediaKind.SOUND, MediaKind.FILM) and not piece.picture:
                what = "spectrogram" if file.kind is MediaKind.SOUND else "first picture"
                yield entry.problem(
                    (*path, "file"), "missing-field", f"“{piece.file}” has no “picture”.", f"Name its {what}."
                )
            if piece.over:
                yield from _shape_problems(entry, (*path, "over"), file, media.get(f"{folder}/{piece.over}"))
        if entry.record.layout:
            yield from _layout_problems(entry, folder, catalogue)
        if entry.record.model:
            yield from variant_problems(catalogue, entry, ("variant",), entry.record.model, entry.record.variant)


def check_example_sizes(catalogue: Catalogue) -> Iterator[Problem]:
    """Wide pictures have a narrow version, and no example is heavy."""
    media = catalogue.records.media
    for entry in catalogue.records.examples:
        folder = str(PurePosixPath(entry.file).parent)
        names = dict.fromkeys(
            name for _, piece in _pieces(entry) for name in (piece.file, piece.picture, piece.over) if name
        )
        pictures = [one for name in names if (one := media.get(f"{folder}/{name}")) and one.kind is MediaKind.PICTURE]
        together = 0
        for picture in pictures:
            narrow = media.get(small_of(picture.path)) if picture.width > SMALL_WIDTH else picture
            if narrow is None:
                tip = f"Add {PurePosixPath(small_of(picture.path)).name}: the same, {SMALL_WIDTH} pixels wide."
                yield _about(picture, "missing-file", "This picture has no narrow version for phones.", tip)
                continue
            together += narrow.size
            if narrow.size > MOST_SMALL_BYTES or narrow.width > SMALL_WIDTH:
                message = f"It has {narrow.size / 1024:,.0f} KB at {narrow.width} pixels; {MOST_SMALL_BYTES // 1024} KB at {SMALL_WIDTH} are allowed."
                yield _about(narrow, "too-large", message, "Save it with a lower quality.")
        if together > MOST_TOGETHER:
            message = f"The pictures have {together / 1024:,.0f} KB together; {MOST_TOGETHER // 1024} KB are allowed."
            yield entry.problem((), "too-large", message, "Save them with a lower quality, or show fewer.")
        if pictures:
            yield from _thumbnail_problems(entry, media.get(f"{folder}/{THUMBNAIL}"), f"{folder}/{THUMBNAIL}" in media)


def _pieces(entry: Entry[Example]) -> Iterator[tuple[Path, Piece]]:
    for side in ("inputs", "outputs"):
        for position, piece in enumerate(getattr(entry.record, side)):
            yield (side, position), piece


def _shape_problems(entry: Entry[Example], path: Path, over: Media, under: Media | None) -> Iterator[Problem]:
    if under and under.width and over.width and abs(over.width / over.height - under.width / under.height) > 0.02:
        message = f"{over.width} × {over.height} does not lie over {under.width} × {under.height}: the shapes differ."
        yield entry.problem(path, "example-layout", message, "Give both the same shape.")


def _layout_problems(entry: Entry[Example], folder: str, catalogue: Catalogue) -> Iterator[Problem]:
    """Say why two pictures can't be shown with a handle between them."""
    sides = [
        [one for piece in pieces if (one := catalogue.records.media.get(f"{folder}/{piece.file}"))]
        for pieces in (entry.record.inputs, entry.record.outputs)
    ]
    firsts = [side[0] for side in sides if side and side[0].kind in (MediaKind.PICTURE, MediaKind.DRAWING)]
    if len(firsts) < 2:
        tip = "Delete “layout”, or put the two pictures first."
        yield entry.problem(
            ("layout",), "example-layout", "“compare” is for a picture that goes in and one that comes out.", tip
        )
    else:
        yield from _shape_problems(entry, ("layout",), firsts[1], firsts[0])


def _thumbnail_problems(entry: Entry[Example], thumbnail: Media | None, is_there: bool) -> Iterator[Problem]:
    width, height = THUMBNAIL_SIZE
    tip = f"Add {THUMBNAIL}: {width} × {height} pixels, at most {MOST_THUMBNAIL_BYTES // 1024} KB."
    if not is_there:
        yield entry.problem((), "missing-file", "An example with pictures has a thumbnail.", tip)
    elif thumbnail and ((thumbnail.width, thumbnail.height) != THUMBNAIL_SIZE or thumbnail.size > MOST_THUMBNAIL_BYTES):
        yield _about(thumbnail, "too-large", "The thumbnail has another size.", tip)


def _about(media: Media, rule: str, message: str, tip: str) -> Problem:
    return Problem(media.path, 1, 1, rule, message, tip)


RULES = (
    Rule(
        "example files",
        "Examples have the files that they name, and no others.",
        ("unknown-reference", "unexpected-file"),
        check_example_files,
    ),
    Rule(
        "example pieces",
        "What is seen or heard is also said, and lies where it belongs.",
        ("missing-field", "example-layout", "unknown-reference"),
        check_example_pieces,
    ),
    Rule("example sizes", "Pictures of examples load fast.", ("missing-file", "too-large"), check_example_sizes),
)
