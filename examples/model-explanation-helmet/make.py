"""Show with Grad-CAM what made EfficientNet-Lite2 call a portrait of an astronaut a football helmet."""

from recognising import best, efficientnet, grad_cam, heat_picture, imagenet_names, laid_over, scores
from site_media import bar_chart, photo, save_picture, save_thumbnail

picture = photo("astronaut")
network, names = efficientnet(), imagenet_names()
overlay = heat_picture(grad_cam(network, picture, names.index("football helmet")), picture.size)
save_picture(picture, "photo.webp")
save_picture(overlay, "heat.webp")
bar_chart("names.svg", best(scores(network, picture), names, 3), " %", 100)
save_thumbnail(picture, laid_over(picture, overlay))
