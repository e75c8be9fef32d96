"""What the scripts of several examples need: bundled photographs, pictures and sounds in the sizes of the site, overlays and charts.

Every function writes into the current folder, which is the example's own.
"""

from __future__ import annotations

from html import escape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

LARGEST = 1280
"""Pixels that the longer side of a picture may have."""
SMALL_WIDTH = 640
"""Pixels of the width that phones load."""
MAX_BYTES = 100_000
MAX_SMALL_BYTES = 40_000
MAX_THUMBNAIL_BYTES = 10_000
THUMBNAIL = (240, 180)
COLOURS = ("#0b57d0", "#c2410c", "#15803d", "#a21caf", "#b45309", "#0e7490")
"""Colours of boxes, points and lines; each is seen on light and on dark pictures when it has a white edge."""


def photo(name: str) -> Image.Image:
    """Give a photograph that scikit-image brings along, such as ``coffee``, ``chelsea`` or ``camera``, in RGB."""
    from skimage import data

    return Image.fromarray(np.asarray(getattr(data, name)())).convert("RGB")


def save_picture(picture: Image.Image, name: str) -> None:
    """Write a picture as WebP, and a version of 640 pixels' width beside it where it is wider.

    The quality is the best with which the file stays within the site's limits.

    Args:
        picture: RGB, RGBA or L.
        name: the file's name, ending in ``.webp``.
    """
    if max(picture.size) > LARGEST:
        picture = picture.copy()
        picture.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS)
    is_wide = picture.width > SMALL_WIDTH
    Path(name).write_bytes(_webp(picture, MAX_BYTES if is_wide else MAX_SMALL_BYTES))
    if is_wide:
        height = round(picture.height * SMALL_WIDTH / picture.width)
        small = picture.resize((SMALL_WIDTH, height), Image.Resampling.LANCZOS)
        Path(name.replace(".webp", f"-{SMALL_WIDTH}.webp")).write_bytes(_webp(small, MAX_SMALL_BYTES))


def save_thumbnail(before: Image.Image, after: Image.Image | None = None) -> None:
    """Write ``thumb.webp``: the left half of what goes in beside the right half of what comes out, or one picture alone."""
    left = _cover(before, THUMBNAIL)
    if after is not None:
        half = THUMBNAIL[0] // 2
        right = _cover(after, THUMBNAIL)
        left.paste(right.crop((half, 0, *THUMBNAIL)), (half, 0))
        ImageDraw.Draw(left).line([(half, 0), (half, THUMBNAIL[1])], fill="white", width=2)
    Path("thumb.webp").write_bytes(_webp(left, MAX_THUMBNAIL_BYTES))


def _cover(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Scale and crop a picture so that it fills a size."""
    scale = max(size[0] / picture.width, size[1] / picture.height)
    scaled = picture.convert("RGB").resize(
        (max(size[0], round(picture.width * scale)), max(size[1], round(picture.height * scale))),
        Image.Resampling.LANCZOS,
    )
    left, top = (scaled.width - size[0]) // 2, (scaled.height - size[1]) // 2
    return scaled.crop((left, top, left + size[0], top + size[1]))


def _webp(picture: Image.Image, most: int) -> bytes:
    for quality in range(88, 9, -6):
        buffer = BytesIO()
        picture.save(buffer, "WEBP", quality=quality, method=6)
        if buffer.tell() <= most:
            return buffer.getvalue()
    raise ValueError(f"A picture of {picture.size} does not fit into {most} bytes: make it smaller.")


def save_sound(samples: NDArray[np.floating], rate: int, name: str) -> None:
    """Write a sound as MP3, and its spectrogram beside it as ``<name>.webp``.

    Args:
        samples: one channel, between -1 and 1.
        rate: samples a second.
        name: the file's name, ending in ``.mp3``.
    """
    import soundfile

    soundfile.write(name, np.clip(samples, -1, 1), rate, format="MP3", bitrate_mode="CONSTANT", compression_level=0.7)
    save_picture(spectrogram(samples, rate), name.replace(".mp3", ".webp"))


def spectrogram(
    samples: NDArray[np.floating], rate: int, size: tuple[int, int] = (640, 200), highest: float = 8000
) -> Image.Image:
    """Draw how strong each pitch is at each moment: time to the right, pitch upwards, loud is light.

    A short-time Fourier transform with a Hann window of 32 ms; 70 dB from dark to light.
    """
    window = int(rate * 0.032)
    hop = max(1, window // 4)
    padded = np.pad(np.asarray(samples, dtype=np.float64), (0, max(0, window - len(samples))))
    frames = np.lib.stride_tricks.sliding_window_view(padded, window)[::hop] * np.hanning(window)
    power = np.abs(np.fft.rfft(frames, axis=1)).T[: int(highest * window / rate) + 1]
    decibel = 20 * np.log10(np.maximum(power, 1e-9))
    shade = np.clip((decibel - decibel.max() + 70) / 70, 0, 1)[::-1]
    stops = np.array([[13, 8, 40], [87, 15, 109], [187, 55, 84], [249, 142, 8], [252, 255, 164]], dtype=float)
    position = shade * (len(stops) - 1)
    low = np.minimum(position.astype(int), len(stops) - 2)
    colours = stops[low] + (position - low)[..., None] * (stops[low + 1] - stops[low])
    return Image.fromarray(colours.astype(np.uint8)).resize(size, Image.Resampling.BILINEAR)


def save_svg(name: str, width: int, height: int, pieces: Iterable[str]) -> None:
    """Write an SVG drawing of some size from its elements, one a line."""
    body = "\n".join(pieces)
    Path(name).write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">\n{body}\n</svg>\n',
        encoding="utf-8",
    )


def box(
    x: float, y: float, width: float, height: float, label: str = "", colour: str = COLOURS[0], scale: float = 1
) -> str:
    """Draw a box with a label for an overlay; ``scale`` is for pictures wider than about 640 pixels."""
    frame = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="none"'
    drawn = f'<rect {frame} stroke="#fff" stroke-width="{5 * scale:.1f}"/><rect {frame} stroke="{colour}" stroke-width="{3 * scale:.1f}"/>'
    return drawn + (tag(x, y, label, colour, scale) if label else "")


def tag(x: float, y: float, words: str, colour: str = COLOURS[0], scale: float = 1) -> str:
    """Draw a small label whose lower left corner is at a point, or whose upper left corner is, at the upper edge."""
    size = 16 * scale
    width, height = len(words) * size * 0.58 + size * 0.6, size * 1.35
    top = y - height if y >= height else y
    return (
        f'<rect x="{x:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>'
        f'<text x="{x + size * 0.3:.1f}" y="{top + size:.1f}" font-family="system-ui, sans-serif" font-size="{size:.1f}" fill="#fff">'
        f"{escape(words)}</text>"
    )


def point(x: float, y: float, colour: str = COLOURS[0], scale: float = 1) -> str:
    """Draw a point for an overlay."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{5 * scale:.1f}" fill="{colour}" stroke="#fff" stroke-width="{2 * scale:.1f}"/>'


def line(x1: float, y1: float, x2: float, y2: float, colour: str = COLOURS[0], scale: float = 1) -> str:
    """Draw a line for an overlay."""
    ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke-linecap="round"'
    return f'<line {ends} stroke="#fff" stroke-width="{5 * scale:.1f}"/><line {ends} stroke="{colour}" stroke-width="{2.5 * scale:.1f}"/>'


def line_chart(
    name: str, series: dict[str, Sequence[tuple[float, float]]], x_title: str, y_title: str, marks: Sequence[float] = ()
) -> None:
    """Write a chart of one or several lines as SVG, 640 by 320.

    Args:
        name: the file's name, ending in ``.svg``.
        series: the points of each line by its name; the third and later lines are drawn dashed.
        x_title: what the axis to the right says.
        y_title: what the axis upwards says.
        marks: places on the axis to the right where a thin upright line stands.
    """
    points = [pair for values in series.values() for pair in values]
    (x_low, x_high), (y_low, y_high) = ((min(v), max(v)) for v in zip(*points, strict=True))
    y_low, y_high = y_low - 0.05 * (y_high - y_low), y_high + 0.05 * (y_high - y_low)

    def place(x: float, y: float) -> str:
        return f"{70 + 540 * (x - x_low) / (x_high - x_low or 1):.1f},{250 - 200 * (y - y_low) / (y_high - y_low or 1):.1f}"

    pieces = [
        '<rect width="640" height="320" rx="8" fill="#fbfaf7"/>',
        '<path d="M70 40V250H615" fill="none" stroke="#555"/>',
    ]
    for mark in marks:
        x = place(mark, y_low).split(",")[0]
        pieces.append(f'<line x1="{x}" y1="40" x2="{x}" y2="250" stroke="#999" stroke-dasharray="4 4"/>')
    for number, (label, values) in enumerate(series.items()):
        colour = COLOURS[number % len(COLOURS)]
        dash = ' stroke-dasharray="6 4"' if number >= 2 else ""
        pieces.append(
            f'<polyline points="{" ".join(place(x, y) for x, y in values)}" fill="none" stroke="{colour}" stroke-width="2.5"{dash}/>'
        )
        pieces.append(_words(80 + 270 * (number % 2), 300 if number < 2 else 316, f"▬ {label}", colour, 14))
    pieces.append(_words(70, 28, y_title, "#333", 14))
    pieces.append(_words(610, 272, x_title, "#333", 14, "end"))
    pieces.append(_words(64, 254, f"{y_low:.3g}", "#333", 13, "end"))
    pieces.append(_words(64, 54, f"{y_high:.3g}", "#333", 13, "end"))
    save_svg(name, 640, 320, pieces)


def bar_chart(name: str, bars: Sequence[tuple[str, float]], unit: str = "", highest: float | None = None) -> None:
    """Write a chart of labelled bars as SVG, 640 wide; each number stands beside its bar."""
    top = highest or max(abs(value) for _, value in bars) or 1
    pieces = [f'<rect width="640" height="{len(bars) * 34 + 20}" rx="8" fill="#fbfaf7"/>']
    for number, (label, value) in enumerate(bars):
        y = 12 + 34 * number
        colour = COLOURS[0] if value >= 0 else COLOURS[1]
        pieces.append(_words(212, y + 19, label, "#222", 15, "end"))
        pieces.append(
            f'<rect x="222" y="{y + 3}" width="{max(1.0, 320 * abs(value) / top):.1f}" height="22" rx="3" fill="{colour}"/>'
        )
        pieces.append(_words(230 + 320 * abs(value) / top, y + 19, f"{value:.3g}{unit}", "#222", 14))
    save_svg(name, 640, len(bars) * 34 + 20, pieces)


def _words(x: float, y: float, words: str, colour: str, size: int, anchor: str = "start") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="system-ui, sans-serif" font-size="{size}" text-anchor="{anchor}" fill="{colour}">'
        f"{escape(words)}</text>"
    )
