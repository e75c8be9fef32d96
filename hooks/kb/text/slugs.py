"""Words as ids: slugs, and ids that nothing else on a page has."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def slug(text: str) -> str:
    """Make an id out of words: lower-case ASCII letters and digits joined by hyphens."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.casefold()).strip("-") or "section"


class PageIds:
    """The ids that are taken on a page. It remembers how far it has counted, so that many equal headings cost no more each."""

    def __init__(self, reserved: Iterable[str] = ()) -> None:
        self._taken = set(reserved)
        self._counted: Counter[str] = Counter()

    def take(self, words: str) -> str:
        """Give the slug of words, with a number behind it where it is taken, and take it."""
        base = candidate = slug(words)
        number = self._counted[base] or 1
        while candidate in self._taken:
            number += 1
            candidate = f"{base}-{number}"
        self._counted[base] = number
        self._taken.add(candidate)
        return candidate
