"""Pairs points of a photograph with those of a turned, shrunk and darkened copy by SIFT and a test of geometry."""

import cv2
import numpy as np
from PIL import Image

from site_media import COLOURS, line, photo, point, save_picture, save_svg, save_thumbnail

cv2.setNumThreads(1)
cv2.setRNGSeed(1)
first = np.asarray(photo("coffee"))
turn = np.vstack([cv2.getRotationMatrix2D((300, 200), 35, 0.62), [0.0003, 0.0002, 1]])
second = np.uint8(cv2.warpPerspective(first, turn, (600, 400), borderValue=(120, 120, 120)) * 0.6)
sift = cv2.SIFT_create(nfeatures=1500)
(points_a, prints_a), (points_b, prints_b) = (
    sift.detectAndCompute(cv2.cvtColor(p, cv2.COLOR_RGB2GRAY), None) for p in (first, second)
)
pairs = [m for m, other in cv2.BFMatcher().knnMatch(prints_a, prints_b, k=2) if m.distance < 0.75 * other.distance]
from_a = np.float32([points_a[m.queryIdx].pt for m in pairs])
to_b = np.float32([points_b[m.trainIdx].pt for m in pairs])
_, agree = cv2.findHomography(from_a, to_b, cv2.RANSAC, 3)
kept = agree.ravel().astype(bool)
print(f"{len(pairs)} pairs with like fingerprints, {kept.sum()} of them agree on one movement")
both = Image.fromarray(np.hstack([first, second]))
save_picture(both, "pair.webp")
chosen = np.flatnonzero(kept)[:: max(1, kept.sum() // 40)]
pieces = [line(*from_a[i], to_b[i, 0] + 600, to_b[i, 1], COLOURS[i % 6], 1) for i in chosen]
save_svg(
    "matches.svg",
    *both.size,
    [
        *pieces,
        *(point(*from_a[i], COLOURS[i % 6]) for i in chosen),
        *(point(to_b[i, 0] + 600, to_b[i, 1], COLOURS[i % 6]) for i in chosen),
    ],
)
save_thumbnail(both)
