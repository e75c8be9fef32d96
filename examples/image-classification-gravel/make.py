"""Ask EfficientNet-Lite2, whose list has no gravel, what a photograph of gravel shows."""

from recognising import best, efficientnet, imagenet_names, scores
from site_media import bar_chart, photo, save_picture, save_thumbnail

picture = photo("gravel")
save_picture(picture, "photo.webp")
bar_chart("names.svg", best(scores(efficientnet(), picture), imagenet_names()), " %", 100)
save_thumbnail(picture)
