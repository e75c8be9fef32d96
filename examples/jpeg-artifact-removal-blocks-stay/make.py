"""Makes a photo of a cat that was saved as the smallest of JPEGs, and what waifu2x makes of it."""

from damage import as_jpeg
from ncnn_models import clean
from site_media import photo, save_picture, save_thumbnail

spoilt = as_jpeg(photo("chelsea").crop((20, 20, 404, 276)), 6)
cleaned = clean(spoilt, 3)
save_picture(spoilt, "jpeg.webp")
save_picture(cleaned, "cleaned.webp")
save_thumbnail(spoilt, cleaned)
