"""Makes a small photo of a cat, and Real-ESRGAN's enlargement of it."""

from PIL import Image

from ncnn_models import enlarge
from site_media import photo, save_picture, save_thumbnail

small = photo("chelsea").crop((60, 40, 380, 280)).resize((160, 120), Image.Resampling.LANCZOS)
large = enlarge(small)
save_picture(small, "small.webp")
save_picture(large, "large.webp")
save_thumbnail(small.resize((640, 480), Image.Resampling.NEAREST), large)
