"""Marks eyelids and irises with MediaPipe's face mesh and iris models; two examples share it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PIL import Image

from site_media import COLOURS, point
from tfjs_models import run_tfjs

if TYPE_CHECKING:
    from numpy.typing import NDArray

FACE = (130, 20, 320, 210)
"""Where the face lies in the portrait of the astronaut."""
EYES = {"right": (33, 133, False), "left": (263, 362, True)}
"""Outer and inner corner of each eye in the face mesh, and whether the model wants it mirrored, as it knows one eye only."""


class Eye(NamedTuple):
    """An eye in the photo's pixels: the lids' outline, then the middle of the iris and four points on its rim."""

    lids: NDArray[np.float64]
    iris: NDArray[np.float64]


def eyes(photo: Image.Image) -> list[Eye]:
    """Find the eyes of the astronaut: a mesh over the face says where they are, a second model looks at each from near."""
    side = FACE[2] - FACE[0]
    near = np.asarray(photo.crop(FACE).resize((192, 192)), dtype=np.float32)[None] / 255
    mesh = next(v for v in run_tfjs("facemesh", {"input_1": near}).values() if v.size == 1404).reshape(468, 3)
    found = []
    for outer, inner, is_mirrored in EYES.values():
        ends = mesh[[outer, inner], :2] * side / 192 + FACE[:2]
        middle, reach = ends.mean(axis=0), np.hypot(*(ends[0] - ends[1])) * 1.15
        left, top = np.round(middle - reach).astype(int)
        width = round(2 * reach)
        patch = np.asarray(
            photo.crop((left, top, left + width, top + width)).resize((64, 64), Image.Resampling.BICUBIC)
        )
        given = (patch[:, ::-1] if is_mirrored else patch).astype(np.float32)[None] / 255
        (numbers,) = run_tfjs("iris", {"input_1:0": given}).values()
        spots = numbers.reshape(76, 3)[:, :2].astype(float)
        if is_mirrored:
            spots[:, 0] = 64 - spots[:, 0]
        spots = spots * width / 64 + [left, top]
        found.append(Eye(spots[:16], spots[71:]))
    return found


def drawn(found: list[Eye], scale: float, corner: tuple[float, float]) -> list[str]:
    """Draw lids, irises and how far each iris stands from the middle of its eye, in a part of the photo enlarged by a scale."""
    pieces = []
    for eye in found:
        lids, iris = (eye.lids - corner) * scale, (eye.iris - corner) * scale
        radius = np.mean(np.hypot(*(iris[1:] - iris[0]).T))
        outline = " ".join(f"{x:.1f},{y:.1f}" for x, y in [*lids[:9], *lids[:8:-1]])
        pieces += [
            f'<polygon points="{outline}" fill="none" stroke="#fff" stroke-width="5"/>',
            f'<polygon points="{outline}" fill="none" stroke="{COLOURS[2]}" stroke-width="2.5"/>',
            f'<circle cx="{iris[0, 0]:.1f}" cy="{iris[0, 1]:.1f}" r="{radius:.1f}" fill="none" stroke="#fff" stroke-width="5"/>',
            f'<circle cx="{iris[0, 0]:.1f}" cy="{iris[0, 1]:.1f}" r="{radius:.1f}" fill="none" stroke="{COLOURS[0]}" stroke-width="3"/>',
            point(*iris[0], COLOURS[1]),
        ]
    return pieces


def sideways(eye: Eye) -> float:
    """Give how far the iris stands from the middle between the corners, in halves of the eye's width; right in the picture is plus."""
    low, high = eye.lids[0, 0], eye.lids[8, 0]
    return float((eye.iris[0, 0] - (low + high) / 2) / (abs(high - low) / 2))
