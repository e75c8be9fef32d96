"""Lets MediaPipe's selfie segmentation look for a person in a photograph of a cup."""

from common import photo, save_picture, save_thumbnail
from common_locate import laid_over, tinted
from common_selfie import person_mask

picture = photo("coffee")
layer = tinted(person_mask(picture) > 0.5)
save_picture(picture, "photo.webp")
save_picture(layer, "mask.webp")
save_thumbnail(picture, laid_over(picture, layer))
