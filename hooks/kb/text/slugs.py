"""Words as ids: slugs, and ids that nothing else on a page has."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from anyascii import anyascii

if TYPE_CHECKING:
    from collections.abc import Iterable


_APOSTROPHES = re.compile(r"['’‘‛ʼʻʽʹˈꞌ′׳`´＇]")
_ACCENTS = re.compile(r"[\u0300-\u036f]")


def slug(text: str) -> str:
    """Make an id out of words: lower-case ASCII letters and digits joined by hyphens. ``docs/assets/contribute/slug.js`` does the same.

    Accents are taken off, and other letters, of whatever script, are written with those that are nearest: ``straße`` is ``strasse``.
    """
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)))
    letters = bare if bare.isascii() else "".join(map(_in_ascii, unicodedata.normalize("NFC", bare)))
    return re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-") or "section"


def _in_ascii(character: str) -> str:
    """Write a letter, a digit or a mark on one of another script with ASCII letters; anything else is a gap between words."""
    if character.isascii():
        return character
    # Soft signs and glottal stops are written as apostrophes, which part no words.
    return _APOSTROPHES.sub("", anyascii(character)) if unicodedata.category(character)[0] in "LNM" else " "


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
