"""Makes a grey photo of a cat, coloured strokes on it, and the colours spread from the strokes by optimisation (Levin and others, 2004)."""

import numpy as np
from PIL import Image, ImageDraw
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import spsolve
from skimage.color import rgb2ycbcr, ycbcr2rgb

from site_media import photo, save_picture, save_thumbnail

STROKES = (
    ("#b9895a", [(150, 20), (165, 90), (225, 100), (240, 70), (300, 60), (310, 75)]),
    ("#b9895a", [(110, 120), (120, 200), (150, 260), (290, 285)]),
    ("#b9895a", [(60, 130), (40, 200), (60, 270)]),
    ("#8f9b4a", [(182, 95), (182, 122), (200, 128)]),
    ("#8f9b4a", [(324, 122), (324, 142), (334, 146)]),
    ("#c0604f", [(262, 236), (283, 246)]),
    ("#c89a94", [(92, 14), (80, 40)]),
    ("#c89a94", [(392, 20), (370, 60)]),
    ("#8d6f7b", [(10, 20), (30, 90)]),
    ("#8d6f7b", [(420, 70), (430, 130), (420, 200), (380, 280)]),
)


def spread(grey: np.ndarray, colours: np.ndarray, marked: np.ndarray) -> np.ndarray:
    """Give every dot the colour of its neighbours, weighted by how alike their brightness is; marked dots keep theirs."""
    height, width = grey.shape
    numbers = np.arange(height * width).reshape(height, width)
    rows, columns, weights = [], [], []
    shifts = [(y, x) for y in (-1, 0, 1) for x in (-1, 0, 1) if (y, x) != (0, 0)]
    padded = np.pad(grey, 1, mode="edge")
    around = np.stack([padded[1 + y : 1 + y + height, 1 + x : 1 + x + width] for y, x in shifts])
    variance = np.maximum(np.var(np.concatenate([around, grey[None]]), axis=0), 4e-5)
    for (y, x), near in zip(shifts, around, strict=True):
        inside = np.zeros_like(marked)
        inside[max(0, -y) : height - max(0, y), max(0, -x) : width - max(0, x)] = True
        inside &= ~marked
        rows.append(numbers[inside])
        columns.append(numbers[inside] + y * width + x)
        weights.append(np.exp(-((grey - near) ** 2) / (1.2 * variance))[inside] + 1e-6)
    matrix = csr_matrix(
        (np.concatenate(weights), (np.concatenate(rows), np.concatenate(columns))), shape=(grey.size, grey.size)
    )
    total = np.asarray(matrix.sum(axis=1)).ravel()
    scale = csr_matrix((1 / np.where(total > 0, total, 1), (range(grey.size), range(grey.size))))
    identity = csr_matrix((np.ones(grey.size), (range(grey.size), range(grey.size))))
    system = (identity - scale @ matrix).tocsc()
    return np.stack(
        [
            spsolve(system, np.where(marked, channel, 0).ravel()).reshape(height, width)
            for channel in colours.transpose(2, 0, 1)
        ],
        -1,
    )


grey = photo("chelsea").convert("L")
strokes = Image.new("RGBA", grey.size)
for colour, points in STROKES:
    ImageDraw.Draw(strokes).line(points, fill=colour, width=5)
painted = np.asarray(strokes)
marked = painted[..., 3] > 0
chroma = rgb2ycbcr(painted[..., :3])[..., 1:]
chroma = np.concatenate([spread(np.asarray(grey) / 255, chroma, marked)], -1)
luma = 16 + np.asarray(grey)[..., None] * (219 / 255)
coloured = Image.fromarray((ycbcr2rgb(np.concatenate([luma, chroma], -1)).clip(0, 1) * 255).round().astype(np.uint8))
save_picture(grey.convert("RGB"), "grey.webp")
save_picture(strokes, "strokes.webp")
save_picture(coloured, "coloured.webp")
save_thumbnail(grey.convert("RGB"), coloured)
