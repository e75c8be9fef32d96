"""Learn from eleven readers' loans which books go together, and recommend three to a new reader."""

from pathlib import Path

import numpy as np

from site_media import bar_chart

BOOKS = (
    "Old lighthouse",
    "Fog at the pier",
    "The inspector's hat",
    "Bread at home",
    "Sourdough",
    "Fifty soups",
    "Apple orchard",
)
LOANS = (
    "1110000",
    "1110000",
    "1100000",
    "0110001",
    "1010000",
    "0001110",
    "0001110",
    "0001100",
    "0000110",
    "0001011",
    "0000001",
)
READER = "0001000"
STRICTNESS = 2.0


def lean(loans: np.ndarray) -> np.ndarray:
    """Give how much each borrowed book speaks for each other one (EASE: ridge regression without a book speaking for itself)."""
    inverse = np.linalg.inv(loans.T @ loans + STRICTNESS * np.eye(loans.shape[1]))
    weights = -inverse / np.diag(inverse)
    np.fill_diagonal(weights, 0)
    return weights


table = np.array([[int(tick) for tick in row] for row in LOANS], dtype=float)
reader = np.array([int(tick) for tick in READER], dtype=float)
scores = reader @ lean(table)
scores[reader > 0] = -np.inf
rows = [",".join(["reader", *BOOKS])]
rows += [",".join([str(number + 1), *("✓" if tick == "1" else "" for tick in row)]) for number, row in enumerate(LOANS)]
Path("loans.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
bar_chart("ranking.svg", [(BOOKS[place], float(scores[place])) for place in np.argsort(-scores)[:3]])
