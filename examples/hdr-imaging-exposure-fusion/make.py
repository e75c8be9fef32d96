"""Makes three photos of a room with a sunny window, each exposed differently, and one fused from them."""

from common import save_picture, save_thumbnail
from room import EXPOSURES, exposed, fused, room

photos = {name: exposed(room(), time) for name, time in EXPOSURES.items()}
result = fused(list(photos.values()))
for name, picture in photos.items():
    save_picture(picture, f"{name}.webp")
save_picture(result, "fused.webp")
save_thumbnail(photos["middle"], result)
