"""Pairs points of two views of a drawn house front whose windows are all alike; the true partner of each point is known."""

import cv2
import numpy as np
from PIL import Image, ImageDraw

from site_media import COLOURS, line, point, save_picture, save_svg, save_thumbnail

WIDTH, HEIGHT = 600, 440
cv2.setNumThreads(1)
house = Image.new("RGB", (900, HEIGHT), "#d8b48a")
pen = ImageDraw.Draw(house)
for left in range(20, 900, 110):
    for top in range(25, HEIGHT, 140):
        pen.rectangle([left, top, left + 66, top + 92], fill="#f4efe6", outline="#6b4a2b", width=4)
        pen.rectangle([left + 9, top + 9, left + 57, top + 83], fill="#33465c")
        pen.polygon([(left + 9, top + 83), (left + 30, top + 40), (left + 9, top + 20)], fill="#b9c7d6")
        pen.line([(left + 33, top + 9), (left + 33, top + 83)], fill="#f4efe6", width=5)
        pen.line([(left + 9, top + 40), (left + 57, top + 40)], fill="#f4efe6", width=5)
        pen.rectangle([left - 6, top + 94, left + 72, top + 102], fill="#8a6b4a")
noise = np.random.default_rng(3).normal(0, 3, (HEIGHT, 900, 3))
front = np.uint8(np.clip(np.asarray(house) + noise, 0, 255))
first = front[:, :WIDTH]
move = np.array([[0.94, 0.0, -150], [-0.03, 0.96, 20], [-0.00006, 0, 1]])
second = cv2.warpPerspective(front, move, (WIDTH, HEIGHT), borderValue=(200, 215, 230))
sift = cv2.SIFT_create(nfeatures=400)
(points_a, prints_a), (points_b, prints_b) = (
    sift.detectAndCompute(cv2.cvtColor(p, cv2.COLOR_RGB2GRAY), None) for p in (first, second)
)
pairs = cv2.BFMatcher(crossCheck=True).match(prints_a, prints_b)
from_a = np.float32([points_a[m.queryIdx].pt for m in pairs])
to_b = np.float32([points_b[m.trainIdx].pt for m in pairs])
true_b = cv2.perspectiveTransform(from_a[None], move)[0]
seen = (true_b[:, 0] > 0) & (true_b[:, 0] < WIDTH)
right = np.hypot(*(to_b - true_b).T) < 5
print(f"{right[seen].sum()} of {seen.sum()} pairs are right")
both = Image.fromarray(np.hstack([first, second]))
save_picture(both, "pair.webp")
chosen = np.flatnonzero(seen)[:: max(1, seen.sum() // 36)]
colours = {i: COLOURS[0] if right[i] else COLOURS[1] for i in chosen}
pieces = [line(*from_a[i], to_b[i, 0] + WIDTH, to_b[i, 1], colours[i]) for i in chosen]
save_svg(
    "matches.svg",
    *both.size,
    [
        *pieces,
        *(point(*from_a[i], colours[i]) for i in chosen),
        *(point(to_b[i, 0] + WIDTH, to_b[i, 1], colours[i]) for i in chosen),
    ],
)
print(f"drawn: {sum(right[chosen])} right, {sum(~right[chosen])} wrong")
save_thumbnail(both)
