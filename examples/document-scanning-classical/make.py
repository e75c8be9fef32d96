"""Makes a photo of a letter askew on a wooden desk, the page's outline, and the page flat and clean."""

import numpy as np
from PIL import Image

from letter import photographed
from scanning import cleared, corners, flat
from site_media import COLOURS, photo, point, save_picture, save_svg, save_thumbnail

wood = photo("coffee").crop((490, 190, 600, 300)).resize((640, 640), Image.Resampling.LANCZOS)
picture = photographed(np.asarray(wood) * 0.6)
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
        f'<polygon points="{outline}" fill="none" stroke="{COLOURS[0]}" stroke-width="4"/>',
    ]
    + [point(x, y) for x, y in found],
)
save_picture(scan, "scan.webp")
save_thumbnail(picture, scan)
