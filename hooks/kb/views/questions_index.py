"""What the lists of all questions show: a few of each subject, and the parts of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from kb.views.addresses import QUESTIONS, address_of, url_of
from kb.views.cuts import cuts, part_path
from kb.views.pieces import Link, Part, QuestionTeaser, question_link, teasers
from kb.views.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kb.content.records import Entry
    from kb.content.schema import Question
    from kb.knowledge.link import Knowledge

ROWS = 40
"""No page shows more questions, however many there are."""
FEW = 3
"""So many questions of each subject stand on the first page."""


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """A few questions of a family, and the way to all."""

    id: str
    whole: Part
    few: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsView(View):
    """A few questions of each family, and the way to all. It does not grow with the questions."""

    kind: ClassVar[str] = "questions"
    questions: int
    groups: tuple[QuestionGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsPartView(View):
    """The questions of a family: all, or as many as a page shows."""

    kind: ClassVar[str] = "questions-part"
    family: Link
    of_family: int
    number: int
    pages: tuple[str, ...]
    """The addresses of the family's parts, this one among them."""
    parts: tuple[Part, ...]
    """The families, with how many questions each has."""
    questions: tuple[QuestionTeaser, ...]

    @property
    def card_address(self) -> str:
        """Parts are shared with the card of the whole."""
        return QUESTIONS


def questions_view(kb: Knowledge) -> QuestionsView:
    """Make the view of the first page."""
    by_family = _by_family(kb)
    return QuestionsView(
        path="questions/index.md",
        title="All questions",
        description=f"All {len(kb.questions)} questions about AI features that are answered here, by subject.",
        source="questions",
        questions=len(kb.questions),
        groups=tuple(
            QuestionGroup(family, part, tuple(map(question_link, entries[:FEW])))
            for (family, entries), part in zip(by_family.items(), _parts(by_family, kb), strict=True)
        ),
    )


def questions_part_views(kb: Knowledge) -> Iterator[QuestionsPartView]:
    """Make the views of all parts: the questions of each family, on as many pages as they need."""
    by_family = _by_family(kb)
    for family, entries in by_family.items():
        name = kb.families[family].record.name
        for part in cuts(_stem(family), entries, ROWS):
            yield QuestionsPartView(
                path=part.path,
                title=f"Questions: {name}{part.of}",
                description=f"{len(entries)} questions about AI features of the family “{name}”{part.of}, each with the first sentence of its answer.",
                source="questions",
                family=Link(name, address_of("family", family)),
                of_family=len(entries),
                number=part.number,
                pages=part.pages,
                parts=_parts(by_family, kb),
                questions=teasers(part.entries),
            )


def _by_family(kb: Knowledge) -> dict[str, list[Entry[Question]]]:
    """Give the questions by the family of their main task: those that very many people ask come first."""
    found: dict[str, list[Entry[Question]]] = {family: [] for family in kb.families}
    for entry in sorted(kb.questions.values(), key=lambda entry: not entry.record.featured):
        found[kb.tasks[entry.record.tasks[0]].record.family].append(entry)
    return {family: entries for family, entries in found.items() if entries}


def _stem(family: str) -> str:
    return f"{QUESTIONS}by/{family}"


def _parts(by_family: Mapping[str, Sequence[Entry[Question]]], kb: Knowledge) -> tuple[Part, ...]:
    return tuple(
        Part(kb.families[family].record.name, url_of(part_path(_stem(family), 1)), len(entries))
        for family, entries in by_family.items()
    )
