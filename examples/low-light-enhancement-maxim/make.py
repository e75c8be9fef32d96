"""Makes a portrait taken with too little light, and what MAXIM makes of it."""

from PIL import Image

from damage import dark
from maxim import restore
from site_media import photo, save_picture, save_thumbnail

dim = dark(photo("astronaut").crop((20, 0, 492, 354)).resize((256, 192), Image.Resampling.LANCZOS), 0.03, 0.00012)
restored = restore(dim, "maxim-enhancement")
save_picture(dim, "dark.webp")
save_picture(restored, "restored.webp")
save_thumbnail(dim, restored)
