"""Knows recordings again by the bright points of their charts, after Wang's paper of 2003; two examples share it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

WINDOW, HOP = 1024, 512
HIGHEST = 4000
"""Pitches above this are left out."""

Point = tuple[int, int]
"""A column (time) and a row (pitch) of the chart."""


def bright_points(sound: NDArray[np.floating], rate: int, a_second: float = 18) -> list[Point]:
    """Find the points of the chart that are brighter than all around; the brightest of them, in the order of time."""
    from scipy.ndimage import maximum_filter

    frames = np.lib.stride_tricks.sliding_window_view(sound, WINDOW)[::HOP] * np.hanning(WINDOW)
    power = np.log(np.abs(np.fft.rfft(frames, axis=1))[:, 2 : int(HIGHEST * WINDOW / rate)] + 1e-6)
    peaks = np.argwhere((power == maximum_filter(power, size=(9, 9))) & (power > power.max() - 6))
    order = np.argsort(-power[tuple(peaks.T)], kind="stable")[: int(a_second * len(sound) / rate)]
    return sorted((int(time), int(row) + 2) for time, row in peaks[order])


def codes(points: list[Point]) -> Iterable[tuple[tuple[int, int, int], int]]:
    """Join each point to the next eight: two pitches and the time between them, and when it was."""
    for number, (time, row) in enumerate(points):
        for later, other in points[number + 1 : number + 9]:
            if 0 < later - time <= 64:
                yield (row, other, later - time), time


class Index:
    """Where each code occurs, in which recording and when."""

    def __init__(self) -> None:
        """Begin without any recording."""
        self.places: dict[tuple[int, int, int], list[tuple[str, int]]] = defaultdict(list)

    def add(self, name: str, sound: NDArray[np.floating], rate: int) -> None:
        """Take in a recording."""
        for code, time in codes(bright_points(sound, rate)):
            self.places[code].append((name, time))

    def look_up(self, sound: NDArray[np.floating], rate: int) -> list[tuple[str, int, float]]:
        """Give, for each recording that fits at all, how many codes agree on one place in it, and the second of that place."""
        agree: Counter[tuple[str, int]] = Counter()
        for code, time in codes(bright_points(sound, rate)):
            agree.update((name, when - time) for name, when in self.places.get(code, ()))
        best: dict[str, tuple[int, float]] = {}
        for (name, shift), count in agree.most_common():
            best.setdefault(name, (count, shift * HOP / rate))
        return [(name, count, second) for name, (count, second) in best.items()]
