"""What the protein examples need: chains of oily and watery beads, folded on a grid by trial, and drawn from the side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from site_media import save_svg

if TYPE_CHECKING:
    from numpy.typing import NDArray

OILY, WATERY, BOND = "#d97706", "#7fb2d9", "#6b7280"
SIZE = 78
"""Pixels from one place of the grid to the next."""


def touching(chain: str, places: NDArray[np.int64]) -> int:
    """Count the pairs of oily beads that lie side by side without being neighbours in the chain."""
    oily = np.flatnonzero([bead == "o" for bead in chain])
    apart = np.abs(places[oily, None] - places[None, oily]).sum(-1)
    return int(((apart == 1) & (oily[None] > oily[:, None] + 1)).sum())


def _turned(places: NDArray[np.int64], chance: np.random.Generator) -> NDArray[np.int64] | None:
    """Turn the chain's end about a bead by a right angle; None where two beads would share a place."""
    pivot = int(chance.integers(1, len(places) - 1))
    order, signs = chance.permutation(3), chance.choice((-1, 1), 3)
    moved = places.copy()
    moved[pivot + 1 :] = (places[pivot + 1 :] - places[pivot])[:, order] * signs + places[pivot]
    return moved if len(set(map(tuple, moved.tolist()))) == len(places) else None


def fold(chain: str, tries: int = 12_000, seed: int = 0) -> tuple[NDArray[np.int64], int]:
    """Fold a chain by simulated annealing: turn it at random, keep what brings oily beads together, seldom what does not."""
    chance = np.random.default_rng(seed)
    places = np.array([(number, 0, 0) for number in range(len(chain))])
    now, best = 0, (places, 0)
    for number in range(tries):
        moved = _turned(places, chance)
        if moved is None:
            continue
        then = touching(chain, moved)
        warmth = 1.2 * (1 - number / tries) + 0.15
        if then >= now or chance.random() < np.exp((then - now) / warmth):
            places, now = moved, then
            if now > best[1]:
                best = (places, now)
    return best


def draw(name: str, chain: str, places: NDArray[np.int64], angle: float = 0.62) -> None:
    """Draw a fold as balls and rods, seen slantwise from above, the far ones first."""
    centred = places - places.mean(0)
    x = centred[:, 0] * np.cos(angle) - centred[:, 1] * np.sin(angle)
    depth = centred[:, 0] * np.sin(angle) + centred[:, 1] * np.cos(angle)
    y = -centred[:, 2] + 0.42 * depth
    scale = min(SIZE, 540 / (np.ptp(x) + 1.2), 250 / (np.ptp(y) + 1.2))
    x, y = 320 + scale * (x - (x.max() + x.min()) / 2), 160 + scale * (y - (y.max() + y.min()) / 2)
    near = depth + 0.45 * centred[:, 2]
    pieces = [(-9e9, '<rect width="640" height="320" rx="8" fill="#fbfaf7"/>')]
    for a in range(len(chain) - 1):
        rod = f'<line x1="{x[a]:.1f}" y1="{y[a]:.1f}" x2="{x[a + 1]:.1f}" y2="{y[a + 1]:.1f}"'
        pieces.append(
            (
                min(near[a], near[a + 1]) + 0.02,
                f'{rod} stroke="{BOND}" stroke-width="{scale / 8:.1f}" stroke-linecap="round"/>',
            )
        )
    for a, kind in enumerate(chain):
        colour = OILY if kind == "o" else WATERY
        ball = f'<circle cx="{x[a]:.1f}" cy="{y[a]:.1f}" r="{scale / 3.6:.1f}" fill="{colour}" stroke="#fff" stroke-width="1.5"/>'
        pieces.append((near[a] + 0.03, ball))
    save_svg(name, 640, 320, [piece for _, piece in sorted(pieces, key=lambda piece: piece[0])])


def write(chain: str) -> None:
    """Write the chain as text, in which o is oily and w is watery."""
    Path("chain.txt").write_text(chain + "\n", encoding="utf-8")
