"""Name what a photograph of a coffee cup shows, with EfficientNet-Lite2."""

from common import bar_chart, photo, save_picture, save_thumbnail
from common_recognise import best, efficientnet, imagenet_names, scores, square

picture = square(photo("coffee"), 400)
save_picture(picture, "photo.webp")
bar_chart("names.svg", best(scores(efficientnet(), picture), imagenet_names()), " %", 100)
save_thumbnail(picture)
