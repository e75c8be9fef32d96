"""Makes a badge that was saved as a small JPEG, and its outlines traced by VTracer, faults and all."""

from pathlib import Path

import vtracer

from badge import badge
from damage import as_jpeg
from site_media import save_picture, save_thumbnail

picture = as_jpeg(badge(112), 12)
drawing = vtracer.convert_pixels_to_svg(
    [(*pixel, 255) for pixel in picture.get_flattened_data()],
    picture.size,
    filter_speckle=1,
    color_precision=5,
    layer_difference=32,
    path_precision=1,
)
Path("traced.svg").write_text(
    drawing.replace("<svg ", '<svg viewBox="0 0 112 112" ', 1).split("?>\n", 1)[-1], encoding="utf-8"
)
save_picture(picture, "badge.webp")
save_thumbnail(picture)
