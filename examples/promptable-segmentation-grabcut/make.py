"""Cuts cup and saucer out of a photograph, given a box round them, with GrabCut."""

import cv2
import numpy as np

from site_media import COLOURS, box, photo, save_picture, save_svg, save_thumbnail
from tfjs_models import laid_over, tinted

HINT = (72, 4, 420, 390)
"""The box that a person would draw: left, top, width, height."""
picture = photo("coffee")
cv2.setNumThreads(1)
cv2.setRNGSeed(1)
mask = np.zeros(picture.size[::-1], np.uint8)
cv2.grabCut(
    np.asarray(picture)[..., ::-1].copy(), mask, HINT, np.zeros((1, 65)), np.zeros((1, 65)), 6, cv2.GC_INIT_WITH_RECT
)
layer = tinted((mask == cv2.GC_FGD) | (mask == cv2.GC_PR_FGD))
save_picture(picture, "photo.webp")
save_svg("hint.svg", *picture.size, [box(*HINT, "this", COLOURS[1])])
save_picture(layer, "mask.webp")
save_thumbnail(picture, laid_over(picture, layer))
