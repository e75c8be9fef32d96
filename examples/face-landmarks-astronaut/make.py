"""Marks 468 points on the astronaut's face and hangs a party hat and glasses on them."""

import numpy as np

from face_points import dots, mesh, on_page, shown
from site_media import photo, save_picture, save_svg, save_thumbnail

OUTER_EYES, TOP = (33, 263), 10


def at(place: np.ndarray) -> str:
    """Write a place as SVG wants it."""
    return f"{place[0]:.0f},{place[1]:.0f}"


picture = photo("astronaut")
knots = on_page(mesh(picture))
near = shown(picture)
save_picture(near, "face.webp")
save_svg("points.svg", *near.size, dots(knots))

right, left = knots[list(OUTER_EYES)]
along = (left - right) / np.hypot(*(left - right))
up = np.array([along[1], -along[0]])
width = np.hypot(*(left - right))
pieces = []
for eye in ((33, 133), (362, 263)):
    middle = knots[list(eye)].mean(axis=0)
    ring = f'cx="{middle[0]:.0f}" cy="{middle[1]:.0f}" r="{width * 0.27:.0f}"'
    pieces.append(f'<circle {ring} fill="#0b57d0" fill-opacity=".35" stroke="#111" stroke-width="9"/>')
pieces.append(f'<path d="M{at(knots[133])} {at(knots[362])}" stroke="#111" stroke-width="9"/>')
top = knots[TOP]
hat = [top - along * width * 0.6 + up * 20, top + up * width * 0.98, top + along * width * 0.6 + up * 20]
pieces.append(f'<polygon points="{" ".join(map(at, hat))}" fill="#c2410c" stroke="#7c2d12" stroke-width="4"/>')
pieces.append(f'<circle cx="{hat[1][0]:.0f}" cy="{hat[1][1]:.0f}" r="16" fill="#fde68a"/>')
save_svg("filter.svg", *near.size, pieces)
save_thumbnail(near)
