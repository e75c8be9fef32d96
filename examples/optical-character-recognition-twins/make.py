"""Print serial numbers full of look-alike letters, shrink them, and read them with the small models of PaddleOCR."""

from pathlib import Path

from PIL import Image

from recognising import outline, read_lines, snapshot, write
from site_media import save_picture, save_svg, save_thumbnail

CODES = ("O0Q8-B8O0-l1I7", "rn5S-m2Z1-O0D0", "vv1I-wVW5-S58B")

label = Image.new("RGB", (520, 260), "#f4f0e6")
write(label, (30, 55), "Serial numbers", 26, "DejaVuSans-Bold")
for number, code in enumerate(CODES):
    write(label, (30, 115 + 55 * number), code, 34)
photo = snapshot(label.resize((320, 160), Image.Resampling.LANCZOS), tilt=2)
pieces = read_lines(photo)
save_picture(photo, "photo.webp")
save_svg("boxes.svg", *photo.size, [outline(corners) for _, corners, _ in pieces])
Path("text.txt").write_text("".join(f"{words}\n" for words, _, _ in pieces), encoding="utf-8")
Path("printed.txt").write_text("Serial numbers\n" + "".join(f"{code}\n" for code in CODES), encoding="utf-8")
save_thumbnail(photo)
