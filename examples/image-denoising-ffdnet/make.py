"""Makes a grainy photo of a cat, and what FFDNet makes of it."""

from damage import noisy
from ffdnet import denoise
from site_media import photo, save_picture, save_thumbnail

grainy = noisy(photo("chelsea").crop((0, 0, 448, 300)), 30)
cleaned = denoise(grainy, 30)
save_picture(grainy, "grainy.webp")
save_picture(cleaned, "cleaned.webp")
save_thumbnail(grainy, cleaned)
