"""Records joined to each other: what belongs to what, and what points back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from kb.content.schema import Role, Shows, Status
from kb.text.terms import Explained, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kb.content.media import Media
    from kb.content.records import Draft, Entry, Records
    from kb.content.schema import (
        Example,
        Family,
        Licence,
        MetIn,
        Metric,
        Modality,
        Model,
        ModelUse,
        Pick,
        Product,
        Question,
        Redirect,
        Result,
        Task,
        Term,
    )

T = TypeVar("T")

SIMILAR_MODELS = 6
_NO_STANDING = 1
"""Where works that nobody has judged stand: behind the current ones, before those of the past."""


@dataclass(frozen=True, slots=True)
class Backlink:
    """A question that lists a model, and how."""

    question: Entry[Question]
    use: ModelUse


@dataclass(frozen=True, slots=True)
class Meeting:
    """A task that people meet in a product, and as what."""

    task: Entry[Task]
    met: MetIn


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A task that names a work as what to use today, and when."""

    task: Entry[Task]
    pick: Pick


@dataclass(frozen=True, slots=True)
class Measured:
    """A work, and a number that it reached."""

    work: Entry[Model]
    result: Result


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All records by id, and the relations between them. Every list is in the order in which pages show it."""

    modalities: Mapping[str, Entry[Modality]]
    families: Mapping[str, Entry[Family]]
    licences: Mapping[str, Entry[Licence]]
    tasks: Mapping[str, Entry[Task]]
    models: Mapping[str, Entry[Model]]
    questions: Mapping[str, Entry[Question]]
    terms: Mapping[str, Entry[Term]]
    """The glossary."""
    vocabulary: Vocabulary
    """The words of the glossary, to find them in texts."""
    products: Mapping[str, Entry[Product]]
    metrics: Mapping[str, Entry[Metric]]
    redirects: tuple[Redirect, ...]
    """Addresses that records had before."""
    drafts: tuple[Draft, ...]
    """What is not finished, and so not published."""
    roots: Mapping[str, tuple[Entry[Task], ...]]
    """Tasks without a parent, by family."""
    children: Mapping[str, tuple[Entry[Task], ...]]
    """Narrower tasks, by task."""
    task_models: Mapping[str, tuple[Entry[Model], ...]]
    """Models, data sets and so on, by task; newest first."""
    task_questions: Mapping[str, tuple[Entry[Question], ...]]
    """Questions, by task; those whose main task it is come first."""
    backlinks: Mapping[str, tuple[Backlink, ...]]
    """Questions that list a model, by model."""
    recommendations: Mapping[str, tuple[Recommendation, ...]]
    """Where a model is named as what to use today, by model."""
    runners: Mapping[str, tuple[Entry[Model], ...]]
    """Programs that run a model, by model."""
    results: Mapping[str, tuple[Measured, ...]]
    """Numbers that works reached on a benchmark or data set, by that."""
    meetings: Mapping[str, tuple[Meeting, ...]]
    """Tasks that people meet in a product, by product."""
    task_examples: Mapping[str, tuple[Entry[Example], ...]]
    """Examples, by task; those that go well come first."""
    model_examples: Mapping[str, tuple[Entry[Example], ...]]
    """Examples that a model made, by model."""
    media: Mapping[str, Media]
    """Pictures, sounds and the like, by path."""
    similar: Mapping[str, tuple[Entry[Model], ...]]
    """Models of the same kind and main task, nearest in time, by model."""

    def family_tasks(self, family_id: str) -> tuple[Entry[Task], ...]:
        """Give all tasks of a family, each followed by its narrower ones."""
        return tuple(task for root in self.roots.get(family_id, ()) for task in self.with_descendants(root))

    def task_works(self, task_id: str) -> tuple[Entry[Model], ...]:
        """Give the models, data sets and so on of a task that are no programs: current ones first, then the newest, those of the past last."""
        return tuple(work for work in self._by_standing(task_id) if not work.record.program)

    def task_programs(self, task_id: str) -> tuple[Entry[Model], ...]:
        """Give the programs of a task, in the same order."""
        return tuple(work for work in self._by_standing(task_id) if work.record.program)

    def _by_standing(self, task_id: str) -> list[Entry[Model]]:
        return sorted(self.task_models.get(task_id, ()), key=_by_standing)

    def with_descendants(self, task: Entry[Task]) -> tuple[Entry[Task], ...]:
        """Give a task and all narrower ones, depth first."""
        below = (descendant for child in self.children.get(task.id, ()) for descendant in self.with_descendants(child))
        return (task, *below)

    def model_inputs(self, model: Model) -> tuple[str, ...]:
        """Give what a model takes: its own word, else what its main task takes."""
        return model.inputs or self.tasks[model.tasks[0]].record.inputs

    def model_outputs(self, model: Model) -> tuple[str, ...]:
        """Give what a model yields: its own word, else what its main task yields."""
        return model.outputs or self.tasks[model.tasks[0]].record.outputs


def link(records: Records) -> Knowledge:
    """Join records that have passed all checks."""
    tasks = {entry.id: entry for entry in sorted(records.tasks, key=lambda entry: entry.record.name.casefold())}
    models = {entry.id: entry for entry in sorted(records.models, key=_by_name)}
    questions = {
        entry.id: entry for entry in sorted(records.questions, key=lambda entry: entry.record.title.casefold())
    }
    roots = _group((task.record.family, task) for task in tasks.values() if task.record.parent is None)
    order = list(Shows)
    examples = sorted(records.examples, key=lambda entry: (order.index(entry.record.shows), entry.id))
    return Knowledge(
        modalities={entry.id: entry for entry in records.modalities},
        families={entry.id: entry for entry in records.families},
        licences={entry.id: entry for entry in records.licences},
        tasks=tasks,
        models=models,
        questions=questions,
        terms={entry.id: entry for entry in sorted(records.terms, key=lambda entry: entry.record.name.casefold())},
        vocabulary=Vocabulary(map(_explained, records.terms)),
        products={
            entry.id: entry for entry in sorted(records.products, key=lambda entry: entry.record.name.casefold())
        },
        metrics={entry.id: entry for entry in records.metrics},
        redirects=tuple(entry.record for entry in records.redirects),
        drafts=records.drafts,
        roots={family.id: roots.get(family.id, ()) for family in records.families},
        children=_group((task.record.parent, task) for task in tasks.values() if task.record.parent),
        task_models=_group((task, model) for model in _newest_first(models.values()) for task in model.record.tasks),
        task_questions=_task_questions(questions.values()),
        backlinks=_backlinks(questions.values()),
        recommendations=_group(
            (pick.work, Recommendation(task, pick))
            for task in tasks.values()
            for pick in task.record.today
            if pick.work
        ),
        runners=_group(
            (inside, program)
            for program in models.values()
            if program.record.program
            for inside in program.record.program.models
        ),
        results=_group(
            (result.benchmark, Measured(model, result)) for model in models.values() for result in model.record.results
        ),
        meetings=_meetings(records, tasks.values()),
        task_examples=_group((entry.record.task, entry) for entry in examples),
        model_examples=_group((entry.record.model, entry) for entry in examples if entry.record.model),
        media={path: media for path, media in records.media.items() if media},
        similar=_similar(models.values()),
    )


def _by_name(entry: Entry[Model]) -> tuple[str, str]:
    return entry.record.name.casefold(), entry.id


def _by_standing(entry: Entry[Model]) -> int:
    standing = entry.record.standing
    if standing is None:
        return _NO_STANDING
    return 0 if standing.status is Status.CURRENT else _NO_STANDING + list(Status).index(standing.status)


def _newest_first(models: Iterable[Entry[Model]]) -> list[Entry[Model]]:
    by_name = sorted(models, key=_by_name)
    return sorted(by_name, key=lambda entry: entry.record.published, reverse=True)


def _group(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _task_questions(questions: Iterable[Entry[Question]]) -> dict[str, tuple[Entry[Question], ...]]:
    ranked = [(rank > 0, task, question) for question in questions for rank, task in enumerate(question.record.tasks)]
    return _group((task, question) for _, task, question in sorted(ranked, key=lambda row: row[0]))


def _meetings(records: Records, tasks: Iterable[Entry[Task]]) -> dict[str, tuple[Meeting, ...]]:
    """Group by product, tasks in the order of the families."""
    order = [family.id for family in records.families]
    of_families = sorted(tasks, key=lambda task: order.index(task.record.family))
    return _group((met.product, Meeting(task, met)) for task in of_families for met in task.record.met_in)


def _backlinks(questions: Iterable[Entry[Question]]) -> dict[str, tuple[Backlink, ...]]:
    order = list(Role)
    found = [(use.id, Backlink(question, use)) for question in questions for use in question.record.models]
    return _group(sorted(found, key=lambda pair: order.index(pair[1].use.role)))


def _similar(models: Iterable[Entry[Model]]) -> dict[str, tuple[Entry[Model], ...]]:
    """Find neighbours in time among the records of the same kind and main task."""
    peers = _group((f"{model.record.tasks[0]} {model.record.kind}", model) for model in _newest_first(models))
    similar = {}
    for group in peers.values():
        for position, model in enumerate(group):
            first = max(0, min(position - SIMILAR_MODELS // 2, len(group) - SIMILAR_MODELS - 1))
            window = group[first : first + SIMILAR_MODELS + 1]
            similar[model.id] = tuple(peer for peer in window if peer is not model)
    return similar


def _explained(term: Entry[Term]) -> Explained:
    """Give a term as texts are searched for it."""
    return Explained(term.id, (term.record.name, *term.record.forms), term.record.explanation)
