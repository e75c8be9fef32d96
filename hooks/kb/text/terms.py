"""The words of the field in texts: where a page uses one for the first time, and what explains it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    FindTerms = Callable[[str], Iterable["str | TermUse"]]


@dataclass(frozen=True, slots=True)
class TermUse:
    """A word of the field in a text, and what explains it: a line to show beside it, and a page to link to."""

    words: str
    id: str
    href: str
    explanation: str

    def __html__(self) -> str:
        """Give the link and its tooltip, which shows on hover and focus."""
        tip = f"term-{self.id}"
        return (
            f'<span class="kb-term"><a href="{escape(self.href)}" aria-describedby="{tip}">{escape(self.words)}</a>'
            f'<span class="kb-tip" role="tooltip" id="{tip}">{escape(self.explanation)}</span></span>'
        )


def no_terms(text: str) -> Iterable[str | TermUse]:
    """Find no words of the field in a text."""
    return (text,)


_OPENING = "“‘\"'("
_CLOSING = "”’\"')"


@dataclass(frozen=True, slots=True)
class Explained:
    """A word of the field: its id, all forms that texts use, and two plain sentences."""

    id: str
    forms: tuple[str, ...]
    explanation: str


class Vocabulary:
    """All words of the field in all their forms, made ready once for finding them in many texts."""

    def __init__(self, terms: Iterable[Explained] = ()) -> None:
        """Take the glossary."""
        self.by_form = {form: term for term in terms for form in term.forms}
        self.pattern = _pattern_of(self.by_form)


class FirstUses:
    """Reads one page from top to bottom and finds each term once, where it comes first."""

    def __init__(self, vocabulary: Vocabulary, glossary: str, known: Iterable[str] = ()) -> None:
        """Begin a page.

        Args:
            vocabulary: the words.
            glossary: the address of the glossary's page, as seen from this page.
            known: the ids of terms that the page explains anyway.
        """
        self._terms, self._pattern = vocabulary.by_form, vocabulary.pattern
        self._glossary = glossary
        self._seen = set(known)

    def find(self, text: str) -> Iterator[str | TermUse]:
        """Take a text apart into plain pieces and terms that come for the first time.

        A word with a capital is a name (“Stable Diffusion”) unless it begins a sentence or the glossary has it so.
        """
        end = 0
        for match in self._pattern.finditer(text):
            words = match[0]
            form = words if words in self._terms else words[0].lower() + words[1:]
            is_name = form != words and not _begins_sentence(text, match.start())
            term = self._terms[form]
            if is_name or term.id in self._seen:
                continue
            self._seen.add(term.id)
            yield text[end : match.start()]
            yield TermUse(words, term.id, f"{self._glossary}{term.id}/", term.explanation)
            end = match.end()
        yield text[end:]


def uses(texts: Iterable[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Give the ids of the terms that texts use, in the order in which they come."""
    reader = FirstUses(vocabulary, "")
    return tuple(piece.id for text in texts for piece in reader.find(text) if isinstance(piece, TermUse))


def _begins_sentence(text: str, position: int) -> bool:
    """Tell whether a sentence begins at a position: the text does, or the sentence before it ends there.

    It looks backwards from the position, over no more than what stands between two words.
    """
    end = position
    while end and (text[end - 1].isspace() or text[end - 1] in _OPENING):
        end -= 1
    before = text[max(0, end - 2) : end]
    return not before or before[-1] in ".!?:…" or (before[-1] in _CLOSING and before[0] in ".!?")


def _pattern_of(forms: Iterable[str]) -> re.Pattern[str]:
    """Match any of the forms as whole words, the longest first, with a small or a capital first letter.

    Forms that begin alike stand together, so that of hundreds only those few are tried at a word that may be one of them.
    """
    groups: dict[str, dict[str, list[str]]] = {}
    for form in sorted(forms, key=len, reverse=True):
        groups.setdefault(form[0].upper(), {}).setdefault(form[1:2], []).append(form)
    by_letter = (
        f"(?={_first(letter + letter.lower())})(?:{'|'.join(map(_beginning_alike, alike.values()))})"
        for letter, alike in groups.items()
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(by_letter)})(?![\w-])" if groups else r"(?!)")


def _beginning_alike(forms: list[str]) -> str:
    """Match any of the forms, whose first two letters are the same but for the case of the first."""
    second = re.escape(forms[0][1:2])
    either_case = (f"{_first(form[0] + form[0].upper())}{re.escape(form[1:])}" for form in forms)
    return f"(?=.{second})(?:{'|'.join(either_case)})"


def _first(letters: str) -> str:
    return f"[{re.escape(letters)}]"
