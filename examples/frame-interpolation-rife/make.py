"""Make a jerky clip of a rolling disc smooth: RIFE puts three new frames between every two."""

from math import pi

import numpy as np
from PIL import Image

from clips import cat, put, smoother, view
from site_media import photo, save_thumbnail
from voices import save_video

SIZE = (384, 224)


def scene(moment: float) -> np.ndarray:
    """Draw the scene at a moment from 0 to 1: the camera glides, the disc rolls."""
    background = view(np.asarray(photo("coffee")), SIZE, (290 + 24 * moment, 200), zoom=0.85)
    way = 300 * moment
    return put(background, cat(90), (42 + way, 168), -way / (90 * pi) * 360)


def main() -> None:
    """Write the clip before and after, at the same speed."""
    frames = [scene(number / 12) for number in range(13)]
    smooth = smoother(frames, 2)
    save_video(frames, 6, "jerky.mp4", 6)
    save_video(smooth, 24, "smooth.mp4", 26)
    save_thumbnail(Image.fromarray(frames[6]), Image.fromarray(smooth[26]))


if __name__ == "__main__":
    main()
