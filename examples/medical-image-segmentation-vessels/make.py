"""Colours the blood vessels in a photograph of the back of an eye by filters for dark lines."""

import numpy as np
from PIL import Image
from skimage.filters import apply_hysteresis_threshold, gaussian, sato
from skimage.morphology import disk, erosion, remove_small_objects

from site_media import COLOURS, photo, save_picture, save_thumbnail
from tfjs_models import laid_over, tinted

picture = photo("retina").resize((640, 640), Image.Resampling.LANCZOS)
rgb = np.asarray(picture, dtype=float) / 255
green = rgb[..., 1] / (gaussian(rgb[..., 1], 20) + 0.05)
inside = erosion(rgb[..., 0] > 0.15, disk(12))
lines = sato(green, sigmas=(1, 1.5, 2, 3), black_ridges=True) * inside
vessels = apply_hysteresis_threshold(lines, 0.026, 0.06)
vessels = remove_small_objects(vessels, max_size=120)
print(f"vessels cover {vessels.sum() / inside.sum():.0%} of the eye's ground")
layer = tinted(vessels, COLOURS[0], 0.9)
save_picture(picture, "eye.webp")
save_picture(layer, "vessels.webp")
save_thumbnail(picture, laid_over(picture, layer))
