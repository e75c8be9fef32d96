"""Puts passages in order for a question with all-MiniLM-L6-v2, and draws the ranking as bars."""

from language_models import embed, given, sentence_bars

question, shortlist = given()
passages = shortlist.splitlines()
asked, *rows = embed([question, *passages])
scores = [float(asked @ row) for row in rows]
sentence_bars("order.svg", sorted(zip(passages, scores, strict=True), key=lambda pair: -pair[1]))
