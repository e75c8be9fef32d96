"""What pages show of an example: what goes in, what comes out, and how it was made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kb.content.media import Media, MediaKind
from kb.content.schema import Shows
from kb.knowledge.thumbnails import thumbnail
from kb.rules.example_files import small_of
from kb.views.addresses import address_of
from kb.views.pieces import Link, ModalityName, modality_names, model_link
from kb.views.wording import MADE_WORDS, in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.content.records import Entry
    from kb.content.schema import Example, Piece, PieceSource, Software
    from kb.knowledge.link import Knowledge


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture or drawing: its addresses, relative to the site, and its size in pixels."""

    src: str
    small_src: str | None
    """The narrow version for phones, where there is one."""
    small_width: int
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Where something comes from, and under which licence."""

    title: str
    author: str | None
    url: str | None
    licence: str


@dataclass(frozen=True, slots=True)
class PieceView:
    """Something that goes in or comes out. What it is not is None or empty."""

    label: str
    modality: ModalityName
    kind: str
    picture: PictureView | None
    """What is seen: the picture itself, a sound's spectrogram, a film's first picture."""
    under: PictureView | None
    """The picture that it lies over."""
    address: str | None
    """The file of a sound or film."""
    words: str | None
    language: str | None
    rows: tuple[tuple[str, ...], ...]
    changed: str | None
    source: SourceLine | None


@dataclass(frozen=True, slots=True)
class SoftwareLine:
    """A program that ran."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class ExampleView:
    """An example in full."""

    id: str
    title: str
    is_failure: bool
    is_compared: bool
    made_words: str
    made_kind: str
    model: Link | None
    variant: str | None
    method: str | None
    better: str | None
    settings: str | None
    software: tuple[SoftwareLine, ...]
    weights_licence: str | None
    note: str | None
    caption: str
    thumbnail: str | None
    """The file of its small picture, if it has one."""
    inputs: tuple[PieceView, ...]
    outputs: tuple[PieceView, ...]
    date: str


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A small picture that leads to an example."""

    src: str
    words: str
    address: str


def example_view(kb: Knowledge, example: Entry[Example]) -> ExampleView:
    """Make the view of an example."""
    record = example.record
    folder = str(PurePosixPath(example.file).parent)
    small = example_thumbnail(kb, example)
    return ExampleView(
        id=example.id,
        title=record.title,
        is_failure=record.shows is Shows.FAILURE,
        is_compared=record.layout == "compare",
        made_words=MADE_WORDS[record.made],
        made_kind=record.made.value,
        model=model_link(kb, record.model) if record.model else None,
        variant=record.variant,
        method=record.method,
        better=record.better,
        settings=record.settings,
        software=tuple(map(_software, record.software)),
        weights_licence=kb.licences[record.weights_licence].record.name if record.weights_licence else None,
        note=record.note,
        caption=record.caption,
        thumbnail=small.src if small else None,
        inputs=_pieces(kb, folder, record.inputs),
        outputs=_pieces(kb, folder, record.outputs),
        date=in_words(record.date),
    )


def main_example(kb: Knowledge, task: str) -> ExampleView | None:
    """Give the example that stands for a task, if it has one."""
    examples = kb.task_examples.get(task, ())
    return example_view(kb, examples[0]) if examples else None


def other_examples(kb: Knowledge, task: str, *, failures: bool) -> tuple[ExampleView, ...]:
    """Give a task's further examples, those that go wrong or those that go well."""
    return tuple(
        example_view(kb, example)
        for example in kb.task_examples.get(task, ())[1:]
        if (example.record.shows is Shows.FAILURE) is failures
    )


def task_thumbnail(kb: Knowledge, task: str) -> Thumbnail | None:
    """Give the small picture of a task, from the first of its examples that has one."""
    return next((made for example in kb.task_examples.get(task, ()) if (made := example_thumbnail(kb, example))), None)


def example_thumbnail(kb: Knowledge, example: Entry[Example]) -> Thumbnail | None:
    """Give the small picture of an example, if it has one."""
    media = thumbnail(kb, example)
    if media is None:
        return None
    task = example.record.task
    return Thumbnail(media.path, kb.tasks[task].record.name, f"{address_of('task', task)}#{anchor_of(kb, example)}")


def anchor_of(kb: Knowledge, example: Entry[Example]) -> str:
    """Give the id of an example on its task's page; that of the main one is ``example``."""
    return "example" if kb.task_examples[example.record.task][0] is example else f"example-{example.id}"


def published_media(kb: Knowledge) -> Iterable[Media]:
    """Give the files of all examples that pages show."""
    folders = {
        str(PurePosixPath(example.file).parent) for examples in kb.task_examples.values() for example in examples
    }
    return (media for path, media in kb.media.items() if str(PurePosixPath(path).parent) in folders)


def _software(software: Software) -> SoftwareLine:
    return SoftwareLine(f"{software.name} {software.version} ({software.licence})", software.url)


def _pieces(kb: Knowledge, folder: str, pieces: Iterable[Piece]) -> tuple[PieceView, ...]:
    return tuple(_piece(kb, folder, piece) for piece in pieces)


def _piece(kb: Knowledge, folder: str, piece: Piece) -> PieceView:
    media = kb.media[f"{folder}/{piece.file}"] if piece.file else None
    seen = kb.media[f"{folder}/{piece.picture}"] if piece.picture else media
    (modality,) = modality_names(kb, (piece.modality,))
    is_table = media is not None and media.kind is MediaKind.TABLE
    return PieceView(
        label=piece.label,
        modality=modality,
        kind=media.kind.value if media else MediaKind.WORDS.value,
        picture=_picture(kb, seen, piece.alt or "") if seen and seen.width else None,
        under=_picture(kb, kb.media[f"{folder}/{piece.over}"], "") if piece.over else None,
        address=media.path if media and media.kind in (MediaKind.SOUND, MediaKind.FILM) else None,
        words=piece.text or (media.text.strip() if media and media.kind is MediaKind.WORDS else None),
        language=piece.language,
        rows=media.rows() if media and is_table else (),
        changed=piece.changed,
        source=_source(kb, piece.source) if piece.source else None,
    )


def _picture(kb: Knowledge, media: Media, alt: str) -> PictureView:
    small = kb.media.get(small_of(media.path)) if media.kind is MediaKind.PICTURE else None
    return PictureView(
        src=media.path,
        small_src=small.path if small else None,
        small_width=small.width if small else 0,
        width=media.width,
        height=media.height,
        alt=alt,
    )


def _source(kb: Knowledge, source: PieceSource) -> SourceLine:
    return SourceLine(source.title, source.author, source.url, kb.licences[source.licence].record.name)
