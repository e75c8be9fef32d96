"""Steady a shaky clip in which something large glides past the camera."""

import cv2
import numpy as np
from PIL import Image

from clips import cat, put, shaken, steady
from site_media import photo, save_thumbnail
from voices import save_video

SIZE = (320, 240)


def main() -> None:
    """Write the clip before and after."""
    picture = cv2.resize(np.asarray(photo("rocket")), None, fx=1.1, fy=1.1, interpolation=cv2.INTER_CUBIC)
    frames = shaken(picture, SIZE, 80, (330, 260), (340, 260), seed=2)
    frames = [put(frame, cat(270), (-140 + 600 * number / 79, 130)) for number, frame in enumerate(frames)]
    steadied = steady(frames)
    save_video(frames, 20, "shaky.mp4", 40)
    save_video(steadied, 20, "steady.mp4", 40)
    save_thumbnail(Image.fromarray(frames[40]), Image.fromarray(steadied[40]))


if __name__ == "__main__":
    main()
