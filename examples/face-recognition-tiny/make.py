"""Compare a portrait that was shrunk to 26 pixels with two women's portraits, by dlib's face numbers."""

import numpy as np

from recognising import face_rows, navy_portrait, sheet
from site_media import bar_chart, photo, save_picture, save_thumbnail

hopper, collins = navy_portrait(), photo("astronaut").crop((100, 0, 400, 300))
tiny = hopper.crop((100, 20, 420, 420)).resize((26, 32)).resize((320, 400))
row, *others = face_rows([tiny, hopper, collins])
known = sheet([hopper.crop((60, 20, 460, 420)), collins], 2, 240)
save_picture(tiny, "tiny.webp")
save_picture(known, "known.webp")
distances = [float(np.linalg.norm(row - other)) for other in others]
bar_chart(
    "distances.svg",
    [("A: Grace Hopper", distances[0]), ("B: Eileen Collins", distances[1]), ("limit for the same person", 0.6)],
    "",
    1,
)
save_thumbnail(tiny, known)
