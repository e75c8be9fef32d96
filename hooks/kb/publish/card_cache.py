"""The cards of all pages, drawn where that was not done before: what is kept under ``.cache/`` may be deleted at any time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kb.pages.card_drawing import Letters, draw_card, drawing_version
from kb.publish.kept_files import KeptFiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kb.content.media import Media
    from kb.views.card import CardView

FONT = "docs/assets/fonts/cards.ttf"
CACHE = ".cache/cards"


def drawn_cards(root: Path, cards: Iterable[CardView], media: Mapping[str, Media]) -> Iterator[tuple[str, bytes]]:
    """Give the path of each card, relative to the site, and its bytes.

    Args:
        root: the project's folder.
        cards: what the cards show.
        media: the files of examples, by path.
    """
    font = Path(root, FONT).read_bytes()
    letters = Letters(font)
    kept = KeptFiles(Path(root, CACHE, drawing_version(font)[:16]))
    for card in cards:
        content = kept.read(card.fingerprint)
        if content is None:
            content = draw_card(card, [media[picture.path].content for picture in card.pictures], letters)
            kept.keep(card.fingerprint, content)
        yield card.path, content
