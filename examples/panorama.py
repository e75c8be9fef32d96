"""Turns a camera inside a photo and joins the views again; two examples of stitching share it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDE = 2.0
"""The photo is enlarged by this before the camera looks at parts of it, so that the views are not tiny."""
LENS = 900.0
"""Focal length of the camera, in pixels."""
VIEW = (460, 620)
"""Width and height of a view, in pixels."""


def view(photo: Image.Image, turn: float, roll: float, light: float) -> NDArray[np.uint8]:
    """Look at a part of the photo with a camera that is turned to the side and tilted, and exposed a little differently.

    Args:
        photo: RGB.
        turn: degrees to the right.
        roll: degrees by which the camera hangs askew.
        light: how much brighter the view is.
    """
    large = photo.resize((round(photo.width * WIDE), round(photo.height * WIDE)), Image.Resampling.LANCZOS)
    width, height = VIEW
    inside = np.array([[LENS, 0, width / 2], [0, LENS, height / 2], [0, 0, 1]])
    outside = np.array([[LENS, 0, large.width / 2], [0, LENS, large.height / 2], [0, 0, 1]])
    yaw, tilt = np.radians([turn, roll])
    around = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
    askew = np.array([[np.cos(tilt), -np.sin(tilt), 0], [np.sin(tilt), np.cos(tilt), 0], [0, 0, 1]])
    to_photo = outside @ around @ askew @ np.linalg.inv(inside)
    seen = cv2.warpPerspective(np.asarray(large), np.linalg.inv(to_photo), VIEW, flags=cv2.INTER_AREA)
    return np.uint8(np.clip(seen * light, 0, 255))


def joined(views: list[NDArray[np.uint8]]) -> Image.Image:
    """Join overlapping views with OpenCV's stitcher."""
    cv2.setNumThreads(1)
    cv2.setRNGSeed(1)
    stitcher = cv2.Stitcher_create(cv2.Stitcher_PANORAMA)
    status, whole = stitcher.stitch([cv2.cvtColor(one, cv2.COLOR_RGB2BGR) for one in views])
    if status != cv2.Stitcher_OK:
        raise ValueError(f"The views could not be joined (status {status}).")
    return Image.fromarray(cv2.cvtColor(whole, cv2.COLOR_BGR2RGB))


def side_by_side(views: list[NDArray[np.uint8]], height: int = 400) -> Image.Image:
    """Lay the views beside one another with a white gap, as they were taken."""
    width = round(VIEW[0] * height / VIEW[1])
    row = Image.new("RGB", (len(views) * width + (len(views) - 1) * 12, height), "white")
    for place, one in enumerate(views):
        row.paste(Image.fromarray(one).resize((width, height), Image.Resampling.LANCZOS), (place * (width + 12), 0))
    return row
