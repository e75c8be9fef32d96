"""Makes a very grainy photo of a cat, and what MAXIM makes of it."""

from PIL import Image

from damage import noisy
from maxim import restore
from site_media import photo, save_picture, save_thumbnail

grainy = noisy(photo("chelsea").crop((60, 20, 416, 287)).resize((256, 192), Image.Resampling.LANCZOS), 28)
restored = restore(grainy, "maxim-denoising")
save_picture(grainy, "grainy.webp")
save_picture(restored, "restored.webp")
save_thumbnail(grainy, restored)
