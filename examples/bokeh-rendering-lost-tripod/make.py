"""Makes a photo of a man with a camera whose background is blurred, and his tripod with it."""

import os
from pathlib import Path

import cv2
import numpy as np
from ai_edge_litert.interpreter import Interpreter
from PIL import Image

from site_media import photo, save_picture, save_thumbnail

MODEL = (
    Path(os.environ.get("NODE_PATH", "../node_modules")) / "@mediapipe/selfie_segmentation/selfie_segmentation.tflite"
)


def person(picture: Image.Image) -> np.ndarray:
    """Say for each dot how surely it belongs to a person."""
    network = Interpreter(model_path=str(MODEL), num_threads=1)
    network.allocate_tensors()
    small = np.asarray(picture.resize((256, 256), Image.Resampling.BILINEAR), dtype=np.float32)[None] / 255
    network.set_tensor(network.get_input_details()[0]["index"], small)
    network.invoke()
    mask = network.get_tensor(network.get_output_details()[0]["index"])[0, ..., 0]
    return cv2.resize(mask, picture.size, interpolation=cv2.INTER_LINEAR).clip(0, 1)


def blurred(light: np.ndarray, weight: np.ndarray, radius: int) -> np.ndarray:
    """Spread each dot's light over a disc, and only the light of the background."""
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1)).astype(np.float32)
    disc /= disc.sum()
    spread = cv2.filter2D((light * weight).astype(np.float32), -1, disc, borderType=cv2.BORDER_REFLECT)
    return spread / np.maximum(
        cv2.filter2D(weight.astype(np.float32), -1, disc, borderType=cv2.BORDER_REFLECT)[..., None], 1e-3
    )


picture = photo("camera")
mask = person(picture)
light = (np.asarray(picture) / 255) ** 2.2
soft = blurred(light, (1 - mask[..., None]) + 1e-4, 12)
mixed = light * mask[..., None] + soft * (1 - mask[..., None])
result = Image.fromarray((mixed.clip(0, 1) ** (1 / 2.2) * 255).round().astype(np.uint8))
save_picture(picture, "sharp.webp")
save_picture(Image.fromarray((mask * 255).round().astype(np.uint8)), "mask.webp")
save_picture(result, "blurred.webp")
save_thumbnail(picture, result)
