"""Makes three photos of a room with a sunny window, each exposed differently, and one fused from them."""

from room import EXPOSURES, exposed, fused, room
from site_media import save_picture, save_thumbnail

photos = {name: exposed(room(), time) for name, time in EXPOSURES.items()}
result = fused(list(photos.values()))
for name, picture in photos.items():
    save_picture(picture, f"{name}.webp")
save_picture(result, "fused.webp")
save_thumbnail(photos["middle"], result)
