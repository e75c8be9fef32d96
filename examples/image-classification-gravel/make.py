"""Ask EfficientNet-Lite2, whose list has no gravel, what a photograph of gravel shows."""

from common import bar_chart, photo, save_picture, save_thumbnail
from common_recognise import best, efficientnet, imagenet_names, scores

picture = photo("gravel")
save_picture(picture, "photo.webp")
bar_chart("names.svg", best(scores(efficientnet(), picture), imagenet_names()), " %", 100)
save_thumbnail(picture)
