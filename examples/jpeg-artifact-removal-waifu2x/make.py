"""Makes a photo that was saved as a far too small JPEG, and what waifu2x makes of it."""

from damage import as_jpeg
from ncnn_models import clean
from site_media import photo, save_picture, save_thumbnail

spoilt = as_jpeg(photo("coffee").crop((100, 20, 580, 340)), 12)
cleaned = clean(spoilt, 3)
save_picture(spoilt, "jpeg.webp")
save_picture(cleaned, "cleaned.webp")
save_thumbnail(spoilt, cleaned)
