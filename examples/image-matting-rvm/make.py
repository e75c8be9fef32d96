"""Lifts the astronaut off her background with Robust Video Matting."""

from __future__ import annotations

import numpy as np
from PIL import Image

from site_media import photo, save_picture, save_thumbnail
from tfjs_models import run_tfjs

picture = photo("astronaut")
given = np.asarray(picture, dtype=np.float32)[None] / 255
nothing = dict.fromkeys(("r1i:0", "r2i:0", "r3i:0", "r4i:0"), np.float32(0))
made = run_tfjs("rvm", {"src": given, **nothing, "downsample_ratio:0": np.float32(0.5)}, ["fgr", "pha"])
share = np.clip(made["pha"][0], 0, 1)
colours = np.clip(made["fgr"][0], 0, 1)
paper = np.linspace([0.99, 0.83, 0.45], [0.95, 0.6, 0.3], len(share))[:, None]
on_paper = Image.fromarray(np.uint8(255 * (colours * share + paper * (1 - share))))
save_picture(picture, "photo.webp")
save_picture(Image.fromarray(np.uint8(255 * share[..., 0])), "mask.webp")
save_picture(on_paper, "cut-out.webp")
save_thumbnail(picture, on_paper)
