"""Follow a round picture of a cat through a clip with a correlation filter, from a box in the first frame."""

import cv2
import numpy as np
from PIL import Image

from clips import cat, put, view
from site_media import COLOURS, photo, save_svg, save_thumbnail
from voices import save_video

SIZE = (480, 288)
LENGTH = 54
SIDE = 84


def place(number: int) -> tuple[float, float]:
    """Give the place of the thing in a frame."""
    moment = number / (LENGTH - 1)
    return 60 + 360 * moment, 144 + 80 * np.sin(moment * 7)


def scene(number: int) -> np.ndarray:
    """Draw a frame: the camera glides, the thing sways and turns."""
    background = view(np.asarray(photo("coffee")), SIZE, (280 + 0.5 * number, 200), zoom=1.1)
    return put(background, cat(SIDE), place(number), 25 * np.sin(number / 9))


def main() -> None:
    """Write the clip, the clip with boxes, and the way."""
    frames = [scene(number) for number in range(LENGTH)]
    tracker = cv2.TrackerCSRT.create()
    x, y = place(0)
    tracker.init(frames[0], (int(x - SIDE / 2), int(y - SIDE / 2), SIDE, SIDE))
    boxes = [tuple(int(value) for value in tracker.update(frame)[1]) for frame in frames]
    shown = [cv2.rectangle(frame.copy(), box, (255, 255, 255), 5) for frame, box in zip(frames, boxes, strict=True)]
    shown = [cv2.rectangle(frame, box, (11, 87, 208), 3) for frame, box in zip(shown, boxes, strict=True)]
    save_video(frames, 18, "clip.mp4", 27)
    save_video(shown, 18, "followed.mp4", 27)
    way = " ".join(f"{x + w / 2:.1f},{y + h / 2:.1f}" for x, y, w, h in boxes)
    save_svg(
        "way.svg",
        *SIZE,
        [
            f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="{width}"/>'
            for colour, width in (("#fff", 6), (COLOURS[1], 3))
        ],
    )
    save_thumbnail(Image.fromarray(frames[27]), Image.fromarray(shown[27]))


if __name__ == "__main__":
    main()
