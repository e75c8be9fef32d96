"""Compare a portrait with changed copies of it and with another woman's portrait, by dlib's face numbers."""

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter, ImageOps

from recognising import face_rows, navy_portrait, sheet
from site_media import bar_chart, photo, save_picture, save_thumbnail

known = photo("astronaut").crop((100, 0, 400, 300))
asked = {
    "A: mirrored": ImageOps.mirror(known),
    "B: dark and tilted": ImageEnhance.Brightness(known.rotate(12, Image.Resampling.BICUBIC)).enhance(0.5),
    "C: small and blurred": known.resize((90, 90)).resize((300, 300)).filter(ImageFilter.GaussianBlur(1)),
    "D: another woman": navy_portrait().crop((60, 20, 460, 420)),
}
row, *others = face_rows([known, *asked.values()])
save_picture(known, "known.webp")
save_picture(sheet(list(asked.values()), 4, 150), "asked.webp")
distances = [(label, float(np.linalg.norm(row - other))) for label, other in zip(asked, others, strict=True)]
bar_chart("distances.svg", [*distances, ("limit for the same person", 0.6)], "", 1)
save_thumbnail(known, sheet(list(asked.values()), 4, 150))
