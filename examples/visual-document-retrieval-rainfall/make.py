"""Draw four pages, read them with PaddleOCR's small models, and rank them for a question by the words they share with it."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw
from sklearn.feature_extraction.text import TfidfVectorizer

from recognising import read_lines, write
from site_media import bar_chart, save_picture, save_thumbnail

QUESTION = "How much rain fell in the valley in March?"
PAGES = {
    "A": ("Weather in the valley", "Rainfall by month, in millimetres", "January 61, February 48", "March 92, April 55", "Most rain fell in spring."),
    "B": ("Village fête", "Saturday, 14 March", "Cakes are welcome.", "Tombola at three o'clock", "Tea in the church hall"),
    "C": ("Bus timetable", "From the station to the valley", "Hourly from 7.05 to 21.05", "No buses on Sundays", "Change at the mill"),
    "D": ("Leek and potato soup", "Two leeks, four potatoes", "Fry gently in butter.", "Add a litre of stock.", "Serve with bread."),
}  # fmt: skip


def page(letter: str) -> Image.Image:
    """Print one page, page A with a chart of bars."""
    sheet = Image.new("RGB", (560, 700), "#fbfaf5")
    heading, *lines = PAGES[letter]
    write(sheet, (40, 80), heading, 38, "DejaVuSerif-Bold")
    for number, words in enumerate(lines):
        write(sheet, (40, 150 + 50 * number), words, 28, "DejaVuSerif")
    if letter == "A":
        for number, height in enumerate((61, 48, 92, 55)):
            left = 80 + 110 * number
            ImageDraw.Draw(sheet).rectangle((left, 640 - 3 * height, left + 70, 640), fill="#0b57d0")
    return sheet


pages = [page(letter) for letter in PAGES]
texts = [" ".join(words for words, _, _ in read_lines(sheet)) for sheet in pages]
table = TfidfVectorizer(stop_words="english").fit(texts)
alike = (table.transform(texts) @ table.transform([QUESTION]).T).toarray()[:, 0]
whole = Image.new("RGB", (4 * 560 + 3 * 20, 700), "#777")
for number, sheet in enumerate(pages):
    whole.paste(sheet, (580 * number, 0))
save_picture(whole, "pages.webp")
Path("read.txt").write_text(texts[0] + "\n", encoding="utf-8")
order = np.argsort(-alike)
bar_chart("ranking.svg", [(f"page {list(PAGES)[place]}", float(alike[place])) for place in order], "", 1)
save_thumbnail(whole.crop((0, 0, 1140, 700)))
