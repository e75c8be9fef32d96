"""Makes a photo with scratches, a mask over them, and the photo mended by Telea's method."""

import cv2
import numpy as np
from PIL import Image, ImageDraw

from site_media import photo, save_picture, save_thumbnail

SCRATCHES = (
    [(0, 60), (180, 130), (430, 120), (640, 210)],
    [(90, 427), (170, 250), (150, 0)],
    [(640, 330), (500, 300), (380, 427)],
    [(520, 0), (560, 120), (540, 250)],
)

whole = photo("rocket")
mask = Image.new("L", whole.size)
for points in SCRATCHES:
    ImageDraw.Draw(mask).line(points, fill=255, width=5, joint="curve")
scratched = Image.composite(Image.new("RGB", whole.size, "#f4efe4"), whole, mask)
mended = Image.fromarray(cv2.inpaint(np.asarray(scratched), np.asarray(mask), 4, cv2.INPAINT_TELEA))
save_picture(scratched, "scratched.webp")
save_picture(mask, "mask.webp")
save_picture(mended, "mended.webp")
save_thumbnail(scratched, mended)
