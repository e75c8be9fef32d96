"""Takes three overlapping views of a photo of a cup of coffee with a turning camera and joins them into a panorama."""

from panorama import joined, side_by_side, view
from site_media import photo, save_picture, save_thumbnail

coffee = photo("coffee")
views = [view(coffee, turn, roll, light) for turn, roll, light in ((-16, 3, 0.8), (0, -2, 1.0), (16, 4, 1.15))]
row, whole = side_by_side(views), joined(views)
print(whole.size)
save_picture(row, "views.webp")
save_picture(whole, "panorama.webp")
save_thumbnail(row, whole)
