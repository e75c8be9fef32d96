"""Makes a badge of 160 dots across, and its outlines traced by VTracer."""

from pathlib import Path

import vtracer

from badge import badge
from site_media import save_picture, save_thumbnail

picture = badge(160)
drawing = vtracer.convert_pixels_to_svg(
    [(*pixel, 255) for pixel in picture.get_flattened_data()],
    picture.size,
    filter_speckle=6,
    color_precision=5,
    layer_difference=48,
    path_precision=1,
)
Path("traced.svg").write_text(
    drawing.replace("<svg ", '<svg viewBox="0 0 160 160" ', 1).split("?>\n", 1)[-1], encoding="utf-8"
)
save_picture(picture, "badge.webp")
save_thumbnail(picture)
