"""What the glossary shows: all words of the field, and a page for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from kb.search.words import shelf_of
from kb.views.addresses import GLOSSARY, address_of, path_of
from kb.views.excerpts import shorten
from kb.views.page_texts import PageTexts
from kb.views.pieces import Link, model_link, question_link, task_link
from kb.views.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from kb.content.records import Entry
    from kb.content.schema import Term
    from kb.knowledge.link import Knowledge

MOST_SHOWN = 20
"""Records of a kind that a word's page names; the others are counted."""


@dataclass(frozen=True, slots=True)
class GlossaryRow:
    """A word, its other forms, and what it means."""

    id: str
    name: str
    address: str
    forms: tuple[str, ...]
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryView(View):
    """All words of the field."""

    kind: ClassVar[str] = "glossary"
    letters: tuple[Link, ...]
    """The letters that words begin with, each with the place of its first word on the page."""
    terms: tuple[GlossaryRow, ...]


@dataclass(frozen=True, slots=True)
class OtherWord:
    """A word that this one is easily taken for."""

    term: Link
    difference: Markup


@dataclass(frozen=True, slots=True)
class Users:
    """Records of a kind that use a word: those that are named, and how many more there are."""

    heading: str
    links: tuple[Link, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView(View):
    """A word of the field: what it means, what makes it click, what it is confused with, and where it matters."""

    kind: ClassVar[str] = "term"
    forms: tuple[str, ...]
    explanation: str
    detail: Markup | None
    example: Markup | None
    confused_with: tuple[OtherWord, ...]
    users: tuple[Users, ...]
    sources: tuple[str, ...]

    @property
    def card_address(self) -> str:
        """Words are shared with the card of the glossary: the word itself stands beside it, as the title of the link."""
        return GLOSSARY


def glossary_view(kb: Knowledge) -> GlossaryView:
    """Make the view of the glossary."""
    return GlossaryView(
        path="glossary.md",
        title="Glossary",
        description=f"{len(kb.terms)} words of the field that answers can't avoid, each explained in two sentences.",
        source="catalog/glossary.yml",
        letters=_letters(kb),
        terms=tuple(
            GlossaryRow(
                term.id, term.record.name, address_of("term", term.id), term.record.forms, term.record.explanation
            )
            for term in kb.terms.values()
        ),
    )


def term_view(kb: Knowledge, term: Entry[Term], uses: Mapping[str, tuple[str, ...]]) -> TermView:
    """Make the view of a word.

    Args:
        kb: the linked records.
        term: the word.
        uses: the ids of the records that use it, by kind.
    """
    record = term.record
    path = path_of("term", term.id)
    texts = PageTexts(path, kb.vocabulary, known=(term.id,))
    return TermView(
        path=path,
        title=record.name[0].upper() + record.name[1:],
        description=shorten(record.explanation),
        source=term.file,
        forms=record.forms,
        explanation=record.explanation,
        detail=texts.block(record.detail) if record.detail else None,
        example=texts.block(record.example) if record.example else None,
        confused_with=tuple(
            OtherWord(
                Link(kb.terms[other.term].record.name, address_of("term", other.term)), texts.inline(other.difference)
            )
            for other in record.confused_with
        ),
        users=tuple(_users(kb, uses)),
        sources=record.sources,
    )


def _letters(kb: Knowledge) -> tuple[Link, ...]:
    first: dict[str, str] = {}
    for term in kb.terms.values():
        first.setdefault(shelf_of(term.record.name).upper(), f"#{term.id}")
    return tuple(Link(letter, place) for letter, place in first.items())


def _question(kb: Knowledge, question: str) -> Link:
    return question_link(kb.questions[question])


def _users(kb: Knowledge, uses: Mapping[str, tuple[str, ...]]) -> list[Users]:
    makers = (("task", "Tasks", task_link), ("question", "Questions", _question), ("model", "Works", model_link))
    return [
        Users(
            heading,
            tuple(make(kb, one) for one in uses[kind][:MOST_SHOWN]),
            max(0, len(uses[kind]) - MOST_SHOWN),
        )
        for kind, heading, make in makers
        if uses.get(kind)
    ]
