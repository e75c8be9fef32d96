"""What the weather forecasting examples need: invented radar pictures of showers that drift, and a forecast that carries the drift on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image, ImageDraw

from site_media import save_picture, save_thumbnail

if TYPE_CHECKING:
    from numpy.typing import NDArray

cv2.setNumThreads(1)

WIDTH, HEIGHT = 400, 300
WIND = (2.6, -0.9)
"""Pixels by which showers drift in a minute."""
EDGES = (0.12, 0.3, 0.5, 0.75)
COLOURS = ((184, 214, 240), (92, 158, 214), (36, 92, 170), (196, 58, 110))
LAND, SEA, TOWN = (238, 236, 226), (214, 228, 234), (210, 60, 30)
SMOOTH = 60
"""Pixels over which the drift is evened out."""
SHOWERS = ((90, 210, 46, 24, 0.9), (150, 170, 30, 40, 0.7), (60, 120, 26, 18, 0.6), (205, 235, 22, 16, 0.55))
"""Place, spread to the right and downwards, and strength of each shower at minute 0."""
NEWBORN = (285, 120, 30, 22, 1.0)
"""A shower that is born after minute 0."""


def rain(minute: float, *, newborn: bool) -> NDArray[np.float32]:
    """Give the strength of the rain at each pixel, from 0 to about 1."""
    y, x = np.mgrid[:HEIGHT, :WIDTH]
    field = np.zeros((HEIGHT, WIDTH))
    for number, (left, top, wide, high, strength) in enumerate(SHOWERS):
        bent = (y - top - WIND[1] * minute) + 0.25 * (x - left - WIND[0] * minute) * (-1) ** number
        swell = 1 + 0.004 * minute * (-1) ** number
        field += strength * swell * np.exp(-(((x - left - WIND[0] * minute) / wide) ** 2) - (bent / high) ** 2)
    if newborn and minute > 0:
        left, top, wide, high, strength = NEWBORN
        field += strength * min(1, minute / 25) * np.exp(-(((x - left) / wide) ** 2) - ((y - top) / high) ** 2)
    grain = np.random.default_rng(5).normal(0, 1, (HEIGHT, WIDTH + 200)).astype(np.float32)
    grain = cv2.GaussianBlur(grain, (0, 0), 4)
    start = int(100 - WIND[0] * minute)
    return (field * (1 + 1.6 * grain[:, start : start + WIDTH])).clip(0).astype(np.float32)


def carried_on(before: NDArray[np.float32], now: NDArray[np.float32], times: float) -> NDArray[np.float32]:
    """Find how each spot moved between two pictures, smooth it, and move the newer one on by that, several times over."""
    pair = [np.uint8(255 * np.clip(picture, 0, 1)) for picture in (before, now)]
    flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM).calc(*pair, None)
    weight = np.maximum(now, before) + 1e-3
    share = cv2.GaussianBlur(weight, (0, 0), SMOOTH)
    drift = [cv2.GaussianBlur(flow[..., axis] * weight, (0, 0), SMOOTH) / share for axis in (0, 1)]
    y, x = np.mgrid[:HEIGHT, :WIDTH].astype(np.float32)
    return cv2.remap(now, x - times * drift[0], y - times * drift[1], cv2.INTER_LINEAR, borderValue=0)


def drawn(field: NDArray[np.float32], town: tuple[int, int]) -> Image.Image:
    """Draw the rain in four steps of colour over a plain map with a town."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), LAND)
    draw = ImageDraw.Draw(picture)
    draw.polygon([(0, 0), (70, 0), (40, 90), (66, 150), (20, 220), (34, 300), (0, 300)], fill=SEA)
    pixels = np.asarray(picture).copy()
    for edge, colour in zip(EDGES, COLOURS, strict=True):
        pixels[field > edge] = colour
    picture = Image.fromarray(pixels)
    left, top = town
    ImageDraw.Draw(picture).ellipse((left - 7, top - 7, left + 7, top + 7), fill=TOWN, outline="white", width=2)
    return picture


def make(*, newborn: bool) -> None:
    """Write the pictures of ten minutes ago and of now, the forecast for half an hour later, and what then came."""
    before, now = rain(-10, newborn=newborn), rain(0, newborn=newborn)
    town = NEWBORN[:2] if newborn else (244, 138)
    pictures = {
        "before": drawn(before, town),
        "now": drawn(now, town),
        "forecast": drawn(carried_on(before, now, 3), town),
        "came": drawn(rain(30, newborn=newborn), town),
    }
    for name, picture in pictures.items():
        save_picture(picture, f"{name}.webp")
    save_thumbnail(pictures["now"], pictures["forecast"] if not newborn else pictures["came"])
