"""Pictures, drawings, sounds, films, words and tables that belong to records: what a file holds is judged by its bytes, not by its name."""

from __future__ import annotations

import csv
import io
import re
import warnings
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from kb.content.characters import text_problems
from kb.content.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element


class MediaKind(StrEnum):
    """What a file shows or plays."""

    PICTURE = "picture"
    DRAWING = "drawing"
    SOUND = "sound"
    FILM = "film"
    WORDS = "words"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Media:
    """A file that can be trusted.

    ``width`` and ``height`` are pixels of pictures and drawings, else 0; ``text`` is what drawings, words and tables hold.
    """

    path: str
    kind: MediaKind
    content: bytes = field(repr=False)
    width: int = 0
    height: int = 0
    text: str = field(default="", repr=False)

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.content)

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Give the rows of a table, the headings first."""
        return tuple(tuple(row) for row in csv.reader(io.StringIO(self.text)) if row)


@dataclass(frozen=True, slots=True)
class Rules:
    """What files of a folder may be: the picture formats and other endings, how large, and how wide."""

    name: str
    pictures: dict[str, str]
    """Pillow's names of formats, by ending."""
    others: dict[str, MediaKind]
    most_bytes: dict[MediaKind, int]
    largest_side: int


_KB = 1024
EXAMPLE_FILES = Rules(
    name="examples",
    pictures={".webp": "WEBP"},
    others={
        ".svg": MediaKind.DRAWING,
        ".mp3": MediaKind.SOUND,
        ".mp4": MediaKind.FILM,
        ".txt": MediaKind.WORDS,
        ".csv": MediaKind.TABLE,
    },
    most_bytes={
        MediaKind.PICTURE: 100 * _KB,
        MediaKind.DRAWING: 30 * _KB,
        MediaKind.SOUND: 150 * _KB,
        MediaKind.FILM: 300 * _KB,
        MediaKind.WORDS: 4 * _KB,
        MediaKind.TABLE: 4 * _KB,
    },
    largest_side=1280,
)
QUESTION_FILES = Rules(
    name="questions",
    pictures={".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"},
    others={},
    most_bytes={MediaKind.PICTURE: 2000 * _KB},
    largest_side=4000,
)
MOST_BYTES = max(size for rules in (EXAMPLE_FILES, QUESTION_FILES) for size in rules.most_bytes.values())
"""No file that may be used is larger; what is larger is not read."""

_SVG = "{http://www.w3.org/2000/svg}"
_DRAWN = {
    *("svg", "g", "rect", "circle", "ellipse", "line", "polyline", "polygon", "path", "text", "tspan", "title", "desc"),
    *("defs", "linearGradient", "radialGradient", "stop", "marker"),
}
_ATTRIBUTES = re.compile(
    r"viewBox|width|height|x|y|x1|y1|x2|y2|cx|cy|r|rx|ry|dx|dy|fx|fy|d|points|id|transform|offset|opacity|version|role|aria-hidden|"
    r"fill(-opacity|-rule)?|stroke(-[a-z]+)?|stop-(color|opacity)|font-(family|size|weight|style)|letter-spacing|text-anchor|"
    r"dominant-baseline|paint-order|gradient(Units|Transform)|spreadMethod|marker(-start|-mid|-end|Width|Height|Units)?|refX|refY|orient|"
    r"preserveAspectRatio|clip-rule|vector-effect|textLength|lengthAdjust|rotate|mix-blend-mode|visibility|markerUnits"
)
_OWN_REFERENCE = re.compile(r"url\(#[\w-]+\)")


_ORIENTATION = 0x0112
_LYING = range(5, 9)
"""Values of the orientation that cameras write for pictures whose width is the height of what is seen."""


class _UnusableError(Exception):
    """A file can't be used; the message and the tip say why and what to do."""

    def __init__(self, rule: str, message: str, tip: str) -> None:
        super().__init__(message)
        self.rule, self.tip = rule, tip


def examine(path: str, content: bytes, rules: Rules) -> tuple[Media | None, list[Problem]]:
    """Judge a file.

    Args:
        path: where it is, from the root.
        content: its bytes.
        rules: what files may be where it is.

    Returns:
        The file if it can be used, and what is wrong with it otherwise.
    """
    try:
        media = _examined(path, content, rules)
    except _UnusableError as error:
        return None, [Problem(path, 1, 1, error.rule, str(error), error.tip)]
    problems = list(text_problems(path, media.text))
    return (None if problems else media), problems


def endings_of(rules: Rules) -> str:
    """Name the endings that files may have."""
    return ", ".join((*rules.pictures, *rules.others))


def _examined(path: str, content: bytes, rules: Rules) -> Media:
    ending = PurePosixPath(path).suffix
    kind = MediaKind.PICTURE if ending in rules.pictures else rules.others.get(ending)
    if kind is None:
        tip = f"Files here end in {endings_of(rules)}."
        raise _UnusableError(
            "media-type", f"“{ending or PurePosixPath(path).name}” is no kind of file that is shown.", tip
        )
    if len(content) > rules.most_bytes[kind]:
        allowed = rules.most_bytes[kind] // _KB
        raise _UnusableError(
            "too-large", f"The file has {len(content) / _KB:,.0f} KB; {allowed} KB are allowed.", "Make it smaller."
        )
    match kind:
        case MediaKind.PICTURE:
            return _picture(path, content, rules)
        case MediaKind.DRAWING:
            return _drawing(path, _decoded(content))
        case MediaKind.WORDS | MediaKind.TABLE:
            return _text(path, kind, content)
        case MediaKind.SOUND:
            is_right = content[:3] == b"ID3" or (content[:1] == b"\xff" and content[1:2] >= b"\xe0")
        case MediaKind.FILM:
            is_right = content[4:8] == b"ftyp"
    if not is_right:
        raise _UnusableError(
            "media-type", f"This is no {ending} file, whatever its name says.", "Save it anew in that format."
        )
    return Media(path, kind, content)


def _picture(path: str, content: bytes, rules: Rules) -> Media:
    # Loading a library takes longer than most runs, which look at no new picture.
    from PIL import Image, UnidentifiedImageError

    format_name = rules.pictures[PurePosixPath(path).suffix]
    try:
        with warnings.catch_warnings():
            # A picture of a size that Pillow warns of is larger than any that is allowed here; what cameras wrote into it, whole or not, is not kept.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=[format_name]) as picture:
                width, height = picture.size
                if max(width, height) > rules.largest_side:
                    message = (
                        f"The picture has {width:,} × {height:,} pixels; {rules.largest_side:,} a side are allowed."
                    )
                    raise _UnusableError("too-large", message, "Make it smaller.")
                is_still = not getattr(picture, "is_animated", False)
                picture.load()
                if picture.getexif().get(_ORIENTATION, 1) in _LYING:
                    width, height = height, width
    except UnidentifiedImageError:
        message = f"This is no {format_name} picture, whatever its name says."
        raise _UnusableError("media-type", message, "Save it anew in that format.") from None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _UnusableError("media-type", f"The picture can't be read: {error}.", "Save it anew.") from None
    if not is_still:
        raise _UnusableError("media-type", "The picture moves.", "Save one still picture, or several.")
    if format_name == "WEBP" and int.from_bytes(content[4:8], "little") + 8 != len(content):
        raise _UnusableError("media-type", "Something else follows the picture in its file.", "Save it anew.")
    return Media(path, MediaKind.PICTURE, content, width, height)


def _drawing(path: str, text: str) -> Media:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(text, forbid_dtd=True)
    except ParseError as error:
        raise _UnusableError("media-type", f"The drawing is no XML: {error}.", "Draw it anew.") from None
    except DefusedXmlException:
        raise _UnusableError(
            "drawing", "The drawing defines names of its own.", "Delete the lines with <!DOCTYPE."
        ) from None
    for what in _undrawable(root):
        raise _UnusableError("drawing", f"{what} can't be in a drawing here.", "Draw with shapes and texts alone.")
    numbers = re.findall(r"-?[\d.]+", root.get("viewBox") or "")
    if root.tag != f"{_SVG}svg" or len(numbers) != 4 or min(float(numbers[2]), float(numbers[3])) <= 0:
        raise _UnusableError(
            "drawing", "The drawing does not say how large it is.", 'Begin with <svg viewBox="0 0 640 320" …>.'
        )
    return Media(path, MediaKind.DRAWING, text.encode(), round(float(numbers[2])), round(float(numbers[3])), text)


def _undrawable(root: Element) -> Iterator[str]:
    """Find what draws nothing but does something: elements, attributes and references that are not on the list."""
    for element in root.iter():
        name = str(element.tag)
        if not name.startswith(_SVG) or name.removeprefix(_SVG) not in _DRAWN:
            yield f"“{name.rpartition('}')[2]}”"
        for attribute, value in element.attrib.items():
            if not _ATTRIBUTES.fullmatch(attribute):
                yield f"The attribute “{attribute.rpartition('}')[2]}”"
            if "url(" in value.lower() and not _OWN_REFERENCE.fullmatch(value):
                yield f"“{value[:40]}”"


def _text(path: str, kind: MediaKind, content: bytes) -> Media:
    text = _decoded(content).replace("\r\n", "\n")
    if not text.strip():
        raise _UnusableError("empty-file", "The file is empty.", "Fill it in, or delete it.")
    media = Media(path, kind, content, text=text)
    if kind is MediaKind.TABLE:
        try:
            rows = media.rows()
        except csv.Error as error:
            raise _UnusableError("media-type", f"The table can't be read: {error}.", "Save it anew.") from None
        if len({len(row) for row in rows}) != 1 or len(rows) < 2:
            raise _UnusableError(
                "media-type", "The rows of this table have different numbers of columns.", "Give each the same."
            )
    return media


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise _UnusableError("not-utf8", "The file is not UTF-8.", "Save it with the encoding UTF-8.") from None
