"""Makes a collage of a cup in the evening sky, and the same collage blended by Poisson's equation, which dyes the cup."""

import cv2
import numpy as np
from PIL import Image, ImageDraw

from site_media import photo, save_picture, save_thumbnail

sky, cup = photo("rocket"), photo("coffee")
scene = Image.new("RGB", sky.size)
scene.paste(cup.resize((330, 220), Image.Resampling.LANCZOS), (300, 50))
mask = Image.new("L", sky.size)
ImageDraw.Draw(mask).ellipse((344, 54, 562, 264), fill=255)
collage = Image.composite(scene, sky, mask)
box = mask.getbbox()
centre = ((box[0] + box[2]) // 2, (box[1] + box[3]) // 2)
blended = Image.fromarray(
    cv2.seamlessClone(np.asarray(scene), np.asarray(sky), np.asarray(mask), centre, cv2.NORMAL_CLONE)
)
save_picture(collage, "collage.webp")
save_picture(mask, "mask.webp")
save_picture(blended, "blended.webp")
save_thumbnail(collage, blended)
