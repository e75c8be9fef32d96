"""What the home page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from kb.knowledge.record_days import model_added, question_added
from kb.views.addresses import address_of
from kb.views.example import Thumbnail, task_thumbnail
from kb.views.excerpts import opening
from kb.views.pieces import Evidence, Link, evidence, family_link, task_link
from kb.views.view import View
from kb.views.wording import KIND_NAMES

if TYPE_CHECKING:
    from kb.content.records import Entry
    from kb.content.schema import Question
    from kb.knowledge.link import Knowledge

STARTING_QUESTIONS = 6
RECENT_RECORDS = 8
TASKS_ON_CARD = 3
PICTURES = 12


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """A question to begin with."""

    task: str
    title: str
    address: str
    opening: str


@dataclass(frozen=True, slots=True)
class FamilyCard:
    """A family, its first tasks, and how many more there are."""

    family: Link
    description: str
    tasks: tuple[Link, ...]
    more: int


@dataclass(frozen=True, slots=True)
class RecentView:
    """A record that came in lately."""

    kind: str
    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView(View):
    """The way in: asking, questions to begin with, families, what is new."""

    kind: ClassVar[str] = "home"
    tasks: int
    models: int
    questions: int
    pictures: tuple[Thumbnail, ...]
    starting_questions: tuple[QuestionCard, ...]
    families: tuple[FamilyCard, ...]
    recent: tuple[RecentView, ...]
    evidence: Evidence


def home_view(kb: Knowledge) -> HomeView:
    """Make the view of the home page."""
    return HomeView(
        path="index.md",
        title="How does that AI feature work?",
        description="Questions people ask about AI features, answered in plain language, with the models that do it.",
        source="hooks/kb/pages/templates/home.html",
        tasks=len(kb.tasks),
        models=len(kb.models),
        questions=len(kb.questions),
        pictures=_pictures(kb),
        starting_questions=tuple(_card(kb, question) for question in _starting_questions(kb)),
        families=tuple(_family_card(kb, family) for family in kb.families),
        recent=_recent(kb),
        evidence=evidence(kb),
    )


def _pictures(kb: Knowledge) -> tuple[Thumbnail, ...]:
    """Pick pictures of what AI does: of each family in turn."""
    by_family = [
        [made for task in kb.family_tasks(family) if (made := task_thumbnail(kb, task.id))] for family in kb.families
    ]
    turns = [group[turn] for turn in range(PICTURES) for group in by_family if turn < len(group)]
    return tuple(turns[:PICTURES])


def _starting_questions(kb: Knowledge) -> list[Entry[Question]]:
    """Pick questions to begin with: those that very many people ask, then one of each family in turn."""
    by_family = [
        list(dict.fromkeys(q for task in kb.family_tasks(family) for q in kb.task_questions.get(task.id, ())))
        for family in kb.families
    ]
    turns = [group[turn] for turn in range(STARTING_QUESTIONS) for group in by_family if turn < len(group)]
    return list(dict.fromkeys((*_featured_questions(kb), *turns)))[:STARTING_QUESTIONS]


def _featured_questions(kb: Knowledge) -> list[Entry[Question]]:
    """Give the featured questions: one of each task in turn, the task first that people meet in most products."""
    by_task = [
        [question for question in kb.task_questions.get(task.id, ()) if _is_featured_for(task.id, question)]
        for task in sorted(kb.tasks.values(), key=lambda task: -len(task.record.met_in))
    ]
    most = max(map(len, by_task), default=0)
    return [group[turn] for turn in range(most) for group in by_task if turn < len(group)]


def _is_featured_for(task: str, question: Entry[Question]) -> bool:
    return question.record.featured and question.record.tasks[0] == task


def _card(kb: Knowledge, question: Entry[Question]) -> QuestionCard:
    record = question.record
    task = kb.tasks[record.tasks[0]].record.name
    return QuestionCard(task, record.title, address_of("question", question.id), opening(record.answer))


def _family_card(kb: Knowledge, family: str) -> FamilyCard:
    tasks = kb.family_tasks(family)
    return FamilyCard(
        family=family_link(kb, family),
        description=kb.families[family].record.description,
        tasks=tuple(task_link(kb, task.id) for task in tasks[:TASKS_ON_CARD]),
        more=max(0, len(tasks) - TASKS_ON_CARD),
    )


def _recent(kb: Knowledge) -> tuple[RecentView, ...]:
    """Pick the records that came in last; questions come before models of the same day."""
    models: list[tuple[Any, bool, RecentView]] = [
        (
            model_added(entry),
            True,
            RecentView(KIND_NAMES[entry.record.kind], entry.record.name, address_of("model", entry.id)),
        )
        for entry in kb.models.values()
    ]
    questions = [
        (
            question_added(entry),
            False,
            RecentView("Question", entry.record.title, address_of("question", entry.id)),
        )
        for entry in kb.questions.values()
    ]
    newest = sorted([*questions, *models], key=lambda row: (-row[0].toordinal(), row[1], row[2].name.casefold()))
    return tuple(view for _, _, view in newest[:RECENT_RECORDS])
