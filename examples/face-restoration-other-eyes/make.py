"""Makes a portrait of very few dots, and what Real-ESRGAN makes of it."""

from PIL import Image

from damage import as_jpeg
from ncnn_models import enlarge
from site_media import photo, save_picture, save_thumbnail

face = photo("astronaut").crop((130, 0, 340, 210))
tiny = as_jpeg(face.resize((64, 64), Image.Resampling.LANCZOS), 70)
restored = enlarge(tiny).resize((512, 512), Image.Resampling.LANCZOS)
save_picture(face.resize((512, 512), Image.Resampling.LANCZOS), "true.webp")
save_picture(tiny, "tiny.webp")
save_picture(restored, "restored.webp")
save_thumbnail(tiny.resize((512, 512), Image.Resampling.NEAREST), restored)
