"""Tells how alike a file is to the one that was made before, by its kind: pictures, drawings, sounds, films, texts and tables."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

CLOSE_DECIBELS = 30.0
"""Peak signal-to-noise ratio from which two pictures are close: differences that hardly anyone sees side by side."""
CLOSE_SHARE = 0.02
"""By how much numbers of a drawing or a table may differ, of the larger one."""
CLOSE_LENGTH = 2.0
"""Units by which a drawing's numbers may differ whatever their size: two pixels."""
CLOSE_SOUND = 0.98
"""Correlation from which the spectrograms of two sounds are close."""
RATE = 16_000
"""Samples a second at which sounds are compared."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def difference(before: Path, after: Path, tolerance: str) -> str | None:
    """Say in what a file differs more than its example's tolerance allows, or give None.

    Args:
        before: the file that is kept.
        after: the file that was made now.
        tolerance: ``identical`` (the same bytes), ``close`` or ``varies`` (any file of the kind).
    """
    if tolerance == "varies" or before.read_bytes() == after.read_bytes():
        return None
    if tolerance == "identical":
        return "other bytes"
    return _CLOSENESS[before.suffix](before, after)


def _pictures(before: Path, after: Path) -> str | None:
    first, second = (np.asarray(Image.open(file).convert("RGBA"), dtype=float) for file in (before, after))
    return _pixels(first, second)


def _pixels(first: NDArray[np.float64], second: NDArray[np.float64]) -> str | None:
    if first.shape != second.shape:
        return f"another size: {second.shape[1]} × {second.shape[0]}"
    error = float(np.mean((first - second) ** 2))
    decibels = 10 * np.log10(255**2 / error) if error else np.inf
    return None if decibels >= CLOSE_DECIBELS else f"{decibels:.1f} dB"


def _films(before: Path, after: Path) -> str | None:
    first, second = (_decoded(file, "-f", "rawvideo", "-pix_fmt", "gray") for file in (before, after))
    if len(first) != len(second):
        return "another length or size"
    return _pixels(first.reshape(1, -1), second.reshape(1, -1))


def _sounds(before: Path, after: Path) -> str | None:
    options = ("-f", "u8", "-ac", "1", "-ar", str(RATE))
    first, second = (_spectrogram(_decoded(file, *options) - 128) for file in (before, after))
    if abs(len(first) - len(second)) > 1:
        return f"another length: {len(second)} windows in place of {len(first)}"
    shared = min(len(first), len(second))
    likeness = float(np.corrcoef(first[:shared].ravel(), second[:shared].ravel())[0, 1])
    return None if likeness >= CLOSE_SOUND else f"spectrograms agree by {likeness:.3f}"


def _decoded(file: Path, *options: str) -> NDArray[np.float64]:
    command = ["ffmpeg", "-v", "error", "-i", str(file), *options, "-"]
    return np.frombuffer(subprocess.run(command, check=True, capture_output=True).stdout, np.uint8).astype(float)


def _spectrogram(samples: NDArray[np.float64], window: int = 512) -> NDArray[np.float64]:
    whole = samples[: len(samples) // window * window].reshape(-1, window)
    return np.log1p(np.abs(np.fft.rfft(whole * np.hanning(window), axis=1)))


def _texts(before: Path, after: Path) -> str | None:
    return None if before.read_text("utf-8").split() == after.read_text("utf-8").split() else "other words"


def _numbers(before: Path, after: Path) -> str | None:
    """Compare drawings and tables: the same but for small differences of numbers."""
    first, second = (file.read_text("utf-8") for file in (before, after))
    if _NUMBER.sub("0", first) != _NUMBER.sub("0", second):
        return "other words or shapes"
    pairs = zip(map(float, _NUMBER.findall(first)), map(float, _NUMBER.findall(second)), strict=True)
    furthest = max((abs(a - b) for a, b in pairs if abs(a - b) > CLOSE_SHARE * max(abs(a), abs(b))), default=0.0)
    return None if furthest <= CLOSE_LENGTH else f"a number differs by {furthest:g}"


_CLOSENESS: dict[str, Callable[[Path, Path], str | None]] = {
    ".webp": _pictures,
    ".svg": _numbers,
    ".csv": _numbers,
    ".txt": _texts,
    ".mp3": _sounds,
    ".mp4": _films,
}
