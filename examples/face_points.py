"""Lays MediaPipe's face mesh over a face in a photo; two examples share it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from site_media import COLOURS, point
from tfjs_models import run_tfjs

if TYPE_CHECKING:
    from numpy.typing import NDArray

FACE = (130, 20, 320, 210)
"""Where the face lies in the portrait of the astronaut."""
PART = (110, 0, 350, 240)
"""The part of the portrait that the examples show."""
SCALE = 640 / (PART[2] - PART[0])
LIPS = (61, 40, 37, 0, 267, 270, 291, 321, 314, 17, 84, 91)
"""Knots of the mesh round the lips."""


def mesh(picture: Image.Image) -> NDArray[np.float64]:
    """Give the 468 knots of the mesh, in the pixels of the picture."""
    side = FACE[2] - FACE[0]
    near = np.asarray(picture.crop(FACE).resize((192, 192)), dtype=np.float32)[None] / 255
    knots = next(v for v in run_tfjs("facemesh", {"input_1": near}).values() if v.size == 1404).reshape(468, 3)
    return knots[:, :2].astype(float) * side / 192 + FACE[:2]


def shown(picture: Image.Image) -> Image.Image:
    """Give the part that is shown, 640 pixels wide."""
    return picture.crop(PART).resize((640, 640), Image.Resampling.LANCZOS)


def on_page(knots: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the knots in the pixels of the part that is shown."""
    return (knots - PART[:2]) * SCALE


def dots(knots: NDArray[np.float64]) -> list[str]:
    """Draw every knot as a small dot, and a line round the lips."""
    lips = " ".join(f"{x:.0f},{y:.0f}" for x, y in knots[list(LIPS)])
    each = "".join(f"M{x:.0f} {y:.0f}h0" for x, y in knots)
    return [
        f'<path d="{each}" stroke="#fff" stroke-width="6" stroke-linecap="round"/>',
        f'<path d="{each}" stroke="{COLOURS[2]}" stroke-width="4" stroke-linecap="round"/>',
        f'<polygon points="{lips}" fill="none" stroke="{COLOURS[1]}" stroke-width="3"/>',
        point(*knots[1], COLOURS[0]),
    ]
