"""Lets a drawn balloon fly along while the camera turns, and joins the two views into a panorama."""

from PIL import Image, ImageDraw

from panorama import joined, side_by_side, view
from site_media import photo, save_picture, save_thumbnail


def with_balloon(x: int, y: int) -> Image.Image:
    """Draw a red balloon into the photo of the rocket."""
    picture = photo("rocket")
    pen = ImageDraw.Draw(picture)
    pen.line([(x, y + 24), (x - 4, y + 50), (x + 3, y + 74)], fill=(60, 60, 60), width=2)
    pen.ellipse((x - 20, y - 24, x + 20, y + 24), fill=(205, 30, 45))
    pen.ellipse((x - 11, y - 15, x - 3, y - 5), fill=(245, 150, 160))
    return picture


views = [view(with_balloon(150, 95), -10, 2, 0.9), view(with_balloon(480, 120), 10, -2, 1.1)]
row, whole = side_by_side(views), joined(views)
print(whole.size)
save_picture(row, "views.webp")
save_picture(whole, "panorama.webp")
save_thumbnail(whole)
