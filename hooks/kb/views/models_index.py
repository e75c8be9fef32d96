"""What the table of all models and works shows, and what its filters need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from kb.content.schema import RUNNABLE, ModelKind, Status
from kb.views.addresses import address_of
from kb.views.example import task_thumbnail
from kb.views.pieces import LicenceLine, Link, Resource, Signature, licence_lines, resources, signature, task_link
from kb.views.view import View
from kb.views.wording import KIND_NAMES, STANDING_WORDS

if TYPE_CHECKING:
    from kb.content.records import Entry
    from kb.content.schema import Model
    from kb.knowledge.link import Knowledge

NOT_PAST = "not-past"
"""What the filter calls works that are current or that nobody has judged."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a filter offers."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Filter:
    """A list to choose from."""

    id: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Keys:
    """What the filters look at: ids, several of a kind with spaces between them."""

    task: str
    input: str
    output: str
    kind: str
    licence: str
    year: str
    standing: str
    code: str
    weights: str


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A work in the table."""

    name: str
    address: str
    thumbnail: str | None
    """A small picture of what its main task does."""
    kind: str
    tasks: tuple[Link, ...]
    signature: Signature | None
    year: str
    standing: str | None
    licences: tuple[LicenceLine, ...]
    resources: tuple[Resource, ...]
    keys: Keys


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelsView(View):
    """All models and works."""

    kind: ClassVar[str] = "models"
    filters: tuple[Filter, ...]
    rows: tuple[ModelRow, ...]


def models_view(kb: Knowledge) -> ModelsView:
    """Make the view of the table of all models."""
    return ModelsView(
        path="models/index.md",
        title="All models",
        description=f"{len(kb.models)} models, programs, data sets, benchmarks and studies, to filter by task, licence, year and more.",
        source="catalog/models",
        filters=_filters(kb),
        rows=tuple(_row(kb, model) for model in kb.models.values()),
    )


def _filters(kb: Knowledge) -> tuple[Filter, ...]:
    models = [entry.record for entry in kb.models.values()]
    modalities = [(entry.id, entry.record.name) for entry in kb.modalities.values()]
    tasks = [(task.id, task.record.name) for task in kb.tasks.values() if kb.task_models.get(task.id)]
    kinds = {model.kind for model in models}
    licences = sorted({licence for model in models for licence in _licences(model)})
    years = sorted({model.published[:4] for model in models}, reverse=True)
    return (
        _filter("task", "Task", tasks),
        _filter("input", "Input", modalities),
        _filter("output", "Output", modalities),
        _filter("kind", "Kind", [(kind.value, KIND_NAMES[kind]) for kind in ModelKind if kind in kinds]),
        _filter("licence", "Licence", [(licence, kb.licences[licence].record.name) for licence in licences]),
        _filter("year", "Year", [(year, year) for year in years]),
        _filter("standing", "Standing", _standings(models)),
    )


def _standings(models: list[Model]) -> list[tuple[str, str]]:
    """Give the standings that works have; those of the past are also named all at once by their opposite."""
    used = {model.standing.status for model in models if model.standing}
    return [
        (NOT_PAST, "Not of the past"),
        *((status.value, STANDING_WORDS[status]) for status in Status if status in used),
    ]


def _standing_keys(model: Model) -> str:
    keys = ([] if model.is_past else [NOT_PAST]) + ([model.standing.status.value] if model.standing else [])
    return " ".join(keys)


def _filter(filter_id: str, label: str, choices: list[tuple[str, str]]) -> Filter:
    return Filter(filter_id, label, tuple(Choice(value, words) for value, words in choices))


def _row(kb: Knowledge, model: Entry[Model]) -> ModelRow:
    record = model.record
    inputs, outputs = kb.model_inputs(record), kb.model_outputs(record)
    thumbnail = task_thumbnail(kb, record.tasks[0])
    return ModelRow(
        name=record.name,
        address=address_of("model", model.id),
        thumbnail=thumbnail.src if thumbnail else None,
        kind=KIND_NAMES[record.kind],
        tasks=tuple(task_link(kb, task) for task in record.tasks),
        signature=signature(kb, inputs, outputs) if record.kind in RUNNABLE else None,
        year=record.published[:4],
        standing=STANDING_WORDS[record.standing.status] if record.standing else None,
        licences=licence_lines(kb, record),
        resources=resources(record),
        keys=Keys(
            task=" ".join(record.tasks),
            input=" ".join(inputs),
            output=" ".join(outputs),
            kind=record.kind.value,
            licence=" ".join(_licences(record)),
            year=record.published[:4],
            standing=_standing_keys(record),
            code="yes" if record.code else "",
            weights="yes" if record.weights else "",
        ),
    )


def _licences(model: Model) -> list[str]:
    """Give the ids of all licences that a record names."""
    parts = (model.code, model.weights, model.data)
    return list(dict.fromkeys(part.licence for part in parts if part and part.licence))
