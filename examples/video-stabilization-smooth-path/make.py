"""Steady a shaky pan over a photo of a rocket on its launch pad."""

import cv2
import numpy as np
from PIL import Image

from clips import shaken, steady
from site_media import photo, save_thumbnail
from voices import save_video

SIZE = (320, 240)


def main() -> None:
    """Write the clip before and after."""
    picture = cv2.resize(np.asarray(photo("rocket")), None, fx=1.1, fy=1.1, interpolation=cv2.INTER_CUBIC)
    frames = shaken(picture, SIZE, 90, (230, 320), (480, 190))
    steadied = steady(frames)
    save_video(frames, 20, "shaky.mp4", 45)
    save_video(steadied, 20, "steady.mp4", 45)
    save_thumbnail(Image.fromarray(frames[45]), Image.fromarray(steadied[45]))


if __name__ == "__main__":
    main()
