"""Marks the joints of one person with MoveNet Thunder; two examples share it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from site_media import COLOURS, line, point
from tfjs_models import run_tfjs

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL import Image

LEAST = 0.3
"""Below this score a joint is not drawn."""
SIDES = (COLOURS[0], COLOURS[1])
"""Colours of the person's left and right side."""
BONES = [(5, 7), (7, 9), (11, 13), (13, 15), (5, 11), (6, 8), (8, 10), (12, 14), (14, 16), (6, 12), (5, 6), (11, 12)]


def joints(photo: Image.Image) -> NDArray[np.float64]:
    """Give 17 joints as x, y in the photo's pixels and a score: face first, then pairs of left and right downwards."""
    small = np.asarray(photo.resize((256, 256)), dtype=np.int32)
    (found,) = run_tfjs("movenet-thunder", {"input:0": small[None]}).values()
    y, x, score = found[0, 0].T.astype(float)
    return np.stack([x * photo.width, y * photo.height, score], axis=1)


def skeleton(found: NDArray[np.float64]) -> list[str]:
    """Draw the joints that are sure enough and the bones between them."""
    seen = [score >= LEAST for _, _, score in found]
    pieces = [
        line(*found[a, :2], *found[b, :2], "#555" if a % 2 != b % 2 else SIDES[(a + 1) % 2])
        for a, b in BONES
        if seen[a] and seen[b]
    ]
    return pieces + [
        point(x, y, "#15803d" if i < 5 else SIDES[(i + 1) % 2]) for i, (x, y, _) in enumerate(found) if seen[i]
    ]
