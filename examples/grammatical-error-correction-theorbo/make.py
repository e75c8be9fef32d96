"""Correct a message that is right, word by word: names that the list does not know become common words."""

from pathlib import Path

from language_models import given, marked_text
from spelling import correct


def main() -> None:
    """Write the mended message, and draw what was changed."""
    text, changes = correct(given()[0])
    Path("mended.txt").write_text(text + "\n", encoding="utf-8")
    marked_text("changes.svg", text, [(begin, end, f"was: {before}", "#c2410c") for begin, end, before in changes])


if __name__ == "__main__":
    main()
