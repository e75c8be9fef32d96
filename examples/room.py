"""A sunny room with its true range of light, from the package ``@pmndrs/assets``, and photos of it."""

from __future__ import annotations

import base64
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import OpenEXR
from PIL import Image

if TYPE_CHECKING:
    from numpy.typing import NDArray

cv2.setNumThreads(1)  # With several, the last digits of a fused picture vary.

PANORAMA = Path(os.environ.get("NODE_PATH", "../node_modules")) / "@pmndrs/assets/hdri/apartment.exr.js"
EXPOSURES = {"short": 0.12, "middle": 0.6, "long": 2.4}
"""How long each photo is exposed, where 1 makes an ordinary white of the light 1."""


def room() -> NDArray[np.float32]:
    """Give the light of a part of the panorama, 630 by 420, from nothing to 20 times the white of an ordinary photo."""
    found = re.search(r"base64,([A-Za-z0-9+/=]+)", PANORAMA.read_text(encoding="utf-8"))
    if not found:
        raise ValueError(f"There is no picture in {PANORAMA}.")
    with tempfile.NamedTemporaryFile(suffix=".exr") as file:
        file.write(base64.b64decode(found[1]))
        file.flush()
        with OpenEXR.File(file.name) as picture:
            values = np.array(picture.channels()["RGB"].pixels, dtype=np.float32)
    return cv2.resize(values[52:192, 196:406], (630, 420), interpolation=cv2.INTER_LINEAR)


def exposed(light: NDArray[np.float32], time: float) -> Image.Image:
    """Take a photo: what is brighter than white becomes white."""
    return Image.fromarray(((light * time).clip(0, 1) ** (1 / 2.2) * 255).round().astype(np.uint8))


def fused(photos: list[Image.Image]) -> Image.Image:
    """Fuse photos of different exposure by the method of Mertens, Kautz and Van Reeth."""
    result = cv2.createMergeMertens(1, 1, 1).process([np.asarray(photo)[..., ::-1] for photo in photos])[..., ::-1]
    return Image.fromarray((result.clip(0, 1) * 255).round().astype(np.uint8))
