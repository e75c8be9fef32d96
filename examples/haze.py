"""Renders a scene in haze and reads the distances off the haze; two examples share it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image

from ray_tracing import Solid, render
from site_media import save_picture, save_thumbnail

if TYPE_CHECKING:
    from collections.abc import Sequence

FOG = np.array([0.86, 0.88, 0.9])
THICKNESS = 0.11
"""Share of the light that a metre of haze swallows, about."""
GROUND = [
    Solid((-30, -0.2, 0), (30, 0, 60), colour=(0.35, 0.5, 0.2), pattern="grass", tile=3),
    Solid((-3.2, 0, 5.2), (-1.4, 1.6, 6.6), colour=(0.62, 0.22, 0.18), pattern="brick", tile=1.2),
    Solid((1.6, 0, 8.5), (3.6, 2.6, 10), colour=(0.2, 0.3, 0.55), pattern="gravel", tile=2),
    Solid((-2, 0, 13), (0.2, 3.4, 14.5), colour=(0.6, 0.4, 0.15), pattern="gravel", tile=2),
    Solid((3.5, 0, 19), (7, 5, 21), colour=(0.5, 0.2, 0.3), pattern="brick", tile=2),
    Solid((-9, 0, 25), (-4, 6, 27), colour=(0.2, 0.4, 0.35), pattern="brick", tile=2),
]


def make(further: Sequence[Solid]) -> None:
    """Write the hazy picture and the map of distances that the dark channel gives."""
    view = render([*GROUND, *further], (0, 1.5, 0), (0, 1.2, 6), (560, 400), 0.9)
    clear = np.asarray(view.picture, dtype=float) / 255
    share = np.exp(-THICKNESS * np.minimum(view.depth, 60))[..., None]
    hazy = np.clip(clear * share + FOG * (1 - share) + np.random.default_rng(0).normal(0, 0.004, clear.shape), 0, 1)
    picture = Image.fromarray(np.uint8(255 * hazy))
    cv2.setNumThreads(1)
    seen = np.asarray(picture, dtype=np.float32) / 255
    air = seen.reshape(-1, 3)[np.argsort(seen.min(axis=2).ravel())[-200:]].mean(axis=0)
    dark = cv2.erode((seen / air).min(axis=2), np.ones((11, 11)))
    rough = np.clip(1 - 0.95 * dark, 0.03, 1)
    through = np.clip(_guided(seen.mean(axis=2), rough, 20), 0.05, 1)
    far = -np.log(through)
    map_of = cv2.applyColorMap(np.uint8(255 * (1 - np.clip(far / far.max(), 0, 1))), cv2.COLORMAP_TURBO)[..., ::-1]
    depth = Image.fromarray(np.ascontiguousarray(map_of))
    save_picture(picture, "haze.webp")
    save_picture(depth, "depth.webp")
    save_thumbnail(picture, depth)
    solid = view.solid >= 0
    ranks = [np.argsort(np.argsort(v[solid][::37])) for v in (far, view.depth)]
    print(f"order of distances right to {np.corrcoef(*ranks)[0, 1]:.2f}")


def _guided(guide: np.ndarray, rough: np.ndarray, reach: int) -> np.ndarray:
    """Smooth a map so that its edges follow those of a picture (guided filter)."""

    def mean(values: np.ndarray) -> np.ndarray:
        return cv2.blur(values.astype(np.float32), (2 * reach + 1, 2 * reach + 1))

    slope = (mean(guide * rough) - mean(guide) * mean(rough)) / (mean(guide * guide) - mean(guide) ** 2 + 1e-4)
    return mean(slope) * guide + mean(mean(rough) - slope * mean(guide))
