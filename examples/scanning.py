"""Finds a page in a photo, lays it flat and clears it, by the classical steps."""

from __future__ import annotations

import cv2
import numpy as np
from PIL import Image


def corners(photo: Image.Image) -> np.ndarray:
    """Find the largest shape of four corners, by Otsu's threshold and its outlines; from the upper left onwards, clockwise."""
    grey = cv2.GaussianBlur(cv2.cvtColor(np.asarray(photo), cv2.COLOR_RGB2GRAY), (9, 9), 0)
    bright = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1]
    outlines = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]
    hull = cv2.convexHull(max(outlines, key=cv2.contourArea))
    for share in np.arange(0.01, 0.2, 0.005):
        shape = cv2.approxPolyDP(hull, share * cv2.arcLength(hull, True), True)[:, 0].astype(np.float32)
        if len(shape) <= 4:
            break
    order = np.argsort(np.arctan2(*(shape - shape.mean(0)).T[::-1]))
    return shape[order]


def flat(photo: Image.Image, found: np.ndarray, size: tuple[int, int] = (560, 760)) -> np.ndarray:
    """Pull four corners into a rectangle."""
    frame = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], dtype=np.float32)
    return cv2.warpPerspective(
        np.asarray(photo), cv2.getPerspectiveTransform(found, frame), size, flags=cv2.INTER_CUBIC
    )


def cleared(page: np.ndarray) -> Image.Image:
    """Divide by the paper's own brightness, so that shadow and tint vanish, and stretch what remains."""
    paper = cv2.medianBlur(cv2.dilate(page, np.ones((15, 15), np.uint8)), 41)
    even = page / np.maximum(paper, 1)
    return Image.fromarray((((even - 0.25) / 0.7).clip(0, 1) * 255).round().astype(np.uint8))
