"""Draws the card of a page: the picture that links to it are shared with.

The same view and font give the same bytes. Where a line breaks is counted here rather than left to a library of the system, which
another machine may lack.
"""

from __future__ import annotations

import hashlib
import inspect
import io
import struct
import sys
import unicodedata
import zlib
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import PIL
from PIL import Image, ImageColor, ImageDraw, ImageFile, ImageFont, features

from kb.views.card import WORDS_ALONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.views.card import CardView

WIDTH, HEIGHT = 1200, 630
"""In which measures cards are laid out: in the shape that Facebook, LinkedIn, Slack, Mastodon and the others show whole:
https://developers.facebook.com/docs/sharing/webmasters/images/"""
MOST_BYTES = 32 * 1024
PAPER, SUNKEN, INK, SOFT_INK = "#fdfcfa", "#f4f2ed", "#1b1f21", "#525a5e"
LINE, ACCENT, ACCENT_WASH, ON_ACCENT = "#dfdcd4", "#0b6b66", "#e6f2f0", "#ffffff"
"""The light colours of the site's styles; a test compares them."""

_MARGIN = 64
_GAP = 48
_TITLE_SIZES = (72, 64, 56, 50, 44, 40, 36)
_LEAD_SIZES = (30, 27)
_LEAD_HEIGHT = 130
_SITE_SIZES = (28, 24, 20)
_KICKER_SIZES = (26, 23, 20)
_CAPTION_SIZES = (20, 18)
_CHIP_SIZES = (30, 26, 23)
_MOST_CHARACTERS = 400
"""No text that fits is longer; cutting it first bounds what a hostile one costs."""
_EDGES = ((INK, PAPER, (1, 2, 3)), (SOFT_INK, PAPER, (1, 3)), (ACCENT, PAPER, (1, 3)), (ON_ACCENT, ACCENT, (2,)))
"""Colours at the edges of letters: of what, on what, and how many quarters of it. With the plain ones they are sixteen, four bits a pixel."""
_PNG_SIGNATURE, _INDEXED = b"\x89PNG\r\n\x1a\n", 3
"""How a PNG file begins, and that its pixels are numbers of colours."""
_QUALITIES = (42, 30, 15)
_SCALE = WORDS_ALONE.width / WIDTH
"""How many pixels a measure has. Letters are drawn in their size: those that are drawn larger and then reduced take a fifth more bytes."""
_SMOOTH = 4
"""Round shapes are drawn so many times larger and then reduced."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the card."""

    left: int
    top: int
    width: int
    height: int


_PICTURE = Box(WIDTH - _MARGIN - 396, _MARGIN, 396, 297)
_CAPTION = Box(_PICTURE.left, _PICTURE.top + _PICTURE.height + 10, _PICTURE.width, 54)
_CHIPS = Box(_MARGIN, 454, WIDTH - 2 * _MARGIN, 112)
_CHIP_GAP = 60
_MARK = Box(_MARGIN, _MARGIN, 44, 44)


class Letters:
    """A font: its letters in every size, and which there are."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._sizes: dict[int, ImageFont.FreeTypeFont] = {}
        self._covered: dict[str, bool] = {}
        self._widths: dict[tuple[int, str], float] = {}

    def size(self, pixels: int) -> ImageFont.FreeTypeFont:
        """Give the font in a size, in the card's measures. Pillow's other layout engine asks the system for a library that may be missing."""
        if pixels not in self._sizes:
            self._sizes[pixels] = ImageFont.truetype(
                io.BytesIO(self._content), pixels * _SCALE, layout_engine=ImageFont.Layout.BASIC
            )
        return self._sizes[pixels]

    def width(self, text: str, pixels: int) -> float:
        """Measure a text. Letters stand beside each other without regard to their neighbours, so that widths add up."""
        return sum([self._letter_width(letter, pixels) for letter in text])

    def drawable(self, text: str) -> str:
        """Give what can be drawn of a text: letters that are missing lose their accents, or are left out."""
        text = unicodedata.normalize("NFC", text[: 2 * _MOST_CHARACTERS])
        kept = "".join(letter if self._is_covered(letter) else self._plain(letter) for letter in text)
        return " ".join(kept.split())[:_MOST_CHARACTERS]

    def _plain(self, letter: str) -> str:
        if letter.isspace():
            return " "
        return "".join(filter(self._is_covered, unicodedata.normalize("NFKD", letter)))

    def _is_covered(self, letter: str) -> bool:
        if letter not in self._covered:
            is_seen = unicodedata.category(letter)[0] not in "CZM" or letter == " "
            self._covered[letter] = is_seen and self._drawn(letter) != self._missing
        return self._covered[letter]

    def _drawn(self, letter: str) -> bytes:
        return bytes(self.size(40).getmask(letter))

    @cached_property
    def _missing(self) -> bytes:
        """What the font draws for a character that no font has."""
        return self._drawn("\U0010ffff")

    def _letter_width(self, letter: str, pixels: int) -> float:
        key = (pixels, letter)
        if key not in self._widths:
            self._widths[key] = self.size(pixels).getlength(letter) / _SCALE
        return self._widths[key]


@dataclass(frozen=True, slots=True)
class Lines:
    """A text broken so that it fits."""

    lines: tuple[str, ...]
    size: int

    @property
    def line_height(self) -> int:
        """The distance from one line to the next."""
        return round(self.size * 1.16)

    @property
    def height(self) -> int:
        """The height of all lines."""
        return self.line_height * len(self.lines)


def drawing_version(font: bytes) -> str:
    """Give the same as long as the same view is drawn as the same bytes: this code, the font, and what draws."""
    source = inspect.getsource(sys.modules[__name__]).encode()
    libraries = [
        PIL.__version__,
        zlib.ZLIB_RUNTIME_VERSION,
        *(str(features.version(name)) for name in ("freetype2", "jpg", "libjpeg_turbo", "webp")),
    ]
    parts = (hashlib.sha256(source).hexdigest(), hashlib.sha256(font).hexdigest(), *libraries)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def draw_card(card: CardView, pictures: Sequence[bytes], letters: Letters) -> bytes:
    """Draw a card.

    Args:
        card: what it shows.
        pictures: the contents of its pictures, in their order.
        letters: the font.

    Returns:
        The file, of the kind and size that ``card.format`` says.
    """
    canvas = _ground(letters, has_flow=card.flow is not None).copy()
    draw = ImageDraw.Draw(canvas)
    right = _PICTURE.left - _GAP if pictures else WIDTH - _MARGIN
    site = Box(_MARK.left + _MARK.width + 16, _MARK.top, right - _MARK.left - _MARK.width - 16, _MARK.height)
    _draw_lines(draw, letters, fit(letters, card.site, site, _SITE_SIZES), site, INK, is_centred=True)
    _draw_pictures(canvas, pictures)
    _draw_lines(draw, letters, fit(letters, card.caption, _CAPTION, _CAPTION_SIZES), _CAPTION, SOFT_INK)
    kicker = Box(_MARGIN, _MARK.top + _MARK.height + 36, right - _MARGIN, 36)
    _draw_lines(draw, letters, fit(letters, card.kicker, kicker, _KICKER_SIZES), kicker, ACCENT)
    top = kicker.top + (44 if card.kicker else 0)
    bottom = _CHIPS.top - 24 if card.flow else HEIGHT - _MARGIN
    _draw_heading(draw, letters, card, Box(_MARGIN, top, right - _MARGIN, bottom - top))
    if card.flow:
        for chip, words in zip(_chips(), (card.flow.inputs, card.flow.doer, card.flow.outputs), strict=True):
            box = Box(chip.left + 20, chip.top + 36, chip.width - 40, chip.height - 46)
            _draw_lines(draw, letters, fit(letters, words, box, _CHIP_SIZES), box, INK, is_centred=True)
    return _as_png(canvas) if card.format is WORDS_ALONE else _as_jpeg(canvas)


def title_of(card: CardView, letters: Letters) -> str:
    """Give the title as it is drawn; where the font lacks most of its letters, the words of the page's address."""
    title = letters.drawable(card.title)
    wanted, drawn = (sum(letter.isalnum() for letter in text) for text in (card.title[: 2 * _MOST_CHARACTERS], title))
    if title and drawn * 2 >= min(wanted, _MOST_CHARACTERS):
        return title
    path = PurePosixPath(card.page)
    stem = path.parent.name if path.stem == "index" else path.stem
    return letters.drawable(stem.replace("-", " ").capitalize()) or letters.drawable(card.site)


def fit(letters: Letters, text: str, box: Box, sizes: Sequence[int]) -> Lines:
    """Break a text in the largest size in which it fits into a box; in the smallest it is cut where it does not."""
    text = letters.drawable(text)
    for size in sizes:
        made = Lines(tuple(_broken(letters, text, size, box.width)), size)
        is_whole = all(letters.width(word, size) <= box.width for word in text.split())
        if made.height <= box.height and (is_whole or size == sizes[-1]):
            return replace(made, lines=_balanced(letters, text, size, box.width))
    most = max(1, box.height // made.line_height)
    last = made.lines[most - 1]
    while last and letters.width(f"{last}…", made.size) > box.width:
        last = last[:-1]
    return Lines((*made.lines[: most - 1], f"{last.rstrip(' ,;:.')}…"), made.size)


def _balanced(letters: Letters, text: str, size: int, width: float) -> tuple[str, ...]:
    """Break a text into as few lines as possible, and make these of nearly the same length."""
    lines = tuple(_broken(letters, text, size, width))
    while len(lines) > 1:
        width *= 0.95
        tighter = tuple(_broken(letters, text, size, width))
        if len(tighter) > len(lines) or any(letters.width(word, size) > width for word in text.split()):
            break
        lines = tighter
    return lines


def _broken(letters: Letters, text: str, size: int, width: float) -> Iterator[str]:
    line = ""
    for word in text.split():
        if letters.width(f"{line} {word}".lstrip(), size) <= width:
            line = f"{line} {word}".lstrip()
            continue
        if line:
            yield line
        *whole, line = _pieces(letters, word, size, width)
        yield from whole
    if line:
        yield line


def _pieces(letters: Letters, word: str, size: int, width: float) -> Iterator[str]:
    """Break a word that is longer than a line anywhere."""
    piece = ""
    for letter in word:
        if piece and letters.width(piece + letter, size) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece


@lru_cache(maxsize=2)
def _ground(letters: Letters, *, has_flow: bool) -> Image.Image:
    """Draw what is the same on many cards: the paper, the site's mark as in its icon, and the boxes of a flow."""
    canvas = Image.new("RGB", _pixels(WIDTH, HEIGHT), PAPER)
    _paste_round(canvas, _MARK, 10, ACCENT)
    left, top, width, height = _in_pixels(_MARK)
    canvas.paste(ON_ACCENT, (left, top, left + width, top + height), _arrow(width, height))
    if has_flow:
        for what, box in zip(("Input", "Model", "Output"), _chips(), strict=True):
            _draw_chip(canvas, letters, what, box)
    return canvas


def _arrow(width: int, height: int) -> Image.Image:
    """Make a mask of the arrow in the site's mark."""
    large = Image.new("L", (width * _SMOOTH, height * _SMOOTH), 0)
    draw = ImageDraw.Draw(large)
    scale = large.width / _MARK.width
    for line in (((9, 22), (19, 22)), ((25, 22), (34, 22)), ((29, 16), (35, 22), (29, 28))):
        draw.line([(x * scale, y * scale) for x, y in line], 255, round(4 * scale), joint="curve")
    return large.reduce(_SMOOTH)


def _draw_chip(canvas: Image.Image, letters: Letters, what: str, box: Box) -> None:
    """Draw a box of a flow, and the arrow that leads to it."""
    draw = ImageDraw.Draw(canvas)
    is_model = what == "Model"
    _paste_round(canvas, box, 12, ACCENT if is_model else LINE)
    inner = Box(box.left + 2, box.top + 2, box.width - 4, box.height - 4)
    _paste_round(canvas, inner, 10, ACCENT_WASH if is_model else SUNKEN)
    head = Box(box.left + 20, box.top + 10, box.width - 40, 24)
    _draw_lines(draw, letters, fit(letters, what, head, (18,)), head, ACCENT if is_model else SOFT_INK)
    if box.left > _CHIPS.left:
        draw.text(
            _pixels(box.left - _CHIP_GAP // 2, box.top + box.height // 2), "→", ACCENT, letters.size(38), anchor="mm"
        )


def _chips() -> tuple[Box, Box, Box]:
    """Give the boxes of a flow: input, model, output."""
    width = (_CHIPS.width - 2 * _CHIP_GAP) // 3
    first, second, third = (
        Box(_CHIPS.left + n * (width + _CHIP_GAP), _CHIPS.top, width, _CHIPS.height) for n in range(3)
    )
    return first, second, third


def _draw_pictures(canvas: Image.Image, pictures: Sequence[bytes]) -> None:
    """Draw one picture, or several as a grid in its place."""
    if not pictures:
        return
    columns = 1 if len(pictures) == 1 else 2
    gap = 12
    width, height = ((side - gap * (columns - 1)) // columns for side in (_PICTURE.width, _PICTURE.height))
    for place, content in enumerate(pictures[: columns * columns]):
        row, column = divmod(place, columns)
        box = Box(_PICTURE.left + column * (width + gap), _PICTURE.top + row * (height + gap), width, height)
        _paste_round(canvas, Box(box.left - 2, box.top - 2, box.width + 4, box.height + 4), 12, LINE)
        left, top, width, height = _in_pixels(box)
        scaled = _decoded(content).resize((width, height), Image.Resampling.LANCZOS)
        canvas.paste(scaled, (left, top), _round(width, height, round(10 * _SCALE)))


def _decoded(content: bytes) -> Image.Image:
    parser = ImageFile.Parser()
    parser.feed(content)
    return parser.close().convert("RGB")


def _draw_heading(draw: ImageDraw.ImageDraw, letters: Letters, card: CardView, box: Box) -> None:
    """Draw the title, and the lead below it where no flow says more."""
    lead = "" if card.flow else letters.drawable(card.lead)
    place = replace(box, height=box.height - (_LEAD_HEIGHT if lead else 0))
    title = fit(letters, title_of(card, letters), place, _TITLE_SIZES)
    _draw_lines(draw, letters, title, place, INK)
    below = Box(box.left, box.top + title.height + 24, box.width, _LEAD_HEIGHT - 24)
    _draw_lines(draw, letters, fit(letters, lead, below, _LEAD_SIZES), below, SOFT_INK)


def _draw_lines(
    draw: ImageDraw.ImageDraw, letters: Letters, text: Lines, box: Box, colour: str, *, is_centred: bool = False
) -> None:
    """Draw lines from the top of a box, or in the middle of its height."""
    top = box.top + (max(0, box.height - text.height) // 2 if is_centred else 0)
    for place, line in enumerate(text.lines):
        baseline = top + place * text.line_height + round(text.size * 0.9)
        draw.text(_pixels(box.left, baseline), line, colour, letters.size(text.size), anchor="ls")


def _paste_round(canvas: Image.Image, box: Box, radius: int, colour: str) -> None:
    left, top, width, height = _in_pixels(box)
    canvas.paste(colour, (left, top, left + width, top + height), _round(width, height, round(radius * _SCALE)))


def _pixels(across: int, down: int) -> tuple[int, int]:
    return round(across * _SCALE), round(down * _SCALE)


def _in_pixels(box: Box) -> tuple[int, int, int, int]:
    """Give a box's left, top, width and height in pixels, so that boxes within each other keep their distances."""
    left, top = _pixels(box.left, box.top)
    right, bottom = _pixels(box.left + box.width, box.top + box.height)
    return left, top, right - left, bottom - top


@lru_cache(maxsize=32)
def _round(width: int, height: int, radius: int) -> Image.Image:
    """Make a mask with round corners; Pillow draws none with smooth edges."""
    large = Image.new("L", (width * _SMOOTH, height * _SMOOTH), 0)
    corner = (width * _SMOOTH - 1, height * _SMOOTH - 1)
    ImageDraw.Draw(large).rounded_rectangle((0, 0, *corner), radius * _SMOOTH, 255)
    return large.reduce(_SMOOTH)


def _as_jpeg(canvas: Image.Image) -> bytes:
    """Write a picture in the best quality that is small enough."""
    for quality in _QUALITIES:
        written = io.BytesIO()
        canvas.save(written, "JPEG", quality=quality, progressive=True)
        if written.tell() <= MOST_BYTES:
            break
    return written.getvalue()


def _as_png(canvas: Image.Image) -> bytes:
    """Write a picture of sixteen colours. Pillow would filter its rows, which makes pictures of few colours a tenth larger."""
    coloured = canvas.quantize(palette=_palette(), dither=Image.Dither.NONE)
    rows, length = coloured.tobytes("raw", "P;4"), (coloured.width + 1) // 2
    unfiltered = b"".join(b"\0" + rows[at : at + length] for at in range(0, len(rows), length))
    chunks = {
        b"IHDR": struct.pack(">IIBBBBB", coloured.width, coloured.height, 4, _INDEXED, 0, 0, 0),
        b"PLTE": bytes(coloured.getpalette() or ())[: 3 * 16],
        b"IDAT": zlib.compress(unfiltered, 9),
        b"IEND": b"",
    }
    return _PNG_SIGNATURE + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks.items()
    )


@lru_cache(maxsize=1)
def _palette() -> Image.Image:
    """Give the colours of cards as Pillow wants them. To look for the best ones in each card would cost ten times the drawing."""
    plain = list(map(ImageColor.getrgb, (PAPER, SUNKEN, INK, SOFT_INK, LINE, ACCENT, ACCENT_WASH, ON_ACCENT)))
    edges = [
        tuple((quarters * a + (4 - quarters) * b) // 4 for a, b in zip(*map(ImageColor.getrgb, (of, on)), strict=True))
        for of, on, shares in _EDGES
        for quarters in shares
    ]
    holder = Image.new("P", (1, 1))
    holder.putpalette([value for colour in (*plain, *edges) for value in colour])
    return holder
