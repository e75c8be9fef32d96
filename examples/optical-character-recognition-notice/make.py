"""Print a notice, make it look photographed, and read it with the small models of PaddleOCR."""

from pathlib import Path

from PIL import Image

from recognising import outline, read_lines, snapshot, write
from site_media import save_picture, save_svg, save_thumbnail

LINES = (
    "The swimming bath is closed from",
    "Monday 14 to Friday 18 September.",
    "Season tickets are valid five days longer.",
    "Lost property: ask at the tea room, 2nd floor.",
)

page = Image.new("RGB", (990, 580), "#f4f0e6")
write(page, (60, 130), "PLEASE NOTE", 64, "DejaVuSerif-Bold")
for number, line in enumerate(LINES):
    write(page, (60, 240 + 85 * number), line, 37, "DejaVuSerif")
photo = snapshot(page, noise=4)
pieces = read_lines(photo)
save_picture(photo, "photo.webp")
save_svg("boxes.svg", *photo.size, [outline(corners) for _, corners, _ in pieces])
Path("text.txt").write_text("".join(f"{words}\n" for words, _, _ in pieces), encoding="utf-8")
save_thumbnail(photo)
