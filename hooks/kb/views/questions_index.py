"""What the index of all questions shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from kb.views.pieces import QuestionTeaser, teasers
from kb.views.view import View

if TYPE_CHECKING:
    from kb.knowledge.link import Knowledge


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """The questions of a family."""

    id: str
    name: str
    questions: tuple[QuestionTeaser, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsView(View):
    """All questions, by the family of their main task."""

    kind: ClassVar[str] = "questions"
    questions: int
    groups: tuple[QuestionGroup, ...]


def questions_view(kb: Knowledge) -> QuestionsView:
    """Make the view of the index of all questions."""
    family_of = {task.id: task.record.family for task in kb.tasks.values()}
    by_family = {
        family: [entry for entry in kb.questions.values() if family_of[entry.record.tasks[0]] == family]
        for family in kb.families
    }
    return QuestionsView(
        path="questions/index.md",
        title="All questions",
        description=f"All {len(kb.questions)} questions about AI features that are answered here, by subject.",
        source="questions",
        questions=len(kb.questions),
        groups=tuple(
            QuestionGroup(family, kb.families[family].record.name, teasers(entries))
            for family, entries in by_family.items()
            if entries
        ),
    )
