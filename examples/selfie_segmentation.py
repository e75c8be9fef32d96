"""Tells people from background with MediaPipe's selfie segmentation; two examples share it.

Needs, on ``NODE_PATH``, the package ``@mediapipe/selfie_segmentation``, of which only the stored model is used.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from numpy.typing import NDArray


def person_mask(photo: Image.Image) -> NDArray[np.float32]:
    """Give how likely each point of a photo belongs to a person, from 0 to 1, at the photo's size."""
    from ai_edge_litert.interpreter import Interpreter

    stored = Path(os.environ["NODE_PATH"], "@mediapipe/selfie_segmentation/selfie_segmentation.tflite")
    network = Interpreter(str(stored), num_threads=1)
    network.allocate_tensors()
    small = np.asarray(photo.resize((256, 256)), dtype=np.float32)[None] / 255
    network.set_tensor(network.get_input_details()[0]["index"], small)
    network.invoke()
    mask = network.get_tensor(network.get_output_details()[0]["index"])[0, ..., 0]
    return np.asarray(Image.fromarray(mask).resize(photo.size, Image.Resampling.BILINEAR))
