"""Makes a sign with small print, and Real-ESRGAN's enlargement of a small photo of it."""

from PIL import Image, ImageDraw, ImageFont

from ncnn_models import enlarge
from site_media import save_picture, save_thumbnail

WORDS = (
    ("HARBOUR FERRY", 52),
    ("Departures from pier 7, weekdays", 30),
    ("06:40   08:15   11:30   16:55   19:20", 30),
    ("Bicycles travel free after 9 o'clock", 26),
)

sign = Image.new("RGB", (640, 400), "#2d6a8a")
draw = ImageDraw.Draw(sign)
draw.rounded_rectangle((24, 24, 616, 376), 20, fill="#f4efe2", outline="#1d3c4f", width=6)
for number, (words, size) in enumerate(WORDS):
    draw.text((320, 90 + number * 76), words, fill="#20303a", font=ImageFont.load_default(size), anchor="mm")
small = sign.resize((160, 100), Image.Resampling.LANCZOS)
large = enlarge(small)
save_picture(sign, "sign.webp")
save_picture(small, "small.webp")
save_picture(large, "large.webp")
save_thumbnail(small.resize(large.size, Image.Resampling.NEAREST), large)
