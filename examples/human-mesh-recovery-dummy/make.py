"""Puts a plain dummy of rounded limbs on the 3D joints that BlazePose guesses for the cameraman, and turns it."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
from ai_edge_litert.interpreter import Interpreter
from PIL import Image

from site_media import COLOURS, photo, point, save_picture, save_svg, save_thumbnail

REACH, HIPS = 430, (75, 375)
"""The model wants the hips in the middle of a square that holds the whole body; both were marked by hand."""
LIMBS = [
    (11, 12, 0.06),
    (23, 24, 0.085),
    (11, 23, 0.075),
    (12, 24, 0.075),
    (12, 23, 0.085),
    (11, 24, 0.085),
    (11, 13, 0.045),
    (13, 15, 0.036),
    (12, 14, 0.045),
    (14, 16, 0.036),
    (23, 25, 0.075),
    (25, 27, 0.052),
    (24, 26, 0.075),
    (26, 28, 0.052),
    (27, 31, 0.035),
    (28, 32, 0.035),
]
"""Joint, joint and thickness in metres."""


def joints(picture: Image.Image) -> tuple[np.ndarray, np.ndarray]:
    """Give 33 joints in the photo's pixels, and the same in metres round the hips."""
    x, y = HIPS
    square = picture.crop((x - REACH, y - REACH, x + REACH, y + REACH)).resize((256, 256))
    stored = Path(os.environ["NODE_PATH"], "@mediapipe/pose/pose_landmark_full.tflite")
    network = Interpreter(str(stored), num_threads=1)
    network.allocate_tensors()
    network.set_tensor(network.get_input_details()[0]["index"], np.asarray(square, dtype=np.float32)[None] / 255)
    network.invoke()
    found = [network.get_tensor(d["index"]) for d in network.get_output_details()]
    flat = next(v for v in found if v.size == 195).reshape(39, 5)[:33, :2] * 2 * REACH / 256 + [x - REACH, y - REACH]
    return flat, next(v for v in found if v.size == 117).reshape(39, 3)[:33].astype(float)


def dummy(spots: np.ndarray, turn: float, size: tuple[int, int] = (320, 480)) -> Image.Image:
    """Draw the dummy, turned about its upright axis by some degrees, by walking along each ray until it meets a limb."""
    cos, sin = np.cos(np.radians(turn)), np.sin(np.radians(turn))
    turned = spots @ np.array([[cos, 0, -sin], [0, 1, 0], [sin, 0, cos]])
    head = turned[[7, 8]].mean(axis=0)
    parts = [(turned[a], turned[b], r) for a, b, r in LIMBS]
    parts += [(turned[[11, 12]].mean(axis=0), head, 0.055), (head, head + np.array([0, -0.03, 0]), 0.105)]
    width, height = size
    across, down = np.meshgrid((np.arange(width) + 0.5 - width / 2) / 250 + 0.1, (np.arange(height) + 0.5) / 250 - 0.8)
    at = np.stack([across, down, np.full_like(across, -1.2)], axis=-1).reshape(-1, 3)

    def distance(p: np.ndarray) -> np.ndarray:
        total = np.zeros(len(p))
        for a, b, r in parts:
            way = b - a
            share = np.clip(((p - a) @ way) / (way @ way), 0, 1)[:, None]
            total += np.exp(-45 * (np.linalg.norm(p - a - share * way, axis=1) - r))
        return -np.log(total + 1e-30) / 45

    flat = np.array([1, 1, 0])
    close = np.zeros(len(at), bool)
    for a, b, r in parts:
        way = (b - a) * flat
        share = np.clip(((at - a) * flat @ way) / (way @ way + 1e-9), 0, 1)[:, None]
        close |= np.linalg.norm((at - a) * flat - share * way, axis=1) < r + 0.04
    walking = at[close]
    for _ in range(24):
        walking[:, 2] += np.clip(distance(walking), 0, 0.2)
    at[close] = walking
    hit = close.copy()
    hit[close] = np.abs(distance(walking)) < 0.01
    step = 2e-3 * np.eye(3)
    normals = np.stack([distance(at[hit] + s) - distance(at[hit] - s) for s in step], axis=1)
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    light = 0.35 + 0.65 * np.clip(normals @ (np.array([-0.5, -0.6, -0.65]) / 1.02), 0, 1)
    colours = np.tile([251.0, 250, 247], (len(at), 1))
    colours[hit] = np.outer(light, [150, 178, 225])
    return Image.fromarray(np.uint8(colours).reshape(height, width, 3))


picture = photo("camera")
flat, spots = joints(picture)
sheet = Image.new("RGB", (640, 480))
for place, turn in enumerate((0, 90)):
    sheet.paste(dummy(spots, turn), (320 * place, 0))
save_picture(picture, "photo.webp")
inside = [(x, y) for x, y in flat[[0, 7, *range(11, 17), 23, 24, 25, 26]] if 0 < x < 512 and 0 < y < 512]
save_svg("joints.svg", *picture.size, [point(x, y, COLOURS[0]) for x, y in inside])
save_picture(sheet, "dummy.webp")
save_thumbnail(picture, sheet)
