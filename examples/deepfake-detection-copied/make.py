"""Copy a patch of a lawn to another spot, and find the copy by comparing the picture with itself."""

import itertools

import numpy as np

from site_media import COLOURS, box, line, photo, save_picture, save_svg, save_thumbnail

BLOCK, STEP = 16, 4

genuine = photo("grass").crop((0, 0, 400, 300))
altered = genuine.copy()
altered.paste(genuine.crop((40, 50, 130, 120)), (250, 180))
grey = np.asarray(altered.convert("L"), dtype=np.float32)

places, rows = [], []
for top in range(0, grey.shape[0] - BLOCK, STEP // 2):
    for left in range(0, grey.shape[1] - BLOCK, STEP // 2):
        places.append((left, top))
        block = grey[top : top + BLOCK, left : left + BLOCK]
        rows.append(block.reshape(4, 4, 4, 4).mean((1, 3)).ravel())
order = np.lexsort(np.round(rows).T[::-1])
twins: dict[tuple[int, int], list[tuple[int, int]]] = {}
for first, second in itertools.pairwise(order):
    if np.abs(np.array(rows[first]) - rows[second]).max() < 0.5:
        one, other = sorted((places[first], places[second]))
        shift = (other[0] - one[0], other[1] - one[1])
        if np.hypot(*shift) > 2 * BLOCK:
            twins.setdefault(shift, []).append(one)
shift, found = max(twins.items(), key=lambda pair: len(pair[1]))
low, high = np.min(found, axis=0), np.max(found, axis=0) + BLOCK
size = high - low
pieces = [
    box(*low, *size, "same", COLOURS[1]),
    box(*(low + shift), *size, "same", COLOURS[1]),
    line(*(low + size / 2), *(low + shift + size / 2), COLOURS[1]),
]
save_picture(altered, "altered.webp")
save_svg("copy.svg", *altered.size, pieces)
save_thumbnail(altered)
