"""Give keywords to a portrait of an astronaut with a list that knows no space suit."""

from pathlib import Path

import numpy as np

from recognising import best, efficientnet, imagenet_names, parts, scores
from site_media import bar_chart, photo, save_picture, save_thumbnail

picture = photo("astronaut")
network = efficientnet()
mean = np.mean([scores(network, part) for part in parts(picture)], axis=0)
tags = [(name, score) for name, score in best(mean, imagenet_names(), 10) if score >= 2.5]
save_picture(picture, "photo.webp")
Path("tags.txt").write_text(", ".join(name for name, _ in tags) + "\n", encoding="utf-8")
bar_chart("scores.svg", tags, " %")
save_thumbnail(picture)
