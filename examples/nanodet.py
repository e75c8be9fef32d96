"""Finds things of the 80 kinds of COCO in a photograph with NanoDet-g; two examples share it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tfjs_models import run_tfjs

if TYPE_CHECKING:
    from PIL import Image

SIDE = 416
"""Pixels of the square into which every photo is shrunk; what it leaves free stays grey."""
KINDS = [
    "person",
    "bicycle",
    "car",
    "motorcycle",
    "airplane",
    "bus",
    "train",
    "truck",
    "boat",
    "traffic-light",
    "fire-hydrant",
    "stop-sign",
    "parking-meter",
    "bench",
    "bird",
    "cat",
    "dog",
    "horse",
    "sheep",
    "cow",
    "elephant",
    "bear",
    "zebra",
    "giraffe",
    "backpack",
    "umbrella",
    "handbag",
    "tie",
    "suitcase",
    "frisbee",
    "skis",
    "snowboard",
    "sports-ball",
    "kite",
    "baseball-bat",
    "baseball-glove",
    "skateboard",
    "surfboard",
    "tennis-racket",
    "bottle",
    "wine-glass",
    "cup",
    "fork",
    "knife",
    "spoon",
    "bowl",
    "banana",
    "apple",
    "sandwich",
    "orange",
    "broccoli",
    "carrot",
    "hot-dog",
    "pizza",
    "donut",
    "cake",
    "chair",
    "couch",
    "potted-plant",
    "bed",
    "dining-table",
    "toilet",
    "tv",
    "laptop",
    "mouse",
    "remote",
    "keyboard",
    "cell-phone",
    "microwave",
    "oven",
    "toaster",
    "sink",
    "refrigerator",
    "book",
    "clock",
    "vase",
    "scissors",
    "teddy-bear",
    "hair-drier",
    "toothbrush",
]


class Found(NamedTuple):
    """A thing in a photograph: its kind, how sure the model is, and its box in the photo's pixels."""

    kind: str
    score: float
    left: float
    top: float
    right: float
    bottom: float


def find(photo: Image.Image, least: float = 0.35) -> list[Found]:
    """Give the things in a photo, surest first; of boxes of one kind that overlap by more than 35 percent the surest stays."""
    scale = max(photo.size) / SIDE
    small = photo.resize((round(photo.width / scale), round(photo.height / scale)))
    given = np.zeros((SIDE, SIDE, 3))
    bgr = np.asarray(small, dtype=np.float64)[..., ::-1]
    given[: small.height, : small.width] = (bgr - [103.53, 116.28, 123.675]) / [57.375, 57.12, 58.395]
    maps = run_tfjs("nanodet", {"input_1:0": given.transpose(2, 0, 1)[None].astype(np.float32)}).values()
    scores = {m.shape[1]: m[0] for m in maps if m.shape[-1] == len(KINDS)}
    edges = {m.shape[1]: m[0] for m in maps if m.shape[-1] == 44}
    found = []
    for cells, of_cells in scores.items():
        across = round(cells**0.5)
        step = SIDE / across
        for cell, kind in np.argwhere(of_cells >= least):
            x, y = (cell % across + 0.5) * step, (cell // across + 0.5) * step
            chances = np.exp(edges[cells][cell].reshape(4, 11))
            left, top, right, bottom = chances @ np.arange(11) / chances.sum(axis=1) * step
            box = np.clip(np.array([x - left, y - top, x + right, y + bottom]) * scale, 0, [*photo.size, *photo.size])
            found.append(Found(KINDS[kind], float(of_cells[cell, kind]), *map(float, box)))
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: -f.score):
        if all(one.kind != other.kind or _overlap(one, other) < 0.35 for other in kept):
            kept.append(one)
    return kept


def _overlap(a: Found, b: Found) -> float:
    width = max(0.0, min(a.right, b.right) - max(a.left, b.left))
    height = max(0.0, min(a.bottom, b.bottom) - max(a.top, b.top))
    areas = (a.right - a.left) * (a.bottom - a.top) + (b.right - b.left) * (b.bottom - b.top)
    return width * height / (areas - width * height)
