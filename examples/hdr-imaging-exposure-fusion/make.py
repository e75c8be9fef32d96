"""Makes three photos of a room with a sunny window, each exposed differently, and one fused from them."""

import base64
import os
import re
import tempfile
from pathlib import Path

import cv2
import numpy as np
import OpenEXR
from PIL import Image

from common import save_picture, save_thumbnail

PANORAMA = Path(os.environ.get("NODE_PATH", "../node_modules")) / "@pmndrs/assets/hdri/apartment.exr.js"
EXPOSURES = {"short": 0.12, "middle": 0.6, "long": 2.4}


def light() -> np.ndarray:
    """Give the true light of a part of the panorama, from nothing to 20 times the white of an ordinary photo."""
    found = re.search(r"base64,([A-Za-z0-9+/=]+)", PANORAMA.read_text())
    with tempfile.NamedTemporaryFile(suffix=".exr") as file:
        file.write(base64.b64decode(found[1]))
        file.flush()
        with OpenEXR.File(file.name) as picture:
            values = np.array(picture.channels()["RGB"].pixels, dtype=np.float32)
    return cv2.resize(values[52:192, 196:406], (630, 420), interpolation=cv2.INTER_LINEAR)


scene = light()
photos = {
    name: ((scene * time).clip(0, 1) ** (1 / 2.2) * 255).round().astype(np.uint8) for name, time in EXPOSURES.items()
}
fused = cv2.createMergeMertens(1, 1, 1).process([photo[..., ::-1] for photo in photos.values()])[..., ::-1]
result = Image.fromarray((fused.clip(0, 1) * 255).round().astype(np.uint8))
for name, pixels in photos.items():
    save_picture(Image.fromarray(pixels), f"{name}.webp")
save_picture(result, "fused.webp")
save_thumbnail(Image.fromarray(photos["middle"]), result)
