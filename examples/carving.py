"""Takes pictures of a solid from all round and carves it anew out of a block by its outlines; two examples share it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image
from skimage.filters import gaussian
from skimage.measure import marching_cubes

from site_media import save_picture, save_thumbnail

if TYPE_CHECKING:
    from collections.abc import Callable

    Array = np.ndarray

GRID, SIDE, VIEWS, RAISED = 104, 240, 12, 25
"""Cells along each edge of the block, points of each picture, number of pictures, degrees that the camera looks down."""
LIGHT = np.array([-0.45, -0.6, -0.65]) / 0.993


def matrix(turn: float, raised: float) -> Array:
    """Give the camera's axes as columns, for a camera so many degrees round the object and so many above it."""
    a, b = np.radians(turn), -np.radians(raised)
    about = np.array([[np.cos(a), 0, -np.sin(a)], [0, 1, 0], [np.sin(a), 0, np.cos(a)]])
    return about @ np.array([[1, 0, 0], [0, np.cos(b), -np.sin(b)], [0, np.sin(b), np.cos(b)]])


def skin(solid: Array) -> tuple[Array, Array]:
    """Give points on the surface of a solid, plus inside and minus outside, and which way each faces; x right, y down, z away."""
    corners, _, outward, _ = marching_cubes(solid, 0)
    return corners / (GRID - 1) * 2 - 1, outward


def picture(solid: Array, turn: float, colour: tuple[int, int, int], raised: float = RAISED) -> Image.Image:
    """Draw a solid point by point from far to near, seen from straight ahead without perspective."""
    points, outward = skin(solid)
    spots, facing = points @ matrix(turn, raised), outward @ matrix(turn, raised)
    near = np.flatnonzero(facing[:, 2] < 0.3)
    near = near[np.argsort(-spots[near, 2])]
    light = 0.4 + 0.6 * np.clip(facing[near] @ LIGHT, 0, 1)
    x, y = (((spots[near, :2] * 0.8 + 1) * SIDE).astype(int)).T
    steps = np.stack(np.meshgrid(range(-2, 3), range(-2, 3)), axis=-1).reshape(-1, 2)
    canvas = np.full((2 * SIDE, 2 * SIDE, 3), (251, 250, 247), dtype=np.uint8)
    place = np.clip(y[:, None] + steps[:, 1], 0, 2 * SIDE - 1), np.clip(x[:, None] + steps[:, 0], 0, 2 * SIDE - 1)
    canvas[place] = np.uint8(np.outer(light, colour))[:, None]
    return Image.fromarray(canvas).resize((SIDE, SIDE), Image.Resampling.LANCZOS)


def carve(views: list[Image.Image]) -> Array:
    """Start with a full block and cut away all that lies outside the outline in any picture."""
    line = np.linspace(-1, 1, GRID)
    cells = np.stack(np.meshgrid(line, line, line, indexing="ij"), axis=-1).reshape(-1, 3)
    kept = np.ones(len(cells))
    for number, view in enumerate(views):
        object_there = np.abs(np.asarray(view, dtype=float) - (251, 250, 247)).max(axis=2) > 25
        x, y = ((cells @ matrix(360 * number / VIEWS, RAISED))[:, :2] * 0.8 + 1).T * SIDE / 2
        inside = (x >= 0) & (x < SIDE) & (y >= 0) & (y < SIDE)
        kept *= object_there[np.clip(y, 0, SIDE - 1).astype(int), np.clip(x, 0, SIDE - 1).astype(int)] & inside
    return gaussian(kept.reshape(GRID, GRID, GRID), 1.2) - 0.5


def make(
    shape: Callable[[Array, Array, Array], Array], colour: tuple[int, int, int], shown: tuple[float, float]
) -> None:
    """Write the pictures that go in, all on one sheet, and the solid that comes out, from a side that was not photographed."""
    line = np.linspace(-1, 1, GRID)
    solid = shape(*np.meshgrid(line, line, line, indexing="ij"))
    views = [picture(solid, 360 * number / VIEWS, colour) for number in range(VIEWS)]
    sheet = Image.new("RGB", (4 * 160, 3 * 120), (251, 250, 247))
    for number, view in enumerate(views):
        sheet.paste(view.resize((160, 160)).crop((0, 20, 160, 140)), (number % 4 * 160, number // 4 * 120))
    built = carve(views)
    true, out = (picture(one, shown[0], tone, shown[1]) for one, tone in ((solid, colour), (built, (150, 178, 225))))
    save_picture(sheet, "views.webp")
    save_picture(out, "carved.webp")
    save_picture(true, "true.webp")
    save_thumbnail(sheet, out)
