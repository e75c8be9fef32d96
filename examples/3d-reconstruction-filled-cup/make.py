"""Carves a cup out of a block by its outlines in twelve pictures, which do not tell that it is hollow."""

import numpy as np

from carving import make


def cup(x: np.ndarray, y: np.ndarray, z: np.ndarray) -> np.ndarray:
    """Give a round cup that is open above, with a handle."""
    around = np.hypot(x, z)
    wall = np.minimum(0.55 - around, 0.6 - np.abs(y))
    hollow = np.minimum(0.46 - around, 0.48 - y)
    ring = 0.07 - np.hypot(np.hypot(x - 0.55, y) - 0.28, z)
    return np.maximum(np.minimum(wall, -hollow), np.minimum(ring, around - 0.5))


make(cup, (200, 96, 80), (25, 50))
