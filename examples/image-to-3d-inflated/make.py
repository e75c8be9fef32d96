"""Puffs up the outline of a horse into a solid, as soft as a balloon, and shows it from three sides."""

import numpy as np
from PIL import Image
from skimage import data
from skimage.measure import marching_cubes
from skimage.transform import resize

from site_media import save_picture, save_thumbnail

inside = resize((~data.horse()).astype(float), (164, 200)) > 0.5
inside = np.pad(inside, 6)
height = np.zeros(inside.shape)
for _ in range(1500):
    around = sum(np.roll(height, step, axis) for step in (-1, 1) for axis in (0, 1)) / 4
    height = np.where(inside, around + 0.25, 0)
thick = np.sqrt(height)
thick *= 15 / thick.max()
level = np.arange(-18, 19)
signed = np.where(inside, thick, -1.0)[..., None] - np.abs(level)
corners, _, facing_out, _ = marching_cubes(signed, 0)
cloud = corners[:, [1, 0, 2]] - [inside.shape[1] / 2, inside.shape[0] / 2, 18]
away = facing_out[:, [1, 0, 2]]


def seen(turn: float) -> Image.Image:
    """Draw the solid, turned about its upright axis, point by point from far to near."""
    cos, sin = np.cos(np.radians(turn)), np.sin(np.radians(turn))
    matrix = np.array([[cos, 0, sin], [0, 1, 0], [-sin, 0, cos]])
    spots, facing = cloud @ matrix.T, away @ matrix.T
    light = 0.4 + 0.6 * np.clip(facing @ (np.array([-0.45, -0.6, -0.65]) / 0.993), 0, 1)
    canvas = np.full((600, 660, 3), (251, 250, 247), dtype=np.uint8)
    near = np.flatnonzero(facing[:, 2] < 0.3)
    near = near[np.argsort(-spots[near, 2])]
    steps = np.stack(np.meshgrid(range(-2, 3), range(-2, 3)), axis=-1).reshape(-1, 2)
    x, y = (330 + 3 * spots[near, 0]).astype(int), (300 + 3 * spots[near, 1]).astype(int)
    canvas[np.clip(y[:, None] + steps[:, 1], 0, 599), np.clip(x[:, None] + steps[:, 0], 0, 659)] = np.uint8(
        np.outer(light[near], (214, 160, 100))
    )[:, None]
    return Image.fromarray(canvas).resize((330, 300), Image.Resampling.LANCZOS)


outline = Image.fromarray(np.uint8(np.where(data.horse()[..., None], (251, 250, 247), (40, 40, 44))))
sheet = Image.new("RGB", (990, 300))
for place, turn in enumerate((0, 45, 80)):
    sheet.paste(seen(turn), (330 * place, 0))
save_picture(outline, "outline.webp")
save_picture(sheet, "solid.webp")
save_thumbnail(outline, seen(45))
