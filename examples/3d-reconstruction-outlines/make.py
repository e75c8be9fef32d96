"""Carves a toy duck out of a block by its outlines in twelve pictures."""

import numpy as np

from carving import make


def duck(x: np.ndarray, y: np.ndarray, z: np.ndarray) -> np.ndarray:
    """Give a duck of four softly joined balls: body, head, beak and tail."""
    balls = [
        ((0, 0.25, 0), (0.6, 0.38, 0.4)),
        ((0.42, -0.3, 0), (0.27, 0.27, 0.25)),
        ((0.74, -0.24, 0), (0.17, 0.07, 0.13)),
        ((-0.6, 0.02, 0), (0.2, 0.12, 0.16)),
    ]
    parts = [
        1 - np.sqrt(((x - c[0]) / r[0]) ** 2 + ((y - c[1]) / r[1]) ** 2 + ((z - c[2]) / r[2]) ** 2) for c, r in balls
    ]
    return np.log(sum(np.exp(14 * part) for part in parts)) / 14


make(duck, (226, 178, 60), (200, 12))
