"""Show with Grad-CAM where EfficientNet-Lite2 sees a tripod and where a camera."""

from recognising import efficientnet, grad_cam, heat_picture, imagenet_names, laid_over
from site_media import photo, save_picture, save_thumbnail

picture = photo("camera")
network, names = efficientnet(), imagenet_names()
save_picture(picture, "photo.webp")
for word, name in (("tripod", "tripod"), ("camera", "reflex camera")):
    overlay = heat_picture(grad_cam(network, picture, names.index(name)), picture.size)
    save_picture(overlay, f"{word}.webp")
    if word == "tripod":
        save_thumbnail(picture, laid_over(picture, overlay))
