"""Measure how expected each word is, in two old diary entries and in two texts by a language model."""

from pathlib import Path

from language_models import chat, given, surprise
from site_media import bar_chart

WISHES = ("Write two sentences about a holiday at the seaside.", "Write two sentences about a hospital garden.")


def main() -> None:
    """Have the model write, and draw the surprise of all texts."""
    written = chat(*WISHES, tokens=70)
    for name, text in zip(("seaside.txt", "garden.txt"), written, strict=True):
        Path(name).write_text(text + "\n", encoding="utf-8")
    names = ("Diary, 1660", "Diary, 1666", "Model: seaside", "Model: garden")
    texts = [*given(), *written]
    bar_chart(
        "surprise.svg",
        [(name, total / len(text.split())) for name, text, total in zip(names, texts, surprise(texts), strict=True)],
    )


if __name__ == "__main__":
    main()
