"""Renders small scenes of blocks and balls by following rays, with the true distance of every point.

The surfaces are photographs of brick, grass and gravel that scikit-image brings along, all CC0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

LIGHT = np.array([-0.5, 0.8, -0.45]) / np.linalg.norm([-0.5, 0.8, -0.45])
"""Where the sun stands: left, high up and behind the camera."""
SKY = np.array([0.78, 0.87, 0.95])


@dataclass(frozen=True)
class Solid:
    """A block from one corner to the opposite one, or, where ``radius`` is given, a ball round ``low``; y is up, z away from us."""

    low: tuple[float, float, float]
    high: tuple[float, float, float] = (0, 0, 0)
    radius: float = 0
    colour: tuple[float, float, float] = (0.7, 0.7, 0.7)
    pattern: str = ""
    tile: float = 1.5


class View(NamedTuple):
    """A rendered picture, for each point its distance straight ahead and the number of the solid (-1 for the sky)."""

    picture: Image.Image
    depth: Array
    solid: NDArray[np.int64]


def render(
    scene: Sequence[Solid],
    eye: tuple[float, float, float],
    target: tuple[float, float, float],
    size: tuple[int, int] = (640, 480),
    focal: float = 1.1,
    is_smooth: bool = True,
) -> View:
    """Render a scene; ``focal`` is the focal length in widths of the picture, ``is_smooth`` follows four rays for each point."""
    fine, depth, solid = _trace(scene, eye, target, size, focal)
    if is_smooth:
        fine, _, _ = _trace(scene, eye, target, (size[0] * 2, size[1] * 2), focal)
    return View(
        Image.fromarray(np.uint8(255 * np.clip(fine, 0, 1) ** 0.8)).resize(size, Image.Resampling.LANCZOS), depth, solid
    )


def axes(eye: Sequence[float], target: Sequence[float]) -> Array:
    """Give the camera's axes, right, up and ahead, as rows."""
    ahead = np.subtract(target, eye).astype(float)
    ahead /= np.linalg.norm(ahead)
    right = np.cross([0, 1, 0], ahead)
    right /= np.linalg.norm(right)
    return np.stack([right, np.cross(ahead, right), ahead])


def _trace(
    scene: Sequence[Solid], eye: Sequence[float], target: Sequence[float], size: tuple[int, int], focal: float
) -> tuple[Array, Array, NDArray[np.int64]]:
    width, height = size
    across = (np.arange(width) + 0.5 - width / 2) / (focal * width)
    down = (np.arange(height) + 0.5 - height / 2) / (focal * width)
    flat = np.stack(np.broadcast_arrays(across, -down[:, None], 1.0), axis=-1).reshape(-1, 3)
    rays = flat @ axes(eye, target)
    start = np.broadcast_to(np.asarray(eye, dtype=float), rays.shape)
    far, which = _nearest(scene, start, rays)
    hit = which >= 0
    colours = np.broadcast_to(SKY, rays.shape).copy()
    spots = start[hit] + rays[hit] * far[hit, None]
    kinds = which[hit]
    found = np.empty_like(spots)
    normals = np.empty_like(spots)
    for number, one in enumerate(scene):
        here = kinds == number
        normals[here], found[here] = _surface(one, spots[here])
    light = np.clip(normals @ LIGHT, 0, 1)
    shaded = _nearest(scene, spots + normals * 1e-3, np.broadcast_to(LIGHT, spots.shape))[1] >= 0
    light[shaded] = 0
    colours[hit] = found * (0.35 + 0.75 * light)[:, None]
    depth = np.where(hit, far, np.inf)
    return colours.reshape(height, width, 3), depth.reshape(height, width), which.reshape(height, width)


def _nearest(scene: Sequence[Solid], start: Array, rays: Array) -> tuple[Array, NDArray[np.int64]]:
    best = np.full(len(rays), np.inf)
    which = np.full(len(rays), -1)
    with np.errstate(divide="ignore", invalid="ignore"):
        for number, one in enumerate(scene):
            if one.radius:
                to = start - one.low
                a, b, c = (rays**2).sum(1), (to * rays).sum(1), (to**2).sum(1) - one.radius**2
                under = b * b - a * c
                way = np.where(under >= 0, (-b - np.sqrt(np.maximum(under, 0))) / a, np.inf)
            else:
                first, second = (one.low - start) / rays, (one.high - start) / rays
                way, end = np.minimum(first, second).max(1), np.maximum(first, second).min(1)
                way = np.where(end >= way, way, np.inf)
            closer = (way > 1e-4) & (way < best)
            best[closer], which[closer] = way[closer], number
    return best, which


def _surface(one: Solid, spots: Array) -> tuple[Array, Array]:
    if one.radius:
        normals = (spots - one.low) / one.radius
        u, v = (
            np.arctan2(normals[:, 0], -normals[:, 2]) * one.radius,
            np.arcsin(np.clip(normals[:, 1], -1, 1)) * one.radius,
        )
    else:
        middle, half = np.add(one.low, one.high) / 2, np.subtract(one.high, one.low) / 2
        away = (spots - middle) / half
        side = np.abs(away).argmax(1)
        normals = np.zeros_like(spots)
        normals[np.arange(len(spots)), side] = np.sign(away[np.arange(len(spots)), side])
        u = np.where(side == 0, spots[:, 2], spots[:, 0])
        v = np.where(side == 1, spots[:, 2], spots[:, 1])
    colours = np.broadcast_to(np.array(one.colour, dtype=float), spots.shape)
    if one.pattern:
        from skimage import data

        photo = np.asarray(getattr(data, one.pattern)(), dtype=float)
        shade = photo[
            (-v / one.tile * len(photo)).astype(int) % len(photo), (u / one.tile * len(photo)).astype(int) % len(photo)
        ]
        colours = colours * (0.35 + 0.65 * shade / photo.mean())[:, None]
    return normals, colours
