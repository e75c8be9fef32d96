"""Ask EfficientNet-Lite2 which of the cats on its list a photographed cat is."""

from recognising import best, efficientnet, imagenet_names, scores
from site_media import bar_chart, photo, save_picture, save_thumbnail

picture = photo("chelsea")
save_picture(picture, "photo.webp")
bar_chart("kinds.svg", best(scores(efficientnet(), picture), imagenet_names(), 4), " %", 100)
save_thumbnail(picture)
