"""Makes a photo of a table whose cup is to vanish, and Telea's method's attempt to fill the hole."""

import cv2
import numpy as np
from PIL import Image, ImageDraw

from site_media import photo, save_picture, save_thumbnail

table = photo("coffee")
mask = Image.new("L", table.size)
ImageDraw.Draw(mask).ellipse((62, 8, 504, 394), fill=255)
filled = Image.fromarray(cv2.inpaint(np.asarray(table), np.asarray(mask), 5, cv2.INPAINT_TELEA))
save_picture(table, "table.webp")
save_picture(mask, "mask.webp")
save_picture(filled, "filled.webp")
save_thumbnail(table, filled)
