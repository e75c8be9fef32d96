"""Hide a mark in a photograph, treat it as pictures are treated on the way, and look for the mark each time."""

import csv
from pathlib import Path

from PIL import ImageEnhance, ImageFilter

from hidden_mark import as_jpeg, hide, score
from site_media import photo, save_picture, save_thumbnail

KEY = 7


def main() -> None:
    """Write the photograph before and after, and how well the mark is found."""
    plain = photo("coffee").crop((0, 0, 600, 400))
    marked = hide(plain, KEY)
    save_picture(plain, "plain.webp")
    save_picture(marked, "marked.webp")
    cases = {
        "The photo without a mark": plain,
        "With the mark": marked,
        "Saved as JPEG, quality 80": as_jpeg(marked, 80),
        "Saved as JPEG, quality 30": as_jpeg(marked, 30),
        "Made brighter by a third": ImageEnhance.Brightness(marked).enhance(1.3),
        "Blurred a little": marked.filter(ImageFilter.GaussianBlur(1)),
    }
    with Path("found.csv").open("w", newline="", encoding="utf-8") as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(["Picture", "Agreement with the key", "Mark"])
        for name, picture in cases.items():
            agreement = score(picture, KEY)
            table.writerow([name, f"{agreement:.0f}", "found" if agreement > 6 else "not found"])
    save_thumbnail(plain, marked)


if __name__ == "__main__":
    main()
