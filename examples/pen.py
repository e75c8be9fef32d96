"""Letters as movements of a pen, and how a shaky hand writes them; two examples of handwriting share it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.interpolate import CubicSpline

if TYPE_CHECKING:
    from numpy.typing import NDArray

LETTERS = {
    "a": "84 41 52 34 26 54 28 82 52 92 78 74 84 40 84 74 92 92",
    "c": "80 46 58 34 32 48 26 72 44 92 80 82",
    "e": "26 66 78 58 70 36 44 36 26 64 44 92 80 82",
    "i": "46 40 44 66 50 88 66 90",
    "l": "46 4 44 34 44 66 48 88 62 92",
    "m": "12 38 14 90 18 56 32 36 42 52 42 90 48 52 64 36 74 52 74 88 86 92",
    "n": "24 38 26 90 32 56 54 36 70 52 70 86 82 92",
    "o": "54 35 28 52 32 82 58 92 80 70 74 44 54 35",
    "t": "50 10 48 40 46 74 56 92 70 86",
    "u": "24 38 24 70 36 92 58 84 72 40 72 74 84 92",
}
"""Places that the pen passes in a box of 100 by 100, x before y, in order."""


def stroke(letter: str, points: int = 60) -> NDArray[np.float64]:
    """Give the pen's path through a letter as points at even steps."""
    places = np.array(LETTERS[letter].split(), dtype=float).reshape(-1, 2)
    fine = CubicSpline(np.arange(len(places)), places)(np.linspace(0, len(places) - 1, 400))
    return even(fine, points)


def even(path: NDArray[np.float64], points: int = 60) -> NDArray[np.float64]:
    """Set points at even steps along a path."""
    way = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(path, axis=0).T))])
    at = np.linspace(0, way[-1], points)
    return np.column_stack([np.interp(at, way, path[:, axis]) for axis in (0, 1)])


def shaky(path: NDArray[np.float64], hand: np.random.Generator, slant: float = 0.25) -> NDArray[np.float64]:
    """Write a path as a hand would: slanted, stretched and bent a little, always differently."""
    wave = np.linspace(0, 2 * np.pi, len(path))[:, None]
    bend = sum(hand.normal(0, 3.2 / k, 2) * np.sin(k * wave + hand.uniform(0, 6)) for k in (1, 2, 3))
    stretched = (path - 50) * hand.uniform(0.85, 1.15, 2) + 50 + bend
    stretched[:, 0] += (60 - stretched[:, 1]) * (slant + hand.normal(0, 0.06))
    return stretched


def svg_path(path: NDArray[np.float64], colour: str, width: float) -> str:
    """Draw a path as an SVG line."""
    points = " ".join(f"{x:.0f},{y:.0f}" for x, y in path)
    return f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round"/>'
