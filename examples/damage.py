"""Ways of spoiling a good photograph, so that a restorer has something to do. All are the same on every run."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image
from scipy import ndimage

if TYPE_CHECKING:
    from numpy.typing import NDArray


def as_jpeg(picture: Image.Image, quality: int) -> Image.Image:
    """Save a picture as JPEG and open it again."""
    buffer = BytesIO()
    picture.save(buffer, "JPEG", quality=quality)
    return Image.open(buffer).convert("RGB")


def shaken(picture: Image.Image, length: float, bend: float = 0.25) -> Image.Image:
    """Blur as a camera does that moves along a slight bow while the shutter is open.

    Args:
        picture: RGB.
        length: pixels that the camera moves.
        bend: how far the bow leaves the straight line, in parts of its length.
    """
    light = (np.asarray(picture, dtype=np.float64) / 255) ** 2.2
    steps = np.linspace(-0.5, 0.5, int(length * 2) + 1)
    moved = [
        ndimage.shift(
            light,
            (length * bend * (4 * step * step - 0.5) + length * step * 0.5, length * step, 0),
            order=1,
            mode="nearest",
        )
        for step in steps
    ]
    return _picture(np.mean(moved, axis=0) ** (1 / 2.2))


def noisy(picture: Image.Image, strength: float, seed: int = 0) -> Image.Image:
    """Add grain: the same everywhere, and somewhat coloured.

    Args:
        picture: RGB.
        strength: standard deviation on the scale where 255 is white.
        seed: which grain.
    """
    grain = np.random.default_rng(seed).normal(0, strength, (picture.height, picture.width, 3))
    return _picture((np.asarray(picture) + grain) / 255)


def dark(picture: Image.Image, light: float, grain: float, seed: int = 0) -> Image.Image:
    """Take a photo with too little light: the sensor's grain stays while the picture sinks.

    Args:
        picture: RGB.
        light: what part of the light is left.
        grain: standard deviation of the grain, on the scale where 1 is the brightest that the sensor can see.
        seed: which grain.
    """
    linear = (np.asarray(picture, dtype=np.float64) / 255) ** 2.2 * light
    linear += np.random.default_rng(seed).normal(0, grain, linear.shape)
    return _picture(linear.clip(0, 1) ** (1 / 2.2))


def rainy(picture: Image.Image, drops: int = 900, seed: int = 0) -> Image.Image:
    """Draw bright slanting streaks of rain over a picture."""
    size = (picture.height, picture.width)
    random = np.random.default_rng(seed)
    sown = np.zeros(size)
    sown[random.integers(0, size[0], drops), random.integers(0, size[1], drops)] = random.uniform(0.4, 1, drops)
    streak = np.zeros((25, 25))
    for step in np.linspace(-12, 12, 49):
        streak[round(12 + step), round(12 - step * 0.35)] = 1
    rain = ndimage.gaussian_filter(ndimage.convolve(sown, streak), 0.6).clip(0, 1)[..., None] * 0.75
    return _picture(np.asarray(picture) / 255 * (1 - rain) + rain * 0.92)


def _picture(values: NDArray[np.float64]) -> Image.Image:
    return Image.fromarray((values.clip(0, 1) * 255).round().astype(np.uint8))
