"""What the satellite examples need: an invented piece of land in four colours of light, and its sorting into kinds of land."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image, ImageDraw
from sklearn.ensemble import RandomForestClassifier

from site_media import save_picture, save_svg, save_thumbnail

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDTH, HEIGHT, ZOOM = 160, 120, 4
KINDS = ("water", "forest", "crops", "bare soil", "town")
LIGHT = np.array(
    [[20, 42, 55, 8], [28, 48, 30, 118], [60, 92, 50, 170], [128, 106, 82, 112], [138, 134, 130, 96]], float
)
"""How bright each kind is in red, green, blue and in infrared, which no eye sees."""
SHOWN = ((59, 130, 196), (34, 102, 60), (150, 196, 84), (205, 170, 120), (176, 64, 76))
"""The colour of each kind on the finished map."""


def land(seed: int) -> NDArray[np.int64]:
    """Draw fields, two woods, a river and a town, as numbers of kinds."""
    chance = np.random.default_rng(seed)
    picture = Image.new("L", (WIDTH, HEIGHT), 2)
    draw = ImageDraw.Draw(picture)
    for left in range(0, WIDTH, 20):
        for top in range(0, HEIGHT, 15):
            draw.rectangle((left, top, left + 19, top + 14), fill=int(chance.choice((2, 2, 3))))
    draw.ellipse((96, -22, 182, 34), fill=1)
    draw.polygon([(0, 84), (30, 90), (44, 120), (0, 120)], fill=1)
    draw.rectangle((64, 44, 106, 76), fill=4)
    for street in range(67, 106, 8):
        draw.line((street, 44, street, 76), fill=2)
    draw.line([(-5, 20), (30, 34), (52, 40), (58, 86), (96, 100), (170, 92)], fill=0, width=7, joint="curve")
    return np.asarray(picture, dtype=np.int64)


def seen(kinds: NDArray[np.int64], seed: int) -> NDArray[np.float64]:
    """Give what the satellite sees of it: each kind's light, with the grain of real land, a little blurred."""
    chance = np.random.default_rng(seed)
    rough = np.array([3, 9, 8, 9, 22])[kinds][..., None]
    view = LIGHT[kinds] + chance.normal(0, 1, (*kinds.shape, 4)) * rough
    return np.clip(cv2.GaussianBlur(view, (0, 0), 0.6), 0, 255)


def under_cloud(view: NDArray[np.float64]) -> NDArray[np.float64]:
    """Put a cloud before the land and its shadow beside it."""
    y, x = np.mgrid[:HEIGHT, :WIDTH]

    def blob(left: float, top: float) -> NDArray[np.float64]:
        parts = [
            ((x - left - dx) / wide) ** 2 + ((y - top - dy) / high) ** 2
            for dx, dy, wide, high in ((0, 0, 17, 9), (12, 5, 13, 8), (-11, 4, 11, 7))
        ]
        return 1 / (1 + np.exp(np.minimum(12 * (np.min(parts, 0) - 1), 50)))

    shadow, cloud = blob(136, 62)[..., None], blob(122, 46)[..., None]
    view = view * (1 - 0.8 * shadow)
    return view * (1 - cloud) + 232 * cloud


def sorted_land(view: NDArray[np.float64]) -> NDArray[np.int64]:
    """Name each pixel by what a forest of decision trees learnt from another piece of land."""
    school = land(1)
    trees = RandomForestClassifier(60, min_samples_leaf=4, random_state=0, n_jobs=1)
    trees.fit(seen(school, 2).reshape(-1, 4), school.ravel())
    return trees.predict(view.reshape(-1, 4)).reshape(HEIGHT, WIDTH)


def _large(pixels: NDArray[np.uint8]) -> Image.Image:
    return Image.fromarray(pixels).resize((WIDTH * ZOOM, HEIGHT * ZOOM), Image.Resampling.NEAREST)


def make(*, cloud: bool) -> float:
    """Write the land in colours of the eye and in infrared, the map made of it, and the map's legend.

    Returns:
        the share of pixels that were named rightly.
    """
    kinds = land(7)
    view = seen(kinds, 8)
    view = under_cloud(view) if cloud else view
    named = sorted_land(view)
    eye, infrared = _large(view[..., :3].astype(np.uint8)), _large(view[..., 3].astype(np.uint8))
    result = _large(np.array(SHOWN, np.uint8)[named])
    save_picture(eye, "eye.webp")
    save_picture(infrared.convert("RGB"), "infrared.webp")
    save_picture(result, "map.webp")
    pieces = ['<rect width="640" height="60" rx="8" fill="#fbfaf7"/>']
    for number, (kind, colour) in enumerate(zip(KINDS, SHOWN, strict=True)):
        x = 20 + 124 * number
        pieces.append(f'<rect x="{x}" y="20" width="22" height="22" rx="3" fill="rgb{colour}"/>')
        pieces.append(
            f'<text x="{x + 30}" y="37" font-family="system-ui, sans-serif" font-size="16" fill="#222">{kind}</text>'
        )
    save_svg("legend.svg", 640, 60, pieces)
    save_thumbnail(eye, result)
    return float((named == kinds).mean())
