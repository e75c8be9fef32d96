"""Makes a grainy photo of gravel, and what waifu2x makes of it at its strongest."""

from damage import noisy
from ncnn_models import clean
from site_media import photo, save_picture, save_thumbnail

grainy = noisy(photo("gravel").crop((0, 0, 384, 256)), 30)
cleaned = clean(grainy, 3)
save_picture(photo("gravel").crop((0, 0, 384, 256)), "true.webp")
save_picture(grainy, "grainy.webp")
save_picture(cleaned, "cleaned.webp")
save_thumbnail(grainy, cleaned)
