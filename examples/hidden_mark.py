"""Hides a mark in a picture and looks for it, by nudging the waves in each block of eight by eight pixels; two examples share it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from numpy.typing import NDArray

SIDE = 8
WAVES = ((1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2))
"""The waves of a block that carry the mark: coarse enough to survive, fine enough not to be seen."""


def _blocks(picture: Image.Image) -> tuple[NDArray[np.float64], Image.Image]:
    from scipy.fft import dctn

    whole = picture.convert("YCbCr").crop((0, 0, picture.width // SIDE * SIDE, picture.height // SIDE * SIDE))
    light = np.asarray(whole, dtype=np.float64)[..., 0]
    rows, columns = light.shape[0] // SIDE, light.shape[1] // SIDE
    blocks = light.reshape(rows, SIDE, columns, SIDE).swapaxes(1, 2)
    return dctn(blocks, axes=(2, 3), norm="ortho"), whole


def _signs(key: int, rows: int, columns: int) -> NDArray[np.float64]:
    return np.random.default_rng(key).choice((-1.0, 1.0), (rows, columns, len(WAVES)))


def hide(picture: Image.Image, key: int, strength: float = 4.0) -> Image.Image:
    """Push each carrying wave of each block up or down a little, as the key says."""
    from scipy.fft import idctn

    waves, whole = _blocks(picture)
    signs = _signs(key, *waves.shape[:2])
    for number, (row, column) in enumerate(WAVES):
        waves[:, :, row, column] += strength * signs[:, :, number]
    light = idctn(waves, axes=(2, 3), norm="ortho").swapaxes(1, 2).reshape(whole.height, whole.width)
    bands = np.asarray(whole).copy()
    bands[..., 0] = np.clip(light.round(), 0, 255)
    return Image.fromarray(bands, "YCbCr").convert("RGB")


def score(picture: Image.Image, key: int) -> float:
    """Say how well the waves agree with the key: about 0 without the mark, and 6 or more hardly ever by chance."""
    waves, _ = _blocks(picture)
    signs = _signs(key, *waves.shape[:2])
    found = np.stack([waves[:, :, row, column] for row, column in WAVES], axis=2)
    found = np.clip(found, -30, 30)
    return float((found * signs).sum() / np.sqrt((found**2).sum()))


def as_jpeg(picture: Image.Image, quality: int) -> Image.Image:
    """Save a picture as JPEG and open it again."""
    stream = BytesIO()
    picture.save(stream, "JPEG", quality=quality)
    return Image.open(BytesIO(stream.getvalue())).convert("RGB")
