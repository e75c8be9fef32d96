"""Follow one of two equal things with a correlation filter while the other passes in front of it."""

import cv2
import numpy as np
from PIL import Image

from clips import cat, put, view
from site_media import photo, save_thumbnail
from voices import save_video

SIZE = (480, 288)
LENGTH = 54
SIDE = 84


def scene(number: int) -> np.ndarray:
    """Draw a frame: the followed thing goes to the right, behind its twin, which goes to the left."""
    way = 360 * number / (LENGTH - 1)
    background = view(np.asarray(photo("coffee")), SIZE, (300, 200), zoom=1.1)
    return put(put(background, cat(SIDE), (60 + way, 130)), cat(SIDE), (420 - way, 150))


def main() -> None:
    """Write the clip, and the clip with the box of the tracker in blue and the truth in white."""
    frames = [scene(number) for number in range(LENGTH)]
    tracker = cv2.TrackerCSRT.create()
    tracker.init(frames[0], (60 - SIDE // 2, 130 - SIDE // 2, SIDE, SIDE))
    shown = []
    for number, frame in enumerate(frames):
        box = tuple(int(value) for value in tracker.update(frame)[1])
        true = (int(60 + 360 * number / (LENGTH - 1)), 130)
        marked = cv2.circle(frame.copy(), true, 9, (255, 255, 255), -1)
        shown.append(cv2.rectangle(cv2.rectangle(marked, box, (255, 255, 255), 5), box, (11, 87, 208), 3))
    save_video(frames, 18, "clip.mp4", 0)
    save_video(shown, 18, "followed.mp4", 46)
    save_thumbnail(Image.fromarray(frames[0]), Image.fromarray(shown[46]))


if __name__ == "__main__":
    main()
