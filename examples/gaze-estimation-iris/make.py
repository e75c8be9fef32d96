"""Marks lids and irises in the astronaut's portrait and writes down how far each iris stands from the middle."""

from pathlib import Path

from PIL import Image

from iris_landmarks import drawn, eyes, sideways
from site_media import photo, save_picture, save_svg, save_thumbnail

PART = (165, 70, 285, 140)
SCALE = 640 / (PART[2] - PART[0])

picture = photo("astronaut")
found = eyes(picture)
near = picture.crop(PART).resize((640, round((PART[3] - PART[1]) * SCALE)), Image.Resampling.LANCZOS)
save_picture(near, "eyes.webp")
save_svg("irises.svg", *near.size, drawn(found, SCALE, PART[:2]))
rows = [
    f"{side},{round(100 * sideways(eye))} %"
    for side, eye in zip(("on the left of the picture", "on the right"), found, strict=True)
]
Path("sideways.csv").write_text("eye,iris from the middle of the eye\n" + "\n".join(rows) + "\n", encoding="utf-8")
save_thumbnail(near)
