"""What the lists of all models and works show: the newest, the parts of each family, and what the filters offer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from kb.content.schema import RUNNABLE, CommercialUse, ModelKind, Status
from kb.views.addresses import MODELS, address_of, url_of
from kb.views.cuts import cuts, part_path
from kb.views.example import task_thumbnail
from kb.views.pieces import (
    Evidence,
    LicenceLine,
    Link,
    Part,
    Resource,
    Signature,
    evidence,
    licence_lines,
    resources,
    signature,
    task_link,
)
from kb.views.view import View
from kb.views.wording import KIND_NAMES, STANDING_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kb.content.records import Entry
    from kb.content.schema import Model
    from kb.knowledge.link import Knowledge

ROWS = 40
"""No page shows more rows, however many works there are."""
FREQUENT_LICENCES = 6
"""So many licences stand before the long list of all."""
NOT_PAST = "not-past"
"""What the filter calls works that are current or that nobody has judged."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a filter offers."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """Choices that belong together, under a heading or none."""

    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """A list to choose from."""

    id: str
    label: str
    groups: tuple[ChoiceGroup, ...]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelsView(View):
    """The newest of all models and works, the way to all others, and what the filters offer."""

    kind: ClassVar[str] = "models"
    works: int
    filters: tuple[Filter, ...]
    rows: tuple[ModelRow, ...]
    parts: tuple[Part, ...]
    """The families, with how many works each has."""
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelsPartView(View):
    """Some of the works of a family: those of today, and those of the past, which are folded away."""

    kind: ClassVar[str] = "models-part"
    family: Link
    filtered: str
    """The address at which the family can be filtered and sorted."""
    works: int
    number: int
    rows: tuple[ModelRow, ...]
    past: tuple[ModelRow, ...]
    pages: tuple[str, ...]
    """The addresses of the family's parts, this one among them."""
    parts: tuple[Part, ...]

    @property
    def card_address(self) -> str:
        """Parts are shared with the card of the whole."""
        return MODELS


def models_view(kb: Knowledge) -> ModelsView:
    """Make the view of the first page."""
    return ModelsView(
        path="models/index.md",
        title="All models",
        description=f"{len(kb.models)} models, programs, data sets, benchmarks and studies, to filter by task, licence, year and more.",
        source="catalog/models",
        works=len(kb.models),
        filters=_filters(kb),
        rows=tuple(_row(kb, model) for model in in_order(kb)[:ROWS] if not model.record.is_past),
        parts=_parts(_by_family(kb), kb),
        evidence=evidence(kb),
    )


def models_part_views(kb: Knowledge) -> Iterator[ModelsPartView]:
    """Make the views of all parts: the works of each family, on as many pages as they need."""
    by_family = _by_family(kb)
    for family, models in by_family.items():
        name = kb.families[family].record.name
        for part in cuts(f"models/by/{family}", models, ROWS):
            yield ModelsPartView(
                path=part.path,
                title=f"Models: {name}{part.of}",
                description=f"{len(models)} models, programs, data sets and studies of the family “{name}”{part.of}.",
                source="catalog/models",
                family=Link(name, address_of("family", family)),
                filtered=f"{MODELS}?family={family}",
                works=len(models),
                number=part.number,
                rows=tuple(_row(kb, model) for model in part.entries if not model.record.is_past),
                past=tuple(_row(kb, model) for model in part.entries if model.record.is_past),
                pages=part.pages,
                parts=_parts(by_family, kb),
            )


def in_order(kb: Knowledge) -> list[Entry[Model]]:
    """Sort all works: current ones, those that nobody has judged, those of the past; the newest of each first."""
    return sorted(kb.models.values(), key=lambda entry: (_rank(entry.record), -int(entry.record.published[:4])))


def families_of(kb: Knowledge, model: Model) -> list[str]:
    """Give the families of a work's tasks."""
    return list(dict.fromkeys(kb.tasks[task].record.family for task in model.tasks))


def standings_of(model: Model) -> list[str]:
    """Give what the filter for standings finds a work by."""
    return ([] if model.is_past else [NOT_PAST]) + ([model.standing.status.value] if model.standing else [])


def licences_of(model: Model) -> list[str | None]:
    """Give the licence of each part of a work that one can get; None where it is not confirmed."""
    return [part.licence for part in (model.code, model.weights, model.data) if part]


def commercial_use(kb: Knowledge, model: Model) -> list[str]:
    """Give what the filter for business use finds a work by: nothing where a part forbids it, or where that is not confirmed."""
    uses = [kb.licences[licence].record.commercial if licence else CommercialUse.NO for licence in licences_of(model)]
    if not uses or CommercialUse.NO in uses:
        return []
    conditions = CommercialUse.CONDITIONS.value
    return [conditions] if CommercialUse.CONDITIONS in uses else [CommercialUse.YES.value, conditions]


def _rank(model: Model) -> int:
    if model.is_past:
        return 2
    return 0 if model.standing and model.standing.status is Status.CURRENT else 1


def _by_family(kb: Knowledge) -> dict[str, list[Entry[Model]]]:
    found: dict[str, list[Entry[Model]]] = {family: [] for family in kb.families}
    for model in in_order(kb):
        for family in families_of(kb, model.record):
            found[family].append(model)
    return {family: models for family, models in found.items() if models}


def _parts(by_family: Mapping[str, Sequence[Entry[Model]]], kb: Knowledge) -> tuple[Part, ...]:
    return tuple(
        Part(kb.families[family].record.name, url_of(part_path(f"models/by/{family}", 1)), len(models))
        for family, models in by_family.items()
    )


def _filters(kb: Knowledge) -> tuple[Filter, ...]:
    models = [entry.record for entry in kb.models.values()]
    modalities = [(entry.id, entry.record.name) for entry in kb.modalities.values()]
    families = {family for model in models for family in families_of(kb, model)}
    kinds = {model.kind for model in models}
    years = sorted({model.published[:4] for model in models}, reverse=True)
    return (
        _filter(
            "family", "Subject", [(id_, entry.record.name) for id_, entry in kb.families.items() if id_ in families]
        ),
        Filter("task", "Task", tuple(_tasks(kb, families))),
        _filter("input", "Input", modalities),
        _filter("output", "Output", modalities),
        _filter("kind", "Kind", [(kind.value, KIND_NAMES[kind]) for kind in ModelKind if kind in kinds]),
        _filter(
            "commercial",
            "May be used commercially",
            [(CommercialUse.YES.value, "Yes"), (CommercialUse.CONDITIONS.value, "Yes, or on conditions")],
        ),
        Filter("licence", "Licence", tuple(_licences(kb, models))),
        _filter("year", "Year", [(year, year) for year in years]),
        _filter("standing", "Standing", _standings(models)),
    )


def _tasks(kb: Knowledge, families: Iterable[str]) -> Iterator[ChoiceGroup]:
    """Give the tasks that have works, under their families."""
    for family in (id_ for id_ in kb.families if id_ in families):
        tasks = [task for task in kb.tasks.values() if task.record.family == family and kb.task_models.get(task.id)]
        if tasks:
            choices = tuple(Choice(task.id, task.record.name) for task in tasks)
            yield ChoiceGroup(kb.families[family].record.name, choices)


def _licences(kb: Knowledge, models: Iterable[Model]) -> Iterator[ChoiceGroup]:
    """Give the licences that works have: those that most have, then the others."""
    counts = Counter(licence for model in models for licence in set(licences_of(model)) if licence)
    frequent = sorted(counts, key=lambda licence: (-counts[licence], licence))[:FREQUENT_LICENCES]
    for label, licences in (("Most frequent", frequent), ("Others", sorted(counts.keys() - set(frequent)))):
        if licences:
            yield ChoiceGroup(label, tuple(Choice(id_, kb.licences[id_].record.name) for id_ in licences))


def _standings(models: list[Model]) -> list[tuple[str, str]]:
    """Give the standings that works have; those of the past are also named all at once by their opposite."""
    used = {model.standing.status for model in models if model.standing}
    return [
        (NOT_PAST, "Not of the past"),
        *((status.value, STANDING_WORDS[status]) for status in Status if status in used),
    ]


def _filter(filter_id: str, label: str, choices: list[tuple[str, str]]) -> Filter:
    return Filter(filter_id, label, (ChoiceGroup("", tuple(Choice(value, words) for value, words in choices)),))


def _row(kb: Knowledge, model: Entry[Model]) -> ModelRow:
    record = model.record
    thumbnail = task_thumbnail(kb, record.tasks[0])
    is_runnable = record.kind in RUNNABLE
    return ModelRow(
        name=record.name,
        address=address_of("model", model.id),
        thumbnail=thumbnail.src if thumbnail else None,
        kind=KIND_NAMES[record.kind],
        tasks=tuple(task_link(kb, task) for task in record.tasks),
        signature=signature(kb, kb.model_inputs(record), kb.model_outputs(record)) if is_runnable else None,
        year=record.published[:4],
        standing=STANDING_WORDS[record.standing.status] if record.standing else None,
        licences=licence_lines(kb, record),
        resources=resources(record),
    )
