"""Makes a shaken photo of a cup of coffee, and what MAXIM makes of it."""

from PIL import Image

from damage import shaken
from maxim import restore
from site_media import photo, save_picture, save_thumbnail

sharp = photo("coffee").resize((384, 256), Image.Resampling.LANCZOS)
blurred = shaken(sharp, 13)
restored = restore(blurred, "maxim-deblurring")
save_picture(blurred, "shaken.webp")
save_picture(restored, "restored.webp")
save_thumbnail(blurred, restored)
