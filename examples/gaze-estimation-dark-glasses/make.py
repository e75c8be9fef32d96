"""Puts dark glasses on the astronaut's portrait and lets the iris model look for the eyes behind them."""

from PIL import Image, ImageDraw

from iris_landmarks import drawn, eyes
from site_media import photo, save_picture, save_svg, save_thumbnail

PART = (165, 70, 285, 140)
SCALE = 640 / (PART[2] - PART[0])
GLASSES = ((190, 92, 222, 116), (231, 94, 263, 118))

picture = photo("astronaut")
large = picture.resize((picture.width * 4, picture.height * 4), Image.Resampling.LANCZOS)
pen = ImageDraw.Draw(large)
pen.line([(190 * 4, 99 * 4), (263 * 4, 101 * 4)], fill="#181818", width=10)
for glass in GLASSES:
    pen.ellipse([4 * edge for edge in glass], fill="#20242a", outline="#0c0c0c", width=6)
picture = large.resize(picture.size, Image.Resampling.LANCZOS)
near = picture.crop(PART).resize((640, round((PART[3] - PART[1]) * SCALE)), Image.Resampling.LANCZOS)
save_picture(near, "glasses.webp")
save_svg("irises.svg", *near.size, drawn(eyes(picture), SCALE, PART[:2]))
save_thumbnail(near)
