"""Let a language model propose the next word at four places of a chat, three words each, as above the keys of a phone."""

from language_models import PAPER, given, next_words, words
from site_media import save_svg


def main() -> None:
    """Draw what was typed, and the three proposals below it."""
    pieces, y = [], 16
    for begin in given():
        y += 24
        pieces.append(words(20, y, f"{begin} …", 16))
        y += 12
        for number, (word, value) in enumerate(next_words(begin)):
            x = 20 + 204 * number
            pieces.append(f'<rect x="{x}" y="{y}" width="192" height="34" rx="8" fill="#d7e4fb" stroke="#0b57d0"/>')
            pieces.append(words(x + 12, y + 23, word, 16, "#0b57d0", weight=700))
            pieces.append(words(x + 180, y + 23, f"{value:.0%}", 14, anchor="end"))
        y += 48
    save_svg("proposals.svg", 640, y + 4, [PAPER.format(640, y + 4), *pieces])


if __name__ == "__main__":
    main()
