"""Writes down the notes of a single voice by following its pitch, and draws them; two examples share it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from fiddle_tunes import RATE
from language_models import PAPER, words
from site_media import COLOURS, save_svg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

HOP = 256
NAMES = ("C", "C sharp", "D", "D sharp", "E", "F", "F sharp", "G", "G sharp", "A", "A sharp", "B")

Note = tuple[float, float, int]
"""When a note begins and ends, in seconds, and the number of its key."""


def written(tune: Sequence[tuple[int, float]], eighth: float) -> list[Note]:
    """Give the notes of a tune as they were played."""
    notes, moment = [], 0.0
    for key, length in tune:
        notes.append((moment, moment + length * eighth, key))
        moment += length * eighth
    return notes


def transcribe(sound: NDArray[np.floating]) -> list[Note]:
    """Write down the notes: a new one begins at each pluck, and its key is the middle of the pitches until the next."""
    import librosa

    pitch, voiced, _ = librosa.pyin(
        np.asarray(sound, dtype=np.float32), fmin=150, fmax=1200, sr=RATE, frame_length=1024, hop_length=HOP
    )
    begins = librosa.onset.onset_detect(y=np.asarray(sound, dtype=np.float32), sr=RATE, hop_length=HOP, backtrack=False)
    notes = []
    for begin, end in zip(begins, [*begins[1:], len(pitch)], strict=True):
        heard = pitch[begin:end][voiced[begin:end]]
        if len(heard) > 3:
            notes.append((begin * HOP / RATE, end * HOP / RATE, round(float(librosa.hz_to_midi(np.median(heard))))))
    return notes


def agree(played: Sequence[Note], found: Sequence[Note]) -> int:
    """Count the notes that were played and are found, with the right key, within a tenth of a second."""
    return sum(any(key == other and abs(begin - start) < 0.1 for start, _, other in found) for begin, _, key in played)


def roll(name: str, played: Sequence[Note], found: Sequence[Note], seconds: float) -> None:
    """Draw notes as bars, time to the right and pitch upwards: those found in blue, those played as outlines."""
    keys = [key for _, _, key in (*played, *found)]
    low, high = min(keys) - 1, max(keys) + 1
    step = 220 / (high - low + 1)
    pieces = [PAPER.format(640, 300)]
    for key in range(low, high + 1):
        y = 250 - (key - low + 1) * step
        if key % 12 in (0, 2, 4, 5, 7, 9, 11):
            pieces.append(f'<rect x="60" y="{y:.1f}" width="560" height="{step:.1f}" fill="#f0ece2"/>')
        if key % 12 in (2, 7):
            pieces.append(words(52, y + step, f"{NAMES[key % 12]}{key // 12 - 1}", 14, "#555", "end"))
    for notes, look in (
        (found, f'fill="{COLOURS[0]}"'),
        (played, f'fill="none" stroke="{COLOURS[1]}" stroke-width="2"'),
    ):
        for begin, end, key in notes:
            if begin < seconds:
                x, width = 60 + 560 * begin / seconds, 560 * (min(end, seconds) - begin) / seconds
                pieces.append(
                    f'<rect x="{x:.1f}" y="{250 - (key - low + 1) * step:.1f}" width="{max(2, width - 1):.1f}" height="{step:.1f}" rx="2" {look}/>'
                )
    pieces += [words(60, 285, "■ written down", 14, COLOURS[0]), words(220, 285, "▭ really played", 14, COLOURS[1])]
    pieces.append(words(620, 285, f"{seconds:.0f} seconds", 14, "#555", "end"))
    save_svg(name, 640, 300, pieces)
