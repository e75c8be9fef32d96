"""Give keywords to an old photograph of a harbour: EfficientNet-Lite2 looks at the whole and at parts, and its scores are averaged."""

from pathlib import Path

import numpy as np

from recognising import best, efficientnet, imagenet_names, old_photo, parts, scores
from site_media import bar_chart, save_picture, save_thumbnail

picture = old_photo("nagasaki-boats")
network = efficientnet()
mean = np.mean([scores(network, part) for part in parts(picture)], axis=0)
tags = [(name, score) for name, score in best(mean, imagenet_names(), 10) if score >= 2.5]
picture.thumbnail((1000, 1000))
save_picture(picture, "photo.webp")
Path("tags.txt").write_text(", ".join(name for name, _ in tags) + "\n", encoding="utf-8")
bar_chart("scores.svg", tags, " %")
save_thumbnail(picture)
