"""What the JSON API adds to the fields of each kind of record: what follows from the others, above all what points back."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 (pydantic reads the types of fields)
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from kb.content.fields import ModalityRef, ModelRef, Prose, Refers, TaskRef
from kb.content.papers import paper_url
from kb.content.schema import Role, Situation  # noqa: TC001 (pydantic reads the types of fields)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kb.content.records import Entry
    from kb.content.schema import (
        Example,
        Family,
        Licence,
        Licensed,
        Metric,
        Modality,
        Model,
        Product,
        Question,
        Task,
        Term,
    )
    from kb.knowledge.link import Knowledge

K = TypeVar("K")

QuestionRef = Annotated[str, Refers("question")]
ExampleRef = Annotated[str, Refers("example")]
_LICENSED = ("code", "weights", "data")
"""The parts of a work that have a licence each."""


class Added(BaseModel):
    """What is added to a record."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)


class UsedBy(Added):
    """A question that lists the work."""

    id: QuestionRef
    """The question's id."""
    role: Role
    """answers · alternative · component · background · cited (often named, but no good fit)."""
    variant: str | None = None
    """The variant that is meant, by its id."""


class PickedBy(Added):
    """A task that names the work as what to use today."""

    id: TaskRef
    """The task's id."""
    situation: Situation
    """laptop (without a graphics card), phone, best (the best to be had) or business (use to earn money)."""
    variant: str | None = None
    """The variant that is meant, by its id."""


class MetTask(Added):
    """A task that people meet in the product."""

    id: TaskRef
    """The task's id."""
    feature: str
    """What the product calls the feature."""
    certainty: Literal["known", "likely"]
    """known where the maker says that this task is behind it, else likely."""


class OfQuestion(Added):
    """What is added to a question."""

    body: Annotated[str, Prose()]
    """The answer in full. `[^id]` points to the source of that id."""
    as_of: dt.date
    """The day on which the answer was last read as a whole."""


class OfTask(Added):
    """What is added to a task."""

    narrower: tuple[TaskRef, ...]
    """Tasks that are a part of this one."""
    works: tuple[ModelRef, ...]
    """Models, data sets, programs and other works; current ones first, then the newest, those of the past last."""
    questions: tuple[QuestionRef, ...]
    """Questions that it is behind; those whose main task it is come first."""
    examples: tuple[ExampleRef, ...]
    """What goes in and what comes out, to look at or listen to."""
    as_of: dt.date | None
    """The latest day on which somebody looked at a source of what to use today or of where it is met."""


class OfModel(Added):
    """What is added to a model or another work."""

    inputs: tuple[ModalityRef, ...]
    """What it needs: its own word, else what its main task needs."""
    outputs: tuple[ModalityRef, ...]
    """What it yields: its own word, else what its main task yields."""
    paper_url: str | None
    """The address of its paper."""
    questions: tuple[UsedBy, ...]
    """Questions that list it, and in which role."""
    picked_by: tuple[PickedBy, ...]
    """Tasks that name it as what to use today, and when."""
    run_by: tuple[ModelRef, ...]
    """Programs that run it."""
    measured: tuple[ModelRef, ...]
    """For benchmarks and data sets: works whose results on it are known."""
    examples: tuple[ExampleRef, ...]
    """Examples that it made."""
    as_of: dt.date
    """The day on which its sources were last read."""


class OfExample(Added):
    """What is added to an example."""

    as_of: dt.date
    """The day on which it was made."""


class OfTerm(Added):
    """What is added to a word of the field: nothing yet."""


class OfProduct(Added):
    """What is added to a product."""

    tasks: tuple[MetTask, ...]
    """Tasks that people meet in it, and as which feature."""
    questions: tuple[QuestionRef, ...]
    """Questions that are about it."""


class OfMetric(Added):
    """What is added to a measure."""

    tasks: tuple[TaskRef, ...]
    """Tasks that are measured by it."""


class OfFamily(Added):
    """What is added to a family."""

    tasks: tuple[TaskRef, ...]
    """Its tasks, each followed by its narrower ones."""


class OfModality(Added):
    """What is added to a modality."""

    taken_by: tuple[TaskRef, ...]
    """Tasks that need it."""
    yielded_by: tuple[TaskRef, ...]
    """Tasks that yield it."""


class OfLicence(Added):
    """What is added to a licence."""

    code: tuple[ModelRef, ...]
    """Works whose code is under it."""
    weights: tuple[ModelRef, ...]
    """Works whose checkpoints are under it."""
    data: tuple[ModelRef, ...]
    """Works whose data are under it."""


@dataclass(frozen=True, slots=True)
class Relations:
    """The linked records, and what else points back."""

    kb: Knowledge
    product_questions: Mapping[str, list[str]]
    metric_tasks: Mapping[str, list[str]]
    takers: Mapping[str, list[str]]
    """Tasks, by the modality that they take."""
    yielders: Mapping[str, list[str]]
    """Tasks, by the modality that they yield."""
    licensed: Mapping[tuple[str, str], list[str]]
    """Works, by the part that is under a licence (``code``) and the licence."""


def relate(kb: Knowledge) -> Relations:
    """Gather what points back and is not linked yet."""
    tasks = kb.tasks.values()
    about = ((one.record.product, one.id) for one in kb.questions.values() if one.record.product)
    return Relations(
        kb=kb,
        product_questions=_grouped(about),
        metric_tasks=_grouped((metric, task.id) for task in tasks for metric in task.record.metrics),
        takers=_grouped((modality, task.id) for task in tasks for modality in task.record.inputs),
        yielders=_grouped((modality, task.id) for task in tasks for modality in task.record.outputs),
        licensed=_grouped(pair for model in kb.models.values() for pair in _licensed(model)),
    )


def of_question(_: Relations, question: Entry[Question]) -> OfQuestion:
    """Say what is added to a question."""
    return OfQuestion(body=question.body.strip(), as_of=question.record.reviewed)


def of_task(relations: Relations, task: Entry[Task]) -> OfTask:
    """Say what is added to a task."""
    kb = relations.kb
    days = (*(pick.date for pick in task.record.today), *(met.date for met in task.record.met_in if met.date))
    return OfTask(
        narrower=_ids(kb.children.get(task.id, ())),
        works=_ids((*kb.task_works(task.id), *kb.task_programs(task.id))),
        questions=_ids(kb.task_questions.get(task.id, ())),
        examples=_ids(kb.task_examples.get(task.id, ())),
        as_of=max(days, default=None),
    )


def of_model(relations: Relations, model: Entry[Model]) -> OfModel:
    """Say what is added to a model or another work."""
    kb, record = relations.kb, model.record
    return OfModel(
        inputs=kb.model_inputs(record),
        outputs=kb.model_outputs(record),
        paper_url=paper_url(record.paper) if record.paper else None,
        questions=tuple(
            UsedBy(id=link.question.id, role=link.use.role, variant=link.use.variant)
            for link in kb.backlinks.get(model.id, ())
        ),
        picked_by=tuple(
            PickedBy(id=one.task.id, situation=one.pick.situation, variant=one.pick.variant)
            for one in kb.recommendations.get(model.id, ())
        ),
        run_by=_ids(kb.runners.get(model.id, ())),
        measured=tuple(dict.fromkeys(one.work.id for one in kb.results.get(model.id, ()))),
        examples=_ids(kb.model_examples.get(model.id, ())),
        as_of=record.checked.date,
    )


def of_example(_: Relations, example: Entry[Example]) -> OfExample:
    """Say what is added to an example."""
    return OfExample(as_of=example.record.date)


def of_term(_: Relations, __: Entry[Term]) -> OfTerm:
    """Say what is added to a word of the field."""
    return OfTerm()


def of_product(relations: Relations, product: Entry[Product]) -> OfProduct:
    """Say what is added to a product."""
    return OfProduct(
        tasks=tuple(
            MetTask(id=meeting.task.id, feature=meeting.met.feature, certainty=meeting.met.certainty)
            for meeting in relations.kb.meetings.get(product.id, ())
        ),
        questions=tuple(relations.product_questions.get(product.id, ())),
    )


def of_metric(relations: Relations, metric: Entry[Metric]) -> OfMetric:
    """Say what is added to a measure."""
    return OfMetric(tasks=tuple(relations.metric_tasks.get(metric.id, ())))


def of_family(relations: Relations, family: Entry[Family]) -> OfFamily:
    """Say what is added to a family."""
    return OfFamily(tasks=_ids(relations.kb.family_tasks(family.id)))


def of_modality(relations: Relations, modality: Entry[Modality]) -> OfModality:
    """Say what is added to a modality."""
    return OfModality(
        taken_by=tuple(relations.takers.get(modality.id, ())), yielded_by=tuple(relations.yielders.get(modality.id, ()))
    )


def of_licence(relations: Relations, licence: Entry[Licence]) -> OfLicence:
    """Say what is added to a licence."""
    code, weights, data = (tuple(relations.licensed.get((part, licence.id), ())) for part in _LICENSED)
    return OfLicence(code=code, weights=weights, data=data)


def _ids(entries: Iterable[Entry[Any]]) -> tuple[str, ...]:
    return tuple(entry.id for entry in entries)


def _licensed(model: Entry[Model]) -> Iterable[tuple[tuple[str, str], str]]:
    for part in _LICENSED:
        licensed: Licensed | None = getattr(model.record, part)
        if licensed and licensed.licence:
            yield (part, licensed.licence), model.id


def _grouped(pairs: Iterable[tuple[K, str]]) -> Mapping[K, list[str]]:
    groups: dict[K, list[str]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups
