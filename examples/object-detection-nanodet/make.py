"""Finds the cup and the table in a photograph of a coffee with NanoDet."""

from nanodet import find
from site_media import COLOURS, box, photo, save_picture, save_svg, save_thumbnail

LEAST = 0.33
picture = photo("coffee")
save_picture(picture, "table.webp")
found = find(picture, LEAST)
boxes = [
    box(f.left, f.top, f.right - f.left, f.bottom - f.top, f"{f.kind.replace('-', ' ')} {f.score:.0%}", colour)
    for f, colour in zip(found, COLOURS, strict=False)
]
save_svg("boxes.svg", *picture.size, boxes)
save_thumbnail(picture)
