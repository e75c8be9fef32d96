"""Lets the voice Joe sing a round of 1852, and turns it into another voice with the vocoder WORLD; two examples share it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from fiddle_tunes import pitch
from voices import JOE_RATE, joe, loud

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROUND = (
    ("row", 60, 3), ("row", 60, 3), ("row", 60, 2), ("your", 62, 1), ("boat", 64, 3),
    ("gent", 64, 2), ("lee", 62, 1), ("down", 64, 2), ("the", 65, 1), ("stream", 67, 5),
)  # fmt: skip
"""Row, row, row your boat: syllables, keys and lengths in eighths."""
EIGHTH, FRAME, LOWER = 0.2, 5.0, 12
"""Seconds of an eighth, milliseconds of a frame, and how many keys below a man sings it."""


def _parts(sound: NDArray[np.floating]) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    import pyworld

    heard = np.ascontiguousarray(sound, dtype=np.float64)
    line, moments = pyworld.harvest(heard, JOE_RATE, f0_floor=70, f0_ceil=600, frame_period=FRAME)
    return line, pyworld.cheaptrick(heard, line, moments, JOE_RATE), pyworld.d4c(heard, line, moments, JOE_RATE)


def _sound(line: NDArray[np.float64], timbre: NDArray[np.float64], breath: NDArray[np.float64]) -> NDArray[np.float32]:
    import pyworld

    return loud(pyworld.synthesize(line, np.ascontiguousarray(timbre), np.ascontiguousarray(breath), JOE_RATE, FRAME))


def sing() -> NDArray[np.float32]:
    """Say each syllable, stretch it to its note, and bend its pitch to the tune, with a little trembling."""
    lines, timbres, breaths = [], [], []
    for syllable, key, length in ROUND:
        _, timbre, breath = _parts(np.trim_zeros(joe(syllable)))
        frames = round(length * EIGHTH * 1000 / FRAME)
        place = np.linspace(0, len(timbre) - 1, frames).astype(int)
        moments = np.arange(frames) * FRAME / 1000
        lines.append(pitch(key - LOWER) * 2 ** (0.02 * np.sin(2 * np.pi * 5.5 * moments)))
        timbres.append(timbre[place])
        breaths.append(breath[place])
    return _sound(np.concatenate(lines), np.concatenate(timbres), np.concatenate(breaths))


def convert(sound: NDArray[np.floating], keys: float = 9, smaller: float = 1.2) -> NDArray[np.float32]:
    """Make another voice of it: the tune some keys higher, and the resonances of a smaller throat and mouth."""
    line, timbre, breath = _parts(sound)
    bins = np.arange(timbre.shape[1])
    warped = np.exp(np.array([np.interp(bins / smaller, bins, np.log(row)) for row in timbre]))
    return _sound(line * 2 ** (keys / 12), warped, breath)
