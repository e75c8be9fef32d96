"""Makes a photo of a cat behind drawn rain, and what MAXIM makes of it."""

from PIL import Image

from damage import rainy
from maxim import restore
from site_media import photo, save_picture, save_thumbnail

wet = rainy(photo("chelsea").resize((384, 256), Image.Resampling.LANCZOS))
restored = restore(wet, "maxim-deraining")
save_picture(wet, "rain.webp")
save_picture(restored, "restored.webp")
save_thumbnail(wet, restored)
