"""Lets NanoDet name everything in the photograph of a cameraman, also what it has never learnt."""

from nanodet import find
from site_media import COLOURS, box, photo, save_picture, save_svg, save_thumbnail, tag

LEAST = 0.28
BELOW = "bicycle"
picture = photo("camera")
save_picture(picture, "field.webp")
pieces = []
for f, colour in zip(find(picture, LEAST), COLOURS, strict=False):
    words = f"{f.kind.replace('-', ' ')} {f.score:.0%}"
    pieces.append(box(f.left, f.top, f.right - f.left, f.bottom - f.top, "" if f.kind == BELOW else words, colour))
    if f.kind == BELOW:
        pieces.append(tag(f.left, f.bottom, words, colour))
save_svg("boxes.svg", *picture.size, pieces)
save_thumbnail(picture)
