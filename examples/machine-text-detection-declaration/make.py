"""Measure how expected each word of a famous text of 1776 is: it looks more like a machine's than the machine's own."""

from language_models import chat, given, surprise
from site_media import bar_chart


def main() -> None:
    """Draw the surprise of the famous text, of a diary and of a text by the model."""
    texts = [*given(), chat("Write two sentences about a holiday at the seaside.", tokens=70)[0]]
    names = ("Declaration, 1776", "Diary, 1660", "Model: seaside")
    bar_chart(
        "surprise.svg",
        [(name, total / len(text.split())) for name, text, total in zip(names, texts, surprise(texts), strict=True)],
    )


if __name__ == "__main__":
    main()
