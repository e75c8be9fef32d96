"""Makes a photo of a letter askew on a white desk, the outline that the program takes for the page's, and the spoilt scan."""

import numpy as np

from letter import photographed
from scanning import cleared, corners, flat
from site_media import COLOURS, point, save_picture, save_svg, save_thumbnail

picture = photographed(np.full((640, 640, 3), 238.0))
found = corners(picture)
scan = cleared(flat(picture, found))
outline = " ".join(f"{x:.0f},{y:.0f}" for x, y in found)
save_picture(picture, "photo.webp")
save_svg(
    "outline.svg",
    640,
    640,
    [
        f'<polygon points="{outline}" fill="none" stroke="#fff" stroke-width="7"/>',
        f'<polygon points="{outline}" fill="none" stroke="{COLOURS[1]}" stroke-width="4"/>',
    ]
    + [point(x, y, COLOURS[1]) for x, y in found],
)
save_picture(scan, "scan.webp")
save_thumbnail(picture, scan)
