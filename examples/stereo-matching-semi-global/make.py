"""Renders a scene for a left and a right eye and works out the distances from how far each spot shifts."""

import cv2
import numpy as np
from PIL import Image

from ray_tracing import Solid, render
from site_media import save_picture, save_thumbnail

GAP, SIZE, FOCAL = 0.12, (640, 480), 1.1
SCENE = [
    Solid((-6, -0.2, 0), (6, 0, 12), colour=(0.55, 0.65, 0.4), pattern="grass", tile=2.5),
    Solid((-6, 0, 6.5), (6, 5, 7), colour=(0.75, 0.45, 0.35), pattern="brick", tile=2),
    Solid((-1.6, 0, 3.6), (-0.5, 1.1, 4.5), colour=(0.8, 0.75, 0.6), pattern="gravel", tile=1.5),
    Solid((0.75, 0.55, 3.1), radius=0.55, colour=(0.85, 0.6, 0.3), pattern="gravel", tile=1.2),
    Solid((1.5, 0, 5.2), (2.3, 1.9, 5.9), colour=(0.45, 0.55, 0.75), pattern="gravel", tile=2),
    Solid((-0.25, 0.3, 2.2), radius=0.3, colour=(0.75, 0.35, 0.4), pattern="gravel", tile=0.9),
]

left, right = (render(SCENE, (x, 1.1, 0), (x, 0.85, 4), SIZE, FOCAL) for x in (-GAP / 2, GAP / 2))
grey = [np.asarray(view.picture.convert("L")) for view in (left, right)]
cv2.setNumThreads(1)
matcher = cv2.StereoSGBM_create(
    minDisparity=0,
    numDisparities=64,
    blockSize=7,
    P1=8 * 49,
    P2=32 * 49,
    uniquenessRatio=5,
    speckleWindowSize=80,
    speckleRange=2,
)
shift = matcher.compute(*grey).astype(float) / 16
found = shift > 0
metres = GAP * FOCAL * SIZE[0] / np.where(found, shift, np.nan)
wrong = np.abs(metres - left.depth)[found & np.isfinite(left.depth)]
print(f"a distance for {found.mean():.0%}, half of them within {100 * np.median(wrong):.0f} cm")
near = np.clip((np.where(found, shift, 0) - 8) / (40 - 8), 0, 1)
colours = np.uint8(cv2.applyColorMap(np.uint8(255 * near), cv2.COLORMAP_TURBO)[..., ::-1])
colours[~found] = 0
depth = Image.fromarray(colours)
save_picture(left.picture, "left.webp")
save_picture(right.picture, "right.webp")
save_picture(depth, "depth.webp")
save_thumbnail(left.picture, depth)
