"""Find the pictures most like a photograph of a cat by EfficientNet-Lite2's rows of numbers."""

from pathlib import Path

import numpy as np
from PIL import Image

from recognising import efficientnet, look_row, old_photo, sheet
from site_media import bar_chart, photo, save_picture, save_thumbnail

query = photo("chelsea")
darker = Image.fromarray((np.asarray(query)[:, ::-1] * 0.6).astype(np.uint8)).crop((60, 30, 420, 300))
collection = {
    "A: boats": old_photo("nagasaki-boats"),
    "B: flower": old_photo("allium-oreophilum"),
    "C: one frame of a cat": old_photo("locomotion-house-cat").crop((40, 10, 200, 125)),
    "D: hut": old_photo("dust-bowl-home"),
    "E: the cat, darker": darker,
    "F: coffee": photo("coffee"),
    "G: mountains": old_photo("french-alpine-landscape"),
    "H: sheep": old_photo("march-pastoral"),
}
network = efficientnet()
row = look_row(network, query)
alike = [(label, float(row @ look_row(network, picture))) for label, picture in collection.items()]
alike.sort(key=lambda pair: -pair[1])
save_picture(query, "question.webp")
save_picture(sheet(list(collection.values()), 4, 150), "collection.webp")
Path("row.csv").write_text(
    "place,number\n" + "".join(f"{place + 1},{row[place]:.4f}\n" for place in range(8)) + "…,…\n", encoding="utf-8"
)
bar_chart("ranking.svg", alike, "", 1)
save_thumbnail(query, sheet(list(collection.values()), 4, 150))
