"""Joins the letters of a word as a hand does and lets Tesseract, a reader made for print, read it."""

import subprocess
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from pen import shaky, stroke
from site_media import save_picture, save_thumbnail

WORD = "minimum"

hand = np.random.default_rng(3)
page = Image.new("RGB", (820, 260), "#fbfaf7")
pen = ImageDraw.Draw(page)
line, dots, x = [], [], 60.0
for letter in WORD:
    path = shaky(stroke(letter), hand, 0.3) * 1.15
    width = {"m": 118, "i": 58, "n": 88, "u": 92}[letter]
    path[:, 0] += x - path[:, 0].min()
    path[:, 1] += 70
    line += [tuple(p) for p in path]
    if letter == "i":
        dots.append((path[0, 0] + 22, path[0, 1] - 34))
    x += width
pen.line(line, fill="#1f2a44", width=7, joint="curve")
for dx, dy in dots:
    pen.ellipse((dx - 5, dy - 5, dx + 5, dy + 5), fill="#1f2a44")
save_picture(page, "word.webp")
save_thumbnail(page)
page.save("page.png")
given = subprocess.run(["tesseract", "page.png", "-", "--psm", "7"], capture_output=True, text=True, check=True)
Path("page.png").unlink()
Path("read.txt").write_text((given.stdout.strip() or "(nothing)") + "\n", encoding="utf-8")
print(given.stdout)
