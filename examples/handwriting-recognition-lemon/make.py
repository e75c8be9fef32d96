"""Writes a word in a shaky hand and reads it by comparing the movements of the pen with ten stored letters."""

from pathlib import Path

import numpy as np

from pen import LETTERS, even, shaky, stroke, svg_path
from site_media import COLOURS, save_svg

WORD = "lemon"


def in_a_box(path: np.ndarray) -> np.ndarray:
    """Shift and scale a path so that neither place nor size matters."""
    middle = path - path.mean(axis=0)
    return middle / np.abs(middle[:, 1]).max()


def distance(one: np.ndarray, other: np.ndarray) -> float:
    """Dynamic time warping: the least sum of gaps if both paths may be walked faster or slower."""
    gaps = np.hypot(*(one[:, None] - other[None]).transpose(2, 0, 1))
    total = np.full((len(one) + 1, len(other) + 1), np.inf)
    total[0, 0] = 0
    for i, row in enumerate(gaps, 1):
        for j, gap in enumerate(row, 1):
            total[i, j] = gap + min(total[i - 1, j - 1], total[i - 1, j], total[i, j - 1])
    return float(total[-1, -1] / len(one))


hand = np.random.default_rng(7)
known = {letter: in_a_box(stroke(letter)) for letter in LETTERS}
ink, rows = [], []
pieces = [
    '<rect width="640" height="200" rx="8" fill="#fbfaf7"/>',
    '<path d="M30 158H610" stroke="#c9d6ea" stroke-width="2"/>',
]
for place, letter in enumerate(WORD):
    path = shaky(stroke(letter), hand)
    gaps = sorted((distance(in_a_box(even(path)), shape), name) for name, shape in known.items())
    (least, best), (second, next_best) = gaps[:2]
    rows.append(f"{place + 1},{best},{least:.2f},{next_best},{second:.2f}\n")
    at = path * 1.15 + (40 + 115 * place, 50)
    pieces += [
        svg_path(at, "#1f2a44", 5),
        f'<circle cx="{at[0, 0]:.0f}" cy="{at[0, 1]:.0f}" r="6" fill="{COLOURS[1]}"/>',
    ]
save_svg("ink.svg", 640, 200, pieces)
read = "".join(row.split(",")[1] for row in rows)
Path("read.txt").write_text(read + "\n", encoding="utf-8")
Path("letters.csv").write_text("stroke,most alike,gap,next,gap\n" + "".join(rows), encoding="utf-8")
print(read)
