"""Makes a small soft portrait, and what Real-ESRGAN makes of it."""

from PIL import Image, ImageFilter

from damage import as_jpeg
from ncnn_models import enlarge
from site_media import photo, save_picture, save_thumbnail

face = photo("astronaut").crop((130, 0, 340, 210)).resize((132, 132), Image.Resampling.LANCZOS)
soft = as_jpeg(face.filter(ImageFilter.GaussianBlur(0.9)), 60)
restored = enlarge(soft)
save_picture(soft, "soft.webp")
save_picture(restored, "restored.webp")
save_thumbnail(soft.resize(restored.size, Image.Resampling.BICUBIC), restored)
