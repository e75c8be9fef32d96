"""Says with all-MiniLM-L6-v2 how alike five sentences are to another one, and draws the numbers as bars."""

from language_models import embed, given, sentence_bars

question, others = given()
sentences = others.splitlines()
first, *rest = embed([question, *sentences])
alike = [float(first @ row) for row in rest]
sentence_bars("alike.svg", sorted(zip(sentences, alike, strict=True), key=lambda pair: -pair[1]))
