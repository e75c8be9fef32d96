"""Makes what MAXIM finds in a photo of a clock that was really shaken."""

from maxim import restore
from site_media import photo, save_picture, save_thumbnail

blurred = photo("clock").crop((116, 58, 308, 250))
restored = restore(blurred, "maxim-deblurring")
save_picture(blurred, "clock.webp")
save_picture(restored, "restored.webp")
save_thumbnail(blurred, restored)
