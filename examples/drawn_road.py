"""What the lane examples need: a drawn road ahead of a car, and the classical search for the two lines of one's own lane."""

from __future__ import annotations

import cv2
import numpy as np
from PIL import Image, ImageDraw

from site_media import COLOURS, save_picture, save_svg, save_thumbnail

cv2.setNumThreads(1)

WIDTH, HEIGHT = 640, 400
HORIZON = 150
CAMERA = 1.25
"""Metres from the road up to the camera."""
FOCAL = 520


def at(right: float, ahead: float) -> tuple[float, float]:
    """Give the pixel at which a spot on the road is seen, so many metres to the right and ahead."""
    return WIDTH / 2 + FOCAL * right / ahead, HORIZON + FOCAL * CAMERA / ahead


def strip(
    draw: ImageDraw.ImageDraw,
    right: tuple[float, float],
    ahead: tuple[float, float],
    width: float,
    colour: tuple[int, int, int],
) -> None:
    """Paint a strip on the road from one spot to another."""
    (r1, r2), (a1, a2) = right, ahead
    draw.polygon(
        [at(r1 - width / 2, a1), at(r1 + width / 2, a1), at(r2 + width / 2, a2), at(r2 - width / 2, a2)], fill=colour
    )


def road(*, worn: bool) -> Image.Image:
    """Draw sky, meadow and road with a solid line at the right and dashes at the left; worn: no right line, but a shining seam of tar."""
    small = Image.new("RGB", (WIDTH, HEIGHT), (186, 208, 226))
    draw = ImageDraw.Draw(small)
    draw.rectangle((0, HORIZON, WIDTH, HEIGHT), fill=(112, 140, 84))
    draw.polygon(
        [
            (0, HORIZON),
            (120, HORIZON - 34),
            (260, HORIZON - 8),
            (420, HORIZON - 42),
            (WIDTH, HORIZON - 6),
            (WIDTH, HORIZON),
        ],
        fill=(96, 122, 92),
    )
    strip(draw, (-1.85, -1.85), (2.2, 400), 7.7, (104, 104, 108))
    for start in np.arange(2.4, 120, 9):
        strip(draw, (-1.85, -1.85), (max(start, 2.4), start + 4), 0.16, (236, 236, 228))
    if worn:
        for start in np.arange(3, 60, 7):
            strip(draw, (1.75, 1.75), (start, start + 0.7), 0.1, (128, 128, 128))
        strip(draw, (0.95, 0.15), (2.6, 30), 0.11, (214, 216, 220))
    else:
        strip(draw, (1.75, 1.75), (2.4, 300), 0.16, (236, 236, 228))
    strip(draw, (-5.55, -5.55), (4, 300), 0.16, (236, 236, 228))
    pixels = np.asarray(small).astype(float) + np.random.default_rng(3).normal(0, 7, (HEIGHT, WIDTH, 1))
    return Image.fromarray(cv2.GaussianBlur(pixels.clip(0, 255).astype(np.uint8), (0, 0), 0.8))


def lines(photo: Image.Image) -> list[tuple[float, float, float, float]]:
    """Find the nearest line to the left and to the right: bright narrow edges, then straight lines through them (Canny and Hough)."""
    grey = cv2.cvtColor(np.asarray(photo), cv2.COLOR_RGB2GRAY)
    edges = cv2.Canny(cv2.GaussianBlur(grey, (5, 5), 0), 60, 150)
    edges[: HORIZON + 25] = 0
    found = cv2.HoughLinesP(edges, 1, np.pi / 360, 38, minLineLength=38, maxLineGap=40)
    chosen: dict[bool, tuple[float, tuple[float, float, float, float]]] = {}
    for x1, y1, x2, y2 in found.reshape(-1, 4).astype(float):
        if abs(y2 - y1) < 0.35 * abs(x2 - x1):
            continue
        slope = (x2 - x1) / (y2 - y1)
        foot, top = x1 + slope * (HEIGHT - 1 - y1), x1 + slope * (HORIZON + 40 - y1)
        is_right = foot > WIDTH / 2
        away = abs(foot - WIDTH / 2)
        if is_right not in chosen or away < chosen[is_right][0]:
            chosen[is_right] = (away, (foot, HEIGHT - 1, top, HORIZON + 40))
    return [line for _, line in chosen.values()]


def make(*, worn: bool) -> None:
    """Write the road and the lane that was found on it."""
    photo = road(worn=worn)
    save_picture(photo, "road.webp")
    found = sorted(lines(photo))
    (x1, y1, x2, y2), (x3, y3, x4, y4) = found[0], found[-1]
    corners = f"{x1:.0f},{y1:.0f} {x2:.0f},{y2:.0f} {x4:.0f},{y4:.0f} {x3:.0f},{y3:.0f}"
    pieces = [f'<polygon points="{corners}" fill="{COLOURS[2]}" fill-opacity="0.35"/>']
    for x1, y1, x2, y2 in (found[0], found[-1]):
        ends = f'x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}" stroke-linecap="round"'
        pieces += [
            f'<line {ends} stroke="#fff" stroke-width="8"/>',
            f'<line {ends} stroke="{COLOURS[1]}" stroke-width="5"/>',
        ]
    save_svg("lane.svg", WIDTH, HEIGHT, pieces)
    after = photo.copy()
    ImageDraw.Draw(after, "RGBA").polygon(
        [tuple(map(float, pair.split(","))) for pair in corners.split()], fill=(21, 128, 61, 110)
    )
    for x1, y1, x2, y2 in (found[0], found[-1]):
        ImageDraw.Draw(after).line((x1, y1, x2, y2), fill=(194, 65, 12), width=5)
    save_thumbnail(photo, after)
