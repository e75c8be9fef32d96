"""A little world of squares for the examples of reinforcement learning, a learner by trial and reward, and drawings of both."""

from __future__ import annotations

import numpy as np

from language_models import PAPER, words
from site_media import COLOURS, save_svg

SIZE = 56
MOVES = {"up": (-1, 0), "right": (0, 1), "down": (1, 0), "left": (0, -1)}
FILLS = {"#": "#4b5563", "~": "#a5d8f3", ".": "#f1ede2", "S": "#f1ede2", "G": "#cfeed8", "C": "#fdeab0"}


class World:
    """Squares: # wall, ~ water (ends the walk, costs 10), S start, G goal (ends it, brings a reward), C a coin that comes back."""

    def __init__(self, rows: list[str], goal: float = 10, coin: float = 3) -> None:
        """Take the squares row by row, and what the goal and the coin bring; every step costs 0.1."""
        self.rows, self.goal, self.coin = rows, goal, coin
        self.start = next((y, x) for y, row in enumerate(rows) for x, square in enumerate(row) if square == "S")

    def step(self, place: tuple[int, int], move: str) -> tuple[tuple[int, int], float, bool]:
        """Give the next square, the reward, and whether the walk is over."""
        y, x = place[0] + MOVES[move][0], place[1] + MOVES[move][1]
        if not (0 <= y < len(self.rows) and 0 <= x < len(self.rows[0])) or self.rows[y][x] == "#":
            return place, -0.1, False
        square = self.rows[y][x]
        reward = {"G": self.goal, "C": self.coin, "~": -10.0}.get(square, 0.0) - 0.1
        return (y, x), reward, square in "G~"

    def learn(self, walks: int = 3000, patience: float = 0.97) -> dict[tuple[int, int], dict[str, float]]:
        """Learn by Q-learning how much each move is worth on each square."""
        chance = np.random.default_rng(1)
        worth = {(y, x): dict.fromkeys(MOVES, 0.0) for y, row in enumerate(self.rows) for x in range(len(row))}
        for walk in range(walks):
            place, boldness = self.start, max(0.05, 1 - walk / walks)
            for _ in range(60):
                moves = worth[place]
                move = (
                    str(chance.choice(list(MOVES))) if chance.random() < boldness else max(moves, key=moves.__getitem__)
                )
                after, reward, over = self.step(place, move)
                hoped = reward + (0 if over else patience * max(worth[after].values()))
                moves[move] += 0.2 * (hoped - moves[move])
                place = after
                if over:
                    break
        return worth

    def walk(self, worth: dict[tuple[int, int], dict[str, float]], steps: int = 24) -> list[tuple[int, int]]:
        """Walk from the start by the best move each time."""
        places = [self.start]
        for _ in range(steps):
            after, _, over = self.step(places[-1], max(worth[places[-1]], key=worth[places[-1]].__getitem__))
            places.append(after)
            if over:
                break
        return places

    def draw(
        self,
        name: str,
        worth: dict[tuple[int, int], dict[str, float]] | None = None,
        path: list[tuple[int, int]] | None = None,
    ) -> None:
        """Draw the world, the best move on each square if something was learned, and a path through it."""
        wide, high = len(self.rows[0]) * SIZE, len(self.rows) * SIZE
        left = (640 - wide) / 2
        pieces = [PAPER.format(640, high + 60)]
        for y, row in enumerate(self.rows):
            for x, square in enumerate(row):
                spot = f'x="{left + x * SIZE:.0f}" y="{20 + y * SIZE}" width="{SIZE - 3}" height="{SIZE - 3}" rx="6"'
                pieces.append(f'<rect {spot} fill="{FILLS[square]}"/>')
                middle = left + x * SIZE + 26.5, 20 + y * SIZE + 26.5
                if worth and square in ".SC":
                    turn = 90 * list(MOVES).index(max(worth[y, x], key=worth[y, x].__getitem__))
                    pieces.append(
                        f'<path d="M0 11V-9M-6 -3L0 -10L6 -3" fill="none" stroke="#6b7280" stroke-width="2.5" '
                        f'transform="translate({middle[0]:.1f} {middle[1]:.1f}) rotate({turn})"/>'
                    )
                elif square in "SG":
                    pieces.append(
                        words(
                            middle[0],
                            middle[1] + 5,
                            {"S": "start", "G": "goal"}[square],
                            15,
                            anchor="middle",
                            weight=700,
                        )
                    )
                if square == "C":
                    pieces.append(
                        f'<circle cx="{middle[0] + 14:.1f}" cy="{middle[1] - 14:.1f}" r="9" fill="#e0a100" stroke="#fff" stroke-width="2"/>'
                    )
                if worth and square == "G":
                    pieces.append(words(middle[0], middle[1] + 5, "goal", 15, anchor="middle", weight=700))
        if path:
            points = " ".join(f"{left + x * SIZE + 26.5:.1f},{46.5 + y * SIZE:.1f}" for y, x in path)
            pieces.append(
                f'<polyline points="{points}" fill="none" stroke="{COLOURS[0]}" stroke-width="5" stroke-linejoin="round" stroke-opacity="0.75"/>'
            )
            pieces.append(
                f'<circle cx="{left + path[0][1] * SIZE + 26.5:.1f}" cy="{46.5 + path[0][0] * SIZE:.1f}" r="10" fill="{COLOURS[0]}" stroke="#fff" stroke-width="2"/>'
            )
        legend = "grey: wall    blue: water" + (
            "    yellow: a coin that comes back" if any("C" in row for row in self.rows) else ""
        )
        pieces.append(words(320, high + 44, legend.replace("    ", " · "), 15, anchor="middle"))
        save_svg(name, 640, high + 60, pieces)
