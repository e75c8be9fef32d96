"""What the travel time examples need: an invented town with a river, past drives through it, and a model that learns from them."""

from __future__ import annotations

import itertools
from functools import partial
from typing import TYPE_CHECKING

import lightgbm
import networkx as nx
import numpy as np

from site_media import COLOURS, line_chart, save_svg

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS, ROWS = 7, 5
HOME, WORK = (0, 4), (6, 1)
BRIDGES = ((2, 2), (3, 2)), ((2, 0), (3, 0))
"""The two pairs of crossroads between which a bridge leads over the river; the first is the usual one."""
TUESDAY = 1
HOURS = np.arange(6, 22.01, 0.5)


def town(*, closed: bool = False) -> nx.Graph:
    """Build the roads: kilometres and the speed that the signs allow; the usual bridge can be closed."""
    roads = nx.Graph()
    for x in range(COLUMNS):
        for y in range(ROWS):
            for other in ((x + 1, y), (x, y + 1)):
                crosses_river = x == 2 and other[0] == 3
                is_bridge = ((x, y), other) in BRIDGES
                if other[0] < COLUMNS and other[1] < ROWS and (is_bridge or not crosses_river):
                    roads.add_edge((x, y), other, km=1.1, limit=50 if y in (0, 2) or x in (0, 6) else 30)
    if closed:
        roads.remove_edge(*BRIDGES[0])
    return roads


def crowding(road: tuple[tuple[int, int], tuple[int, int]], hour: float, weekday: int) -> float:
    """Give the share by which a road is slower than its signs say: most at the bridges and at rush hours."""
    rush = np.exp(-((hour - 8.0) ** 2) / 1.3) + 0.85 * np.exp(-((hour - 17.2) ** 2) / 2.2) + 0.12
    middle = sum(place[0] for place in road) / 2
    near_river = np.exp(-((middle - 2.5) ** 2) / 2.5)
    return float(rush * (0.25 + 2.3 * near_river) * (0.3 if weekday >= 5 else 1))


def minutes(route: Sequence[tuple[int, int]], roads: nx.Graph, hour: float, weekday: int) -> float:
    """Add up the minutes for each road of a route."""
    pairs = itertools.pairwise(route)
    return sum(
        60 * roads.edges[road]["km"] / roads.edges[road]["limit"] * (1 + crowding(road, hour, weekday))
        for road in pairs
    )


def _weight(hour: float, weekday: int, start: tuple[int, int], end: tuple[int, int], road: dict[str, float]) -> float:
    return road["km"] / road["limit"] * (1 + crowding((start, end), hour, weekday))


def drive(hour: float, weekday: int, chance: np.random.Generator, *, closed: bool = False) -> float:
    """Drive the way that is quickest at that hour; lights and other drivers add or take some minutes."""
    roads = town(closed=closed)
    route = nx.shortest_path(roads, HOME, WORK, partial(_weight, hour, weekday))
    load = 1.45 if closed else 1
    return minutes(route, roads, hour, weekday) * load * chance.lognormal(0, 0.06)


def draw_map(name: str, *, closed: bool = False) -> None:
    """Draw the town with its river, the usual way from home to work, and a cross on a closed bridge."""
    roads = town()
    route = nx.shortest_path(roads, HOME, WORK, partial(_weight, 12, TUESDAY))

    def at(place: tuple[float, float]) -> tuple[float, float]:
        return 60 + 86 * place[0], 40 + 60 * place[1]

    river = '<path d="M292 0C262 70 300 130 272 190S296 270 268 320" fill="none" stroke="#a9cfe6" stroke-width="34"/>'
    pieces = ['<rect width="640" height="320" rx="8" fill="#fbfaf7"/>', river]
    for start, end, road in roads.edges(data=True):
        (x1, y1), (x2, y2) = at(start), at(end)
        width = 7 if road["limit"] == 50 else 4
        pieces.append(
            f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="#c9c4b8" stroke-width="{width}" stroke-linecap="round"/>'
        )
    way = " ".join("{},{}".format(*at(place)) for place in route)
    pieces.append(
        f'<polyline points="{way}" fill="none" stroke="{COLOURS[0]}" stroke-width="5" stroke-linejoin="round"/>'
    )
    for place, label in ((HOME, "home"), (WORK, "work")):
        x, y = at(place)
        pieces.append(f'<circle cx="{x}" cy="{y}" r="9" fill="{COLOURS[1]}" stroke="#fff" stroke-width="2"/>')
        pieces.append(
            f'<text x="{x}" y="{y - 16}" font-family="system-ui, sans-serif" font-size="16" text-anchor="middle" fill="#222">{label}</text>'
        )
    if closed:
        x, y = at((2.5, 2))
        pieces.append(
            f'<path d="M{x - 12} {y - 12}L{x + 12} {y + 12}M{x + 12} {y - 12}L{x - 12} {y + 12}" stroke="{COLOURS[1]}" stroke-width="6"/>'
        )
    save_svg(name, 640, 320, pieces)


def make(*, closed: bool) -> float:
    """Learn from twelve weeks of drives, foretell a Tuesday and draw it beside what that Tuesday's drives took.

    Returns:
        by how many minutes the forecast is off on average.
    """
    chance = np.random.default_rng(4)
    past = [(hour, day % 7, drive(hour, day % 7, chance)) for day in range(84) for hour in HOURS]
    table = np.array(past)
    model = lightgbm.LGBMRegressor(
        n_estimators=150, learning_rate=0.08, min_child_samples=8, num_leaves=15, n_jobs=1, random_state=0, verbose=-1
    ).fit(table[:, :2], table[:, 2])
    foretold = model.predict(np.array([(hour, TUESDAY) for hour in HOURS]))
    came = [drive(hour, TUESDAY, chance, closed=closed and 7 <= hour <= 12) for hour in HOURS]
    roads = town()
    signs = nx.shortest_path_length(roads, HOME, WORK, lambda _a, _b, road: 60 * road["km"] / road["limit"])
    draw_map("map.svg", closed=closed)
    line_chart(
        "day.svg",
        {
            "foretold from past drives": list(zip(HOURS, foretold, strict=True)),
            "what the drives took": list(zip(HOURS, came, strict=True)),
            "by the speed signs alone": [(HOURS[0], signs), (HOURS[-1], signs)],
        },
        "Hour of departure",
        "Minutes from home to work",
        marks=[7, 12] if closed else (),
    )
    return float(np.abs(foretold - came).mean())
