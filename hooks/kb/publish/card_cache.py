"""The cards of all pages, drawn where that was not done before: what is kept under ``.cache/`` may be deleted at any time."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kb.pages.card_drawing import Letters, draw_card, drawing_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kb.content.media import Media
    from kb.views.card import CardView

FONT = "docs/assets/fonts/cards.ttf"
CACHE = ".cache/cards"
_DIGEST_BYTES = hashlib.sha256().digest_size


def drawn_cards(root: Path, cards: Iterable[CardView], media: Mapping[str, Media]) -> Iterator[tuple[str, bytes]]:
    """Give the path of each card, relative to the site, and its bytes.

    Args:
        root: the project's folder.
        cards: what the cards show.
        media: the files of examples, by path.
    """
    font = Path(root, FONT).read_bytes()
    letters = Letters(font)
    folder = Path(root, CACHE, drawing_version(font)[:16])
    for card in cards:
        kept = folder / card.fingerprint
        content = _read(kept)
        if content is None:
            content = draw_card(card, [media[picture.path].content for picture in card.pictures], letters)
            _keep(kept, content)
        yield card.path, content


def _read(kept: Path) -> bytes | None:
    """Read what was kept; None where there is nothing, or not what was written."""
    with suppress(OSError):
        stored = kept.read_bytes()
        digest, content = stored[:_DIGEST_BYTES], stored[_DIGEST_BYTES:]
        if _seal(kept, content) == digest:
            return content
    return None


def _keep(place: Path, content: bytes) -> None:
    """Keep a card for later builds, whole or not at all. A disk that refuses costs only drawing it again."""
    unfinished = None
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        descriptor, unfinished = tempfile.mkstemp(prefix=".unfinished-", dir=place.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(_seal(place, content) + content)
        Path(unfinished).replace(place)
    except OSError:
        if unfinished:
            with suppress(OSError):
                Path(unfinished).unlink()


def _seal(place: Path, content: bytes) -> bytes:
    """Tell a card that is whole and in its own place from any other."""
    return hashlib.sha256(place.name.encode() + content).digest()
