"""Marks small dark dots in a detail of the back of an eye by a filter for dark blobs; two examples share it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image
from skimage.feature import blob_log, hessian_matrix, hessian_matrix_eigvals
from skimage.filters import gaussian

from site_media import COLOURS, box, photo, save_picture, save_svg, save_thumbnail

SCALE = 6


def make(roundness: float, darkness: float) -> None:
    """Write the picture, the boxes and the table.

    Args:
        roundness: how much the dot must dip in its flattest direction, as a share of its steepest; 0 lets lines pass too.
        darkness: how much darker than its surroundings a dot must be, of all grey values.
    """
    small = photo("microaneurysms").convert("L")
    grey = np.asarray(small, dtype=float) / 255
    dark = np.clip(gaussian(grey, 10) - grey, 0, None)
    found = []
    for y, x, sigma in blob_log(
        dark, min_sigma=1.2, max_sigma=3.5, num_sigma=12, threshold=0.035, overlap=0.3, exclude_border=3
    ):
        bends = hessian_matrix_eigvals(hessian_matrix(dark, sigma, use_gaussian_derivatives=True))[:, int(y), int(x)]
        share = np.clip(bends.max() / bends.min(), 0, 1) if bends.max() < 0 else 0
        depth = dark[int(y), int(x)]
        if share >= roundness and depth >= darkness:
            found.append((depth, share, x, y, sigma))
    found.sort(reverse=True)
    shown = small.resize((small.width * SCALE, small.height * SCALE), Image.Resampling.BICUBIC).convert("RGB")
    pieces, rows = [], ["dot,darker than around it by,roundness"]
    for number, (depth, share, x, y, sigma) in enumerate(found, 1):
        reach = 2.4 * sigma * SCALE
        corner = (x + 0.5) * SCALE - reach, (y + 0.5) * SCALE - reach
        pieces.append(box(*corner, 2 * reach, 2 * reach, str(number), COLOURS[1]))
        rows.append(f"{number},{depth:.0%},{share:.0%}")
    save_picture(shown, "detail.webp")
    save_svg("dots.svg", *shown.size, pieces)
    Path("dots.csv").write_text("\n".join(rows[:12]) + "\n", encoding="utf-8")
    save_thumbnail(shown)
