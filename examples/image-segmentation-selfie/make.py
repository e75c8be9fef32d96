"""Colours the cameraman with MediaPipe's selfie segmentation."""

from selfie_segmentation import person_mask
from site_media import photo, save_picture, save_thumbnail
from tfjs_models import laid_over, tinted

picture = photo("camera")
layer = tinted(person_mask(picture) > 0.5)
save_picture(picture, "photo.webp")
save_picture(layer, "mask.webp")
save_thumbnail(picture, laid_over(picture, layer))
