"""What the page of a task shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from kb.views.addresses import address_of, path_of
from kb.views.cautions import Caution, StandingView, own_cautions, standing_of
from kb.views.example import ExampleView, main_example, other_examples
from kb.views.excerpts import shorten
from kb.views.measures import MetricView, metric_views
from kb.views.met_in import MetView, met_view
from kb.views.page_texts import PageTexts
from kb.views.pieces import (
    LicenceLine,
    Link,
    QuestionTeaser,
    Resource,
    Signature,
    family_link,
    licence_lines,
    resources,
    signature,
    task_link,
    teasers,
)
from kb.views.program import ProgramRow, program_row
from kb.views.result_tables import BestKnown, best_known
from kb.views.today import PickView, picks
from kb.views.view import View
from kb.views.wording import KIND_NAMES, STANDING_WORDS

if TYPE_CHECKING:
    from markupsafe import Markup

    from kb.content.records import Entry
    from kb.content.schema import Model, Task
    from kb.knowledge.link import Knowledge


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A work in the task's table."""

    name: str
    address: str
    kind: str
    year: str
    summary: str
    standing: StandingView | None
    cautions: tuple[Caution, ...]
    licences: tuple[LicenceLine, ...]
    resources: tuple[Resource, ...]


@dataclass(frozen=True, slots=True)
class PastWorks:
    """The works of one standing that are not to be chosen any more, folded away."""

    standing: str
    works: tuple[WorkRow, ...]


@dataclass(frozen=True, slots=True)
class RelatedView:
    """A task that is easily taken for this one."""

    task: Link
    difference: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskView(View):
    """A task: what goes in and out, how it works, how to choose, what goes wrong, and what belongs to it."""

    kind: ClassVar[str] = "task"
    example: ExampleView | None
    more_examples: tuple[ExampleView, ...]
    failures: tuple[ExampleView, ...]
    family: Link
    parent: Link | None
    children: tuple[Link, ...]
    summary: Markup
    signature: Signature
    explanation: Markup
    met_in: tuple[MetView, ...]
    today: tuple[PickView, ...]
    choosing: Markup
    programs: tuple[ProgramRow, ...]
    works: tuple[WorkRow, ...]
    past_works: tuple[PastWorks, ...]
    metrics: tuple[MetricView, ...]
    best_known: BestKnown | None
    limits: Markup
    questions: tuple[QuestionTeaser, ...]
    ask_address: str
    asked_as: tuple[str, ...]
    related: tuple[RelatedView, ...]
    aliases: tuple[str, ...]
    hugging_face: str | None
    cnaps_names: tuple[str, ...]


def task_view(kb: Knowledge, task: Entry[Task]) -> TaskView:
    """Make the view of a task. The texts are rendered in the order in which the page shows them."""
    record = task.record
    path = path_of("task", task.id)
    texts = PageTexts(path, kb.vocabulary)
    return TaskView(
        path=path,
        title=record.name,
        description=shorten(record.summary),
        source=task.file,
        family=family_link(kb, record.family),
        parent=task_link(kb, record.parent) if record.parent else None,
        children=tuple(task_link(kb, child.id) for child in kb.children.get(task.id, ())),
        example=main_example(kb, task.id),
        more_examples=other_examples(kb, task.id, failures=False),
        failures=other_examples(kb, task.id, failures=True),
        summary=texts.plain(record.summary),
        signature=signature(kb, record.inputs, record.outputs),
        explanation=texts.block(record.explanation),
        met_in=tuple(met_view(kb, texts, met) for met in record.met_in),
        today=picks(kb, texts, record),
        choosing=texts.block(record.choosing),
        programs=tuple(program_row(kb, texts, work) for work in kb.task_programs(task.id) if not work.record.is_past),
        works=tuple(_work(kb, texts, work) for work in kb.task_works(task.id) if not work.record.is_past),
        past_works=_past_works(kb, texts, task),
        metrics=metric_views(kb, texts, record),
        best_known=best_known(kb, task),
        limits=texts.block(record.limits),
        questions=teasers(kb.task_questions.get(task.id, ())),
        ask_address=f"contribute/?task={task.id}",
        asked_as=record.asked_as,
        related=tuple(
            RelatedView(task_link(kb, other.task), texts.inline(other.difference)) for other in record.related
        ),
        aliases=record.aliases,
        hugging_face=record.identifiers.hugging_face,
        cnaps_names=record.identifiers.cnaps,
    )


def _past_works(kb: Knowledge, texts: PageTexts, task: Entry[Task]) -> tuple[PastWorks, ...]:
    """Give works and programs that are not to be chosen any more, by their standing."""
    rows = [_work(kb, texts, work) for work in kb.task_models.get(task.id, ()) if work.record.is_past]
    by_standing = (
        (words, tuple(row for row in rows if row.standing and row.standing.words == words))
        for words in STANDING_WORDS.values()
    )
    return tuple(PastWorks(words, works) for words, works in by_standing if works)


def _work(kb: Knowledge, texts: PageTexts, work: Entry[Model]) -> WorkRow:
    record = work.record
    return WorkRow(
        name=record.name,
        address=address_of("model", work.id),
        kind=KIND_NAMES[record.kind],
        year=record.published[:4],
        summary=record.summary,
        standing=standing_of(kb, texts, record),
        cautions=own_cautions(texts, record),
        licences=licence_lines(kb, record),
        resources=resources(record),
    )
