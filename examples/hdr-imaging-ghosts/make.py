"""Makes three photos of a room in which a balloon drifts along, and one fused from them, with ghosts of the balloon."""

import cv2

from room import EXPOSURES, exposed, fused, room
from site_media import save_picture, save_thumbnail

photos = {}
for step, (name, time) in enumerate(EXPOSURES.items()):
    scene = room()
    cv2.ellipse(scene, (120 + 75 * step, 235 - 16 * step), (34, 42), 0, 0, 360, (0.55, 0.05, 0.04), -1, cv2.LINE_AA)
    cv2.line(
        scene, (120 + 75 * step, 277 - 16 * step), (112 + 75 * step, 350 - 16 * step), (0.2, 0.2, 0.2), 2, cv2.LINE_AA
    )
    photos[name] = exposed(scene, time)
result = fused(list(photos.values()))
for name, picture in photos.items():
    save_picture(picture, f"{name}.webp")
save_picture(result, "fused.webp")
save_thumbnail(photos["middle"], result)
