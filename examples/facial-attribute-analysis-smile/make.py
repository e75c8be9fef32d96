"""Lets a small network sort the astronaut's expression into one of seven words."""

from pathlib import Path

import numpy as np
from PIL import Image

from site_media import photo, save_picture, save_thumbnail
from tfjs_models import run_tfjs

FACE = (150, 40, 300, 190)
WORDS = ("angry", "disgusted", "afraid", "happy", "sad", "surprised", "neutral")

face = photo("astronaut").crop(FACE)
grey = np.asarray(face.resize((64, 64), Image.Resampling.BILINEAR), dtype=np.float32) / 255 @ [0.2989, 0.587, 0.114]
(shares,) = run_tfjs("emotion", {"input_1": ((grey - 0.5) * 2).astype(np.float32)[None, :, :, None]}).values()
rows = sorted(zip(WORDS, shares.ravel(), strict=True), key=lambda row: -row[1])
Path("shares.csv").write_text(
    "word,share\n" + "".join(f"{word},{100 * share:.1f} %\n" for word, share in rows), encoding="utf-8"
)
near = face.resize((480, 480), Image.Resampling.LANCZOS)
save_picture(near, "face.webp")
save_thumbnail(near)
