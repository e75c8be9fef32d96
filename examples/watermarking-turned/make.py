"""Hide a mark in a photograph, turn or trim it by very little, and look for the mark: it is gone."""

import csv
from pathlib import Path

from PIL import Image

from hidden_mark import hide, score
from site_media import photo, save_picture, save_thumbnail

KEY = 7


def main() -> None:
    """Write the marked and the turned photograph, and how well the mark is found."""
    marked = hide(photo("coffee").crop((0, 0, 600, 400)), KEY)
    turned = marked.rotate(1.5, Image.Resampling.BICUBIC)
    save_picture(marked, "marked.webp")
    save_picture(turned, "turned.webp")
    cases = {
        "With the mark": marked,
        "Turned by one and a half degrees": turned,
        "Five columns cut off on the left": marked.crop((5, 0, *marked.size)),
        "Made a tenth smaller": marked.resize((540, 360), Image.Resampling.LANCZOS),
    }
    with Path("found.csv").open("w", newline="", encoding="utf-8") as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(["Picture", "Agreement with the key", "Mark"])
        for name, picture in cases.items():
            agreement = score(picture, KEY)
            table.writerow([name, f"{agreement:.0f}", "found" if agreement > 6 else "not found"])
    save_thumbnail(marked, turned)


if __name__ == "__main__":
    main()
