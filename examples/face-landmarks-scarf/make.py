"""Hides the astronaut's mouth behind a drawn scarf and lays the face mesh over what is left."""

from PIL import ImageDraw

from face_points import dots, mesh, on_page, shown
from site_media import photo, save_picture, save_svg, save_thumbnail

picture = photo("astronaut")
pen = ImageDraw.Draw(picture)
pen.polygon([(168, 126), (285, 126), (300, 235), (150, 235)], fill=(120, 52, 60))
for x in range(160, 300, 14):
    pen.line([(168 + (x - 160) * 117 / 140, 126), (150 + (x - 160) * 150 / 140, 235)], fill=(140, 70, 78), width=3)
near = shown(picture)
save_picture(near, "scarf.webp")
save_svg("points.svg", *near.size, dots(on_page(mesh(picture))))
save_thumbnail(near)
