"""Find drawn people of one camera again in another by the colours of six stripes of each cut-out."""

import csv
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from site_media import save_picture, save_svg, save_thumbnail, tag

PEOPLE = {  # hair, skin, shirt, trousers, bag
    "A": ("#3b2a1a", "#e0b48c", "#c83232", "#24375c", None),
    "B": ("#d9b25f", "#f0cdb0", "#e9e4d6", "#3a3a3a", "#2f7d4f"),
    "C": ("#161616", "#8a5a3c", "#2f6fb5", "#b9a27a", None),
    "D": ("#7c7c7c", "#e6bd9a", "#4b8a3c", "#5a4634", "#c9762b"),
}
SIZE = (120, 270)


def person(looks: tuple[str | None, ...], back: bool) -> Image.Image:
    """Draw somebody from the front, or from behind and in stride."""
    hair, skin, shirt, trousers, bag = looks
    drawn = Image.new("RGB", SIZE, "#a9adb0" if back else "#c9c5bb")
    pen = ImageDraw.Draw(drawn)
    stride = 14 if back else 4
    pen.line([(54, 160), (54 - stride, 250)], fill=trousers, width=22)
    pen.line([(68, 160), (68 + stride, 250)], fill=trousers, width=22)
    pen.rounded_rectangle((34, 68, 88, 168), 16, fill=shirt)
    pen.line([(34, 82), (22, 150 + stride)], fill=shirt, width=15)
    pen.line([(88, 82), (100, 150 - stride)], fill=shirt, width=15)
    pen.ellipse((42, 18, 80, 66), fill=skin)
    pen.pieslice((40, 12, 82, 62), 180, 360, fill=hair)
    if back:
        pen.ellipse((41, 16, 81, 58), fill=hair)
    if bag:
        pen.rectangle((40, 82, 82, 128) if back else (86, 120, 112, 150), fill=bag)
    return drawn.filter(ImageFilter.GaussianBlur(1.2))


def camera(order: str, back: bool, light: tuple[float, float, float], seed: int) -> list[np.ndarray]:
    """Give the cut-outs of a camera with its own light and noise."""
    noise = np.random.default_rng(seed)
    pictures = [np.asarray(person(PEOPLE[name], back), dtype=float) for name in order]
    return [np.clip(picture * light + noise.normal(0, 7, picture.shape), 0, 255) for picture in pictures]


def profile(picture: np.ndarray, mean: np.ndarray) -> np.ndarray:
    """Describe a cut-out: the colour of six stripes in its middle, without the tint of the camera."""
    balanced = picture / mean * 128
    return np.array([stripe.mean(axis=(0, 1)) for stripe in np.array_split(balanced[10:260, 36:86], 6)]).ravel()


def main() -> None:
    """Write both cameras' pictures, the matches and the distances."""
    orders = ("ABCD", "CADB")
    cameras = [camera(orders[0], False, (1.0, 0.97, 0.9), 1), camera(orders[1], True, (0.52, 0.58, 0.72), 2)]
    for name, pictures in zip(("one", "two"), cameras, strict=True):
        save_picture(Image.fromarray(np.hstack(pictures).astype(np.uint8)), f"{name}.webp")
    means = [np.mean(pictures, axis=(0, 1, 2)) for pictures in cameras]
    profiles = [[profile(picture, mean) for picture in pictures] for pictures, mean in zip(cameras, means, strict=True)]
    distances = [[float(np.abs(first - second).mean()) for second in profiles[1]] for first in profiles[0]]
    best = [int(np.argmin([row[number] for row in distances])) for number in range(4)]
    save_svg(
        "matches.svg",
        SIZE[0] * 4,
        SIZE[1],
        [tag(120 * number + 8, 30, f"= person {found + 1}") for number, found in enumerate(best)],
    )
    rows = [[f"Person {number + 1}", *(f"{value:.0f}" for value in row)] for number, row in enumerate(distances)]
    with Path("distances.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["Camera 1", "1st of camera 2", "2nd", "3rd", "4th"], *rows])
    print("right:", [orders[0][found] == orders[1][number] for number, found in enumerate(best)])
    save_thumbnail(*(Image.fromarray(np.hstack(pictures[:2]).astype(np.uint8)) for pictures in cameras))


if __name__ == "__main__":
    main()
