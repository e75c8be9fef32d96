"""The words of the field in texts: where a page uses one for the first time, and what explains it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kb.text.prose import TermUse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SENTENCE_BEGINS = re.compile(r"(^|[.!?:…]|[.!?][”’\"')])[\s“‘\"'(]*$")


@dataclass(frozen=True, slots=True)
class Explained:
    """A word of the field: its id, all forms that texts use, and two plain sentences."""

    id: str
    forms: tuple[str, ...]
    explanation: str


class FirstUses:
    """Reads one page from top to bottom and finds each term once, where it comes first."""

    def __init__(self, terms: Iterable[Explained], glossary: str) -> None:
        """Begin a page.

        Args:
            terms: the glossary.
            glossary: the address of the glossary's page, as seen from this page.
        """
        self._terms = {form: term for term in terms for form in term.forms}
        self._pattern = _pattern_of(tuple(self._terms))
        self._glossary = glossary
        self._seen: set[str] = set()

    def find(self, text: str) -> Iterator[str | TermUse]:
        """Take a text apart into plain pieces and terms that come for the first time.

        A word with a capital is a name (“Stable Diffusion”) unless it begins a sentence or the glossary has it so.
        """
        end = 0
        for match in self._pattern.finditer(text):
            words = match[0]
            form = words if words in self._terms else words[0].lower() + words[1:]
            is_name = form != words and not _SENTENCE_BEGINS.search(text[: match.start()])
            term = self._terms[form]
            if is_name or term.id in self._seen:
                continue
            self._seen.add(term.id)
            yield text[end : match.start()]
            yield TermUse(words, term.id, f"{self._glossary}#{term.id}", term.explanation)
            end = match.end()
        yield text[end:]


@lru_cache(maxsize=2)
def _pattern_of(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Match any of the forms as whole words, the longest first, with a small or a capital first letter."""
    alternatives = (
        f"[{re.escape(form[0])}{re.escape(form[0].upper())}]{re.escape(form[1:])}"
        for form in sorted(forms, key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(alternatives)})(?![\w-])" if forms else r"(?!)")
