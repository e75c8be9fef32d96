"""Name what a photograph of a coffee cup shows, with EfficientNet-Lite2."""

from recognising import best, efficientnet, imagenet_names, scores, square
from site_media import bar_chart, photo, save_picture, save_thumbnail

picture = square(photo("coffee"), 400)
save_picture(picture, "photo.webp")
bar_chart("names.svg", best(scores(efficientnet(), picture), imagenet_names()), " %", 100)
save_thumbnail(picture)
