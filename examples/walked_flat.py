"""What the examples of mapping on the move need: an invented flat, a robot that drives through it, and a map made of what it noted."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import least_squares
from scipy.sparse import lil_matrix

from site_media import COLOURS, save_svg

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

WALLS = (
    (0, 0, 12, 0),
    (12, 0, 12, 7),
    (12, 7, 0, 7),
    (0, 7, 0, 0),
    (2, 2, 10, 2),
    (10, 2, 10, 5),
    (10, 5, 2, 5),
    (2, 5, 2, 2),
)
"""A corridor round a closed block, in metres."""
ROUND = ((1, 1), (11, 1), (11, 6), (1, 6), (1, 1.3))
SIGHT = 3.2
"""Metres as far as the robot sees a mark."""
STEP = 0.5


def marks() -> Array:
    """Give the places of things with a look of their own: pictures, sockets, corners, along both sides of the corridor."""
    outer = [(x, y) for y in (0.05, 6.95) for x in np.arange(0.6, 12, 1.55)] + [
        (x, y) for x in (0.05, 11.95) for y in np.arange(1, 6.6, 1.4)
    ]
    inner = [(x, y) for y in (2, 5) for x in np.arange(2.4, 10, 1.9)] + [(x, y) for x in (2, 10) for y in (3, 4.2)]
    return np.array(outer + inner)


def drive() -> Array:
    """Give the places and headings of the robot on its way round, every half metre."""
    poses = []
    for (x1, y1), (x2, y2) in itertools.pairwise(ROUND):
        count = round(np.hypot(x2 - x1, y2 - y1) / STEP)
        heading = np.arctan2(y2 - y1, x2 - x1)
        poses += [(x1 + (x2 - x1) * i / count, y1 + (y2 - y1) * i / count, heading) for i in range(count)]
    return np.array(poses)


def _turned(angle: Array | float, vector: Array) -> Array:
    c, s = np.cos(angle), np.sin(angle)
    return np.stack([c * vector[..., 0] - s * vector[..., 1], s * vector[..., 0] + c * vector[..., 1]], -1)


def by_wheels(poses: Array, chance: np.random.Generator) -> tuple[Array, Array]:
    """Give the steps that the wheels tell, a little wrong each, and the path when they are simply added up."""
    steps = _turned(-poses[:-1, 2], poses[1:, :2] - poses[:-1, :2])
    turns = (np.diff(poses[:, 2]) + np.pi) % (2 * np.pi) - np.pi
    told = np.column_stack(
        [steps * (1 + chance.normal(0.01, 0.03, (len(steps), 1))), turns + chance.normal(0.006, 0.02, len(turns))]
    )
    path = [poses[0]]
    for forward, aside, turn in told:
        x, y, heading = path[-1]
        dx, dy = _turned(heading, np.array([forward, aside]))
        path.append(np.array([x + dx, y + dy, heading + turn]))
    return told, np.array(path)


def seen(poses: Array, places: Array, chance: np.random.Generator) -> list[tuple[int, int, float, float]]:
    """List which mark is seen from where, and how far ahead and aside it lies for the robot."""
    found = []
    for number, pose in enumerate(poses):
        beside = _turned(-pose[2], places - pose[:2])
        for mark in np.flatnonzero((np.hypot(*beside.T) < SIGHT) & (beside[:, 0] > -0.3)):
            found.append((number, int(mark), *(beside[mark] + chance.normal(0, 0.05, 2))))
    return found


def mapped(told: Array, path: Array, sights: list[tuple[int, int, float, float]], count: int) -> tuple[Array, Array]:
    """Find the path and the places of the marks that fit all notes best, the wheels' and the eyes' (graph SLAM)."""
    number, mark, ahead, aside = (np.array(column) for column in zip(*sights, strict=True))
    number, mark, noted = number.astype(int), mark.astype(int), np.column_stack([ahead, aside])
    places = np.zeros((count, 2))
    for one in range(count):
        first = np.flatnonzero(mark == one)
        if len(first):
            pose = path[number[first[0]]]
            places[one] = pose[:2] + _turned(pose[2], noted[first[0]])
    length = len(path)

    def wrong(values: Array) -> Array:
        poses, spots = values[: 3 * length].reshape(-1, 3), values[3 * length :].reshape(-1, 2)
        steps = _turned(-poses[:-1, 2], poses[1:, :2] - poses[:-1, :2]) - told[:, :2]
        turns = (np.diff(poses[:, 2]) - told[:, 2] + np.pi) % (2 * np.pi) - np.pi
        looks = _turned(-poses[number, 2], spots[mark] - poses[number, :2]) - noted
        return np.concatenate([steps.ravel() / 0.03, turns / 0.02, looks.ravel() / 0.05, (poses[0] - path[0]) / 0.001])

    rows = 3 * (length - 1) + 2 * len(sights) + 3
    depends = lil_matrix((rows, 3 * length + 2 * count), dtype=int)
    for i in range(length - 1):
        depends[2 * i : 2 * i + 2, 3 * i : 3 * i + 6] = 1
        depends[2 * (length - 1) + i, 3 * i : 3 * i + 6] = 1
    start = 3 * (length - 1)
    for i, (pose, spot) in enumerate(zip(number, mark, strict=True)):
        depends[start + 2 * i : start + 2 * i + 2, 3 * pose : 3 * pose + 3] = 1
        depends[start + 2 * i : start + 2 * i + 2, 3 * length + 2 * spot : 3 * length + 2 * spot + 2] = 1
    depends[rows - 3 :, :3] = 1
    best = least_squares(wrong, np.concatenate([path.ravel(), places.ravel()]), jac_sparsity=depends, max_nfev=60).x
    return best[: 3 * length].reshape(-1, 3), best[3 * length :].reshape(-1, 2)


def _plan(name: str, path: Array, colour: str, spots: Array | None = None) -> None:
    def at(place: Array) -> tuple[float, float]:
        return 74 + 41 * place[0], 356 - 41 * place[1]

    pieces = ['<rect width="640" height="400" rx="8" fill="#fbfaf7"/>']
    for x1, y1, x2, y2 in WALLS:
        (a, b), (c, d) = at(np.array([x1, y1])), at(np.array([x2, y2]))
        pieces.append(
            f'<line x1="{a:.1f}" y1="{b:.1f}" x2="{c:.1f}" y2="{d:.1f}" stroke="#c9c4b8" stroke-width="6" stroke-linecap="round"/>'
        )
    for spot in spots if spots is not None else ():
        x, y = at(spot)
        pieces.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{COLOURS[2]}" stroke="#fff" stroke-width="1.5"/>')
    way = " ".join("{:.1f},{:.1f}".format(*at(pose)) for pose in path)
    pieces.append(f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="4" stroke-linejoin="round"/>')
    for pose, label in ((path[0], "start"), (path[-1], "end")):
        x, y = at(pose)
        pieces.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="7" fill="{colour}" stroke="#fff" stroke-width="2"/>')
        right = label == "end"
        pieces.append(
            f'<text x="{x + (14 if right else -14):.1f}" y="{y + 5:.1f}" font-family="system-ui, sans-serif" font-size="16"'
            f' text-anchor="{"start" if right else "end"}" fill="#222">{label}</text>'
        )
    save_svg(name, 640, 400, pieces)


def make(*, twins: bool) -> float:
    """Drive round, note, and draw the path by the wheels and the map; twins: the marks of the far corridor look like those of the near one.

    Returns:
        how many metres the end of the path lies from where the robot really stood.
    """
    chance = np.random.default_rng(11)
    poses, places = drive(), marks()
    told, path = by_wheels(poses, chance)
    sights = seen(poses, places, chance)
    if twins:
        near, far = (np.flatnonzero(np.isclose(places[:, 1], y)) for y in (0.05, 6.95))
        alike = dict(zip(far.tolist(), near[::-1].tolist(), strict=True))
        sights = [(number, alike.get(mark, mark), ahead, aside) for number, mark, ahead, aside in sights]
    way, spots = mapped(told, path, sights, len(places))
    used = sorted({mark for _, mark, _, _ in sights})
    _plan("wheels.svg", path, COLOURS[1])
    _plan("map.svg", way, COLOURS[0], spots[used])
    return float(np.hypot(*(way[-1] - poses[-1])[:2]))
