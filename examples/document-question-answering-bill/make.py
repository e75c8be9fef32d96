"""Print a bill, read it with PaddleOCR's small models, and look up the answer to a question beside the words that match it best."""

from pathlib import Path

from recognising import answer, bill, outline, read_lines
from site_media import save_picture, save_svg, save_thumbnail

QUESTION = "When is the payment due?"

page = bill()
words, corners = answer(QUESTION, read_lines(page))
save_picture(page, "bill.webp")
save_svg("where.svg", *page.size, [outline(corners, "#c2410c")])
Path("answer.txt").write_text(words + "\n", encoding="utf-8")
save_thumbnail(page)
