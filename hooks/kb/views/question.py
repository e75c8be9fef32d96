"""What a question's page shows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from kb.content.schema import OriginKind, Role
from kb.text.document import contents, uses_of_sources
from kb.text.source_marks import mark_anchor, source_anchor
from kb.views.addresses import address_of, path_of
from kb.views.example import ExampleView, main_example
from kb.views.excerpts import shorten
from kb.views.page_texts import SECTION_IDS, PageTexts
from kb.views.pieces import (
    LicenceLine,
    Link,
    QuestionTeaser,
    Resource,
    Signature,
    licence_lines,
    model_link,
    resources,
    signature,
    task_link,
    teasers,
)
from kb.views.program import ProgramRow, program_row
from kb.views.question_pictures import shown_pictures
from kb.views.view import View
from kb.views.wording import CERTAINTY_WORDS, KIND_NAMES, ORIGIN_WORDS, ROLE_HEADINGS, in_words

if TYPE_CHECKING:
    from markupsafe import Markup

    from kb.content.records import Entry
    from kb.content.schema import ModelUse, Question, Step
    from kb.knowledge.link import Knowledge

MOST_RELATED = 8
MOST_PROGRAMS = 4
"""So many programs are shown; the task's page has all of them."""


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of the workflow."""

    does: Markup
    signature: Signature
    takes: str | None
    """What goes in by name, where the kinds do not tell."""
    gives: str | None
    task: Link | None
    model: Link | None


@dataclass(frozen=True, slots=True)
class UseView:
    """A work that matters here, and why."""

    name: str
    address: str
    variant: str | None
    kind: str
    year: str
    why: Markup
    resources: tuple[Resource, ...]
    licences: tuple[LicenceLine, ...]


@dataclass(frozen=True, slots=True)
class RoleView:
    """The works of one role."""

    id: str
    heading: str
    uses: tuple[UseView, ...]


@dataclass(frozen=True, slots=True)
class HeadingView:
    """A heading of the body, for the list of contents."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """Something that was read for the answer, when, what it supports, and the marks of the text that lead to it."""

    anchor: str | None
    title: str
    url: str
    read: str
    supports: Markup | None
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView(View):
    """A question, its answer, the workflow, the works and the sources."""

    kind: ClassVar[str] = "question"
    example: ExampleView | None
    question: str
    is_quotation: bool
    """Whether somebody said it; else the editors tell a case."""
    answer: Markup
    tasks: tuple[Link, ...]
    steps: tuple[StepView, ...]
    body: Markup
    headings: tuple[HeadingView, ...]
    certainty: str | None
    """How well it is known what the product runs, where the answer is about one."""
    roles: tuple[RoleView, ...]
    programs: tuple[ProgramRow, ...]
    more_programs: Link | None
    also_asked: tuple[str, ...]
    related: tuple[QuestionTeaser, ...]
    sources: tuple[SourceView, ...]
    origin: str
    added: str
    reviewed: str


def question_view(kb: Knowledge, question: Entry[Question]) -> QuestionView:
    """Make the view of a question. The texts are rendered in the order in which the page shows them."""
    record = question.record
    path = path_of("question", question.id)
    texts = PageTexts(path, kb.vocabulary)
    numbered = {source.id: (number, source.title) for number, source in enumerate(record.sources, 1) if source.id}
    programs = [program for program in kb.task_programs(record.tasks[0]) if not program.record.is_past]
    taken = (*SECTION_IDS, *map(source_anchor, numbered))
    return QuestionView(
        path=path,
        title=record.title,
        description=shorten(record.answer),
        source=question.file,
        example=main_example(kb, record.tasks[0]),
        question=record.question,
        is_quotation=record.origin.kind is not OriginKind.EDITORS,
        answer=texts.plain(record.answer),
        tasks=tuple(task_link(kb, task) for task in record.tasks),
        steps=tuple(_step(kb, texts, step) for step in record.workflow.steps),
        body=texts.block(question.body, numbered, taken, shown_pictures(kb, question)),
        headings=tuple(
            HeadingView(heading.id, heading.text) for heading in contents(question.body, taken) if heading.level == 2
        ),
        certainty=_certainty(kb, record),
        roles=_roles(kb, texts, record.models),
        programs=tuple(program_row(kb, texts, program) for program in programs[:MOST_PROGRAMS]),
        more_programs=_more_programs(kb, record.tasks[0]) if len(programs) > MOST_PROGRAMS else None,
        also_asked=record.also_asked,
        related=_related(kb, question),
        sources=_sources(texts, question),
        origin=" ".join(filter(None, (ORIGIN_WORDS[record.origin.kind], record.origin.name))),
        added=in_words(record.added) if record.added else "",
        reviewed=in_words(record.reviewed),
    )


def _certainty(kb: Knowledge, question: Question) -> str | None:
    if not question.product:
        return None
    return CERTAINTY_WORDS[question.certainty].format(product=kb.products[question.product].record.name)


def _step(kb: Knowledge, texts: PageTexts, step: Step) -> StepView:
    return StepView(
        does=texts.inline(step.does),
        signature=signature(kb, step.inputs, step.outputs),
        takes=step.takes,
        gives=step.gives,
        task=task_link(kb, step.task) if step.task else None,
        model=model_link(kb, step.model) if step.model else None,
    )


def _roles(kb: Knowledge, texts: PageTexts, uses: tuple[ModelUse, ...]) -> tuple[RoleView, ...]:
    order = list(Role)
    groups = groupby(sorted(uses, key=lambda use: order.index(use.role)), key=lambda use: use.role)
    return tuple(
        RoleView(role.value, ROLE_HEADINGS[role], tuple(_use(kb, texts, use) for use in group))
        for role, group in groups
    )


def _use(kb: Knowledge, texts: PageTexts, use: ModelUse) -> UseView:
    model = kb.models[use.id].record
    return UseView(
        name=model.name,
        address=address_of("model", use.id),
        variant=use.variant,
        kind=KIND_NAMES[model.kind],
        year=model.published[:4],
        why=texts.inline(use.why),
        resources=resources(model),
        licences=licence_lines(kb, model),
    )


def _more_programs(kb: Knowledge, task: str) -> Link:
    name = kb.tasks[task].record.name
    return Link(f"All programs for {name[0].lower()}{name[1:]}", f"{address_of('task', task)}#programs")


def _sources(texts: PageTexts, question: Entry[Question]) -> tuple[SourceView, ...]:
    uses = uses_of_sources(question.body)
    return tuple(
        SourceView(
            anchor=source_anchor(source.id) if source.id else None,
            title=source.title,
            url=source.url,
            read=in_words(source.read),
            supports=texts.inline(source.supports) if source.supports else None,
            marks=tuple(mark_anchor(source.id, use + 1) for use in range(uses[source.id])) if source.id else (),
        )
        for source in question.record.sources
    )


def _related(kb: Knowledge, question: Entry[Question]) -> tuple[QuestionTeaser, ...]:
    """Give the first of the other questions of the same tasks."""
    others = dict.fromkeys(
        other for task in question.record.tasks for other in kb.task_questions[task] if other is not question
    )
    return teasers(list(others)[:MOST_RELATED])
