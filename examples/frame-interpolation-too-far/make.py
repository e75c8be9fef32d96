"""Let RIFE make the frame between two in which a disc has moved too far."""

import numpy as np
from PIL import Image

from clips import between, cat, put, view
from site_media import photo, save_picture, save_thumbnail

SIZE = (384, 224)


def scene(x: float) -> np.ndarray:
    """Draw the disc at a place in front of a still background."""
    return put(view(np.asarray(photo("coffee")), SIZE, (300, 200), zoom=0.85), cat(70), (x, 120), x)


def main() -> None:
    """Write both frames, the true middle and the one that was made."""
    first, second = scene(60), scene(324)
    made = between(first, second)
    for name, frame in (("first", first), ("second", second), ("between", made), ("truth", scene(192))):
        save_picture(Image.fromarray(frame), f"{name}.webp")
    save_thumbnail(Image.fromarray(first), Image.fromarray(made))


if __name__ == "__main__":
    main()
