"""Says with all-MiniLM-L6-v2 how well each of a few labels fits a message, and draws the numbers as bars."""

from language_models import embed, given, sentence_bars

message, names = given()
labels = names.splitlines()
said, *rows = embed([message, *(f"This customer {label}." for label in labels)])
fits = [float(said @ row) for row in rows]
sentence_bars("labels.svg", sorted(zip(labels, fits, strict=True), key=lambda pair: -pair[1]))
