"""Show undamaged pieces of a brick wall to PatchCore, then a sound one on which a shadow falls."""

import numpy as np
from PIL import Image

from recognising import efficientnet, heat_picture, laid_over, oddness, sheet
from site_media import bar_chart, photo, save_picture, save_thumbnail

SIDE = 256

wall = photo("brick")
good = [wall.crop((left, top, left + SIDE, top + SIDE)) for left in (0, 85, 170, 256) for top in (0, 42, 85)]
fine = wall.crop((128, 256, 128 + SIDE, 512))
down, right = np.mgrid[0:SIDE, 0:SIDE]
light = 1 - 0.6 / (1 + np.exp(-(right + 0.6 * down - 250) / 3))
faulty = Image.fromarray((np.asarray(fine) * light[..., None]).astype(np.uint8))

network = efficientnet()
maps = {label: oddness(network, good, piece) for label, piece in (("evenly lit", fine), ("with a shadow", faulty))}
limit = float(maps["evenly lit"].max())
shown = np.clip((maps["with a shadow"] - 0.8 * limit) / (maps["with a shadow"].max() - 0.8 * limit), 0, 1)
large = faulty.resize((512, 512), Image.Resampling.LANCZOS)
overlay = heat_picture(shown.astype(np.float32), large.size)
save_picture(sheet([good[0], good[5], good[11]], 3, 200), "good.webp")
save_picture(large, "wall.webp")
save_picture(overlay, "odd.webp")
bar_chart("score.svg", [(f"oddest spot, {label}", float(values.max())) for label, values in maps.items()])
save_thumbnail(large, laid_over(large, overlay))
