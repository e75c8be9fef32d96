"""Turns twelve notes into rows of 384 numbers with all-MiniLM-L6-v2, and draws the first row and a map of all."""

import numpy as np

from language_models import PAPER, embed, given, words
from site_media import COLOURS, save_svg


def draw_row(row: np.ndarray, count: int = 64) -> None:
    """Draw the first numbers of a row as bars above and below a line."""
    pieces = [PAPER.format(640, 190), words(20, 28, f"The first {count} of its {len(row)} numbers, from −0.15 to 0.15")]
    for place, value in enumerate(row[:count]):
        high = 70 / 0.15 * min(0.15, abs(float(value)))
        top = 112 - high if value > 0 else 112
        colour = COLOURS[0] if value > 0 else COLOURS[1]
        pieces.append(
            f'<rect x="{20 + 600 / count * place:.1f}" y="{top:.1f}" width="7" height="{high:.1f}" fill="{colour}"/>'
        )
    save_svg("row.svg", 640, 190, [*pieces, '<path d="M20 112H620" stroke="#555"/>'])


def draw_map(notes: list[str], rows: np.ndarray) -> None:
    """Draw the notes on a map whose two axes are those along which the rows differ most."""
    centred = rows - rows.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    flat = centred @ (axes[:2] * np.sign(axes[:2].sum(axis=1, keepdims=True))).T
    low, high = flat.min(axis=0), flat.max(axis=0)
    places = (flat - low) / (high - low) * [390, 340] + [30, 40]
    pieces, taken = [PAPER.format(640, 420)], []
    for number in np.argsort(places[:, 1]):
        x, y = places[number]
        level, end = y + 5, x + 30 + 8 * len(notes[number])
        while any(abs(level - other) < 19 and x < right and left < end for other, left, right in taken):
            level += 4
        taken.append((level, x, end))
        pieces.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="7" fill="{COLOURS[number // 4]}" stroke="#fff" stroke-width="2"/>'
        )
        pieces.append(words(x + 12, level, notes[number], 15, COLOURS[number // 4]))
    save_svg("map.svg", 640, 420, pieces)


notes = given()[0].splitlines()
rows = embed(notes)
draw_row(rows[0])
draw_map(notes, rows)
