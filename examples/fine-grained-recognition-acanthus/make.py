"""Ask EfficientNet-Lite2 for the kind of a plant that is not on its list."""

from recognising import best, efficientnet, imagenet_names, old_photo, scores
from site_media import bar_chart, save_picture, save_thumbnail

picture = old_photo("acanthus-mollis")
picture.thumbnail((560, 560))
save_picture(picture, "photo.webp")
bar_chart("kinds.svg", best(scores(efficientnet(), picture), imagenet_names(), 4), " %", 100)
save_thumbnail(picture)
