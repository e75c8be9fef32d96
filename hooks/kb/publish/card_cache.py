"""The cards of all pages, drawn where that was not done before: what is kept under ``.cache/`` may be deleted at any time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kb.pages.card_drawing import Letters, draw_card, drawing_version
from kb.publish.jobs import at_once, each, jobs_at_once
from kb.publish.kept_files import KeptFiles
from kb.publish.progress import begin_step, counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kb.content.media import Media
    from kb.views.card import CardView

FONT = "docs/assets/fonts/cards.ttf"
CACHE = ".cache/cards"
MANY = 32
_LETTERS: list[Letters] = []
"""What this process draws with: reading the font takes longer than drawing a card."""


def drawn_cards(root: Path, cards: Iterable[CardView], media: Mapping[str, Media]) -> Iterator[tuple[str, bytes]]:
    """Give the path of each card, relative to the site, and its bytes.

    Args:
        root: the project's folder.
        cards: what the cards show.
        media: the files of examples, by path.
    """
    font = Path(root, FONT).read_bytes()
    kept = KeptFiles(Path(root, CACHE, drawing_version(font)[:16]))
    missing: list[CardView] = []
    for card in cards:
        content = kept.read(card.fingerprint)
        if content is None:
            missing.append(card)
        else:
            yield card.path, content
    wanted = [(card, [media[picture.path].content for picture in card.pictures]) for card in missing]
    begin_step("Drawing cards for sharing", len(missing))
    # A few are drawn sooner than other processes are begun.
    with at_once(jobs_at_once() if len(missing) >= MANY else 1):
        drawn = list(counted(each(_drawn, wanted, _begin, (font,))))
    for card, content in zip(missing, drawn, strict=True):
        kept.keep(card.fingerprint, content)
        yield card.path, content


def _begin(font: bytes) -> None:
    _LETTERS[:] = [Letters(font)]


def _drawn(wanted: tuple[CardView, list[bytes]]) -> bytes:
    return draw_card(*wanted, *_LETTERS)
