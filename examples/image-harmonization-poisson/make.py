"""Makes a collage whose pasted cup stands out in cold light, and the same collage blended by Poisson's equation."""

import cv2
import numpy as np
from PIL import Image, ImageDraw

from site_media import photo, save_picture, save_thumbnail

table = photo("coffee")
mask = Image.new("L", table.size)
ImageDraw.Draw(mask).ellipse((62, 8, 504, 394), fill=255)
cold = (np.asarray(table) / 255) ** 0.8 * (0.78, 0.98, 1.22)
foreign = Image.fromarray((cold.clip(0, 1) * 255).round().astype(np.uint8))
collage = Image.composite(foreign, table, mask)
box = mask.getbbox()
centre = ((box[0] + box[2]) // 2, (box[1] + box[3]) // 2)
blended = Image.fromarray(
    cv2.seamlessClone(np.asarray(foreign), np.asarray(table), np.asarray(mask), centre, cv2.NORMAL_CLONE)
)
save_picture(collage, "collage.webp")
save_picture(mask, "mask.webp")
save_picture(blended, "blended.webp")
save_thumbnail(collage, blended)
