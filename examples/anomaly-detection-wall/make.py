"""Show undamaged pieces of a brick wall to PatchCore, then one with a crack and a patch of other stone."""

import numpy as np
from PIL import Image, ImageDraw

from recognising import efficientnet, heat_picture, laid_over, oddness, sheet
from site_media import bar_chart, photo, save_picture, save_thumbnail

SIDE = 256

wall = photo("brick")
good = [wall.crop((left, top, left + SIDE, top + SIDE)) for left in (0, 85, 170, 256) for top in (0, 42, 85)]
fine = wall.crop((128, 256, 128 + SIDE, 512))
faulty = fine.copy()
crack = [(60, 0), (72, 30), (66, 58), (84, 96), (78, 130)]
ImageDraw.Draw(faulty).line(crack, fill=(40, 38, 36), width=4)
faulty.paste(photo("gravel").crop((0, 0, 54, 40)), (168, 150))

network = efficientnet()
maps = {label: oddness(network, good, piece) for label, piece in (("undamaged", fine), ("damaged", faulty))}
limit = float(maps["undamaged"].max())
shown = np.clip((maps["damaged"] - 0.8 * limit) / (maps["damaged"].max() - 0.8 * limit), 0, 1)
large = faulty.resize((512, 512), Image.Resampling.LANCZOS)
overlay = heat_picture(shown.astype(np.float32), large.size)
save_picture(sheet([good[0], good[5], good[11]], 3, 200), "good.webp")
save_picture(large, "wall.webp")
save_picture(overlay, "odd.webp")
bar_chart("score.svg", [(f"oddest spot, {label}", float(values.max())) for label, values in maps.items()])
save_thumbnail(large, laid_over(large, overlay))
