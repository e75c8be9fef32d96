"""Makes a blurred, grainy, over-compressed small photo, and what Real-ESRGAN makes of it."""

from PIL import Image, ImageFilter

from damage import as_jpeg, noisy
from ncnn_models import enlarge
from site_media import photo, save_picture, save_thumbnail

small = photo("coffee").resize((198, 132), Image.Resampling.LANCZOS).filter(ImageFilter.GaussianBlur(0.8))
spoilt = as_jpeg(noisy(small, 9), 45)
restored = enlarge(spoilt)
save_picture(spoilt, "spoilt.webp")
save_picture(restored, "restored.webp")
save_thumbnail(spoilt.resize(restored.size, Image.Resampling.BICUBIC), restored)
