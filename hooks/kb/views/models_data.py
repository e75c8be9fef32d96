"""What the filters of the table of models load: all works in few characters, in the order in which they are shown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kb.content.schema import RUNNABLE
from kb.search.words import terms
from kb.text.document import plain_text
from kb.views.example import task_thumbnail
from kb.views.models_index import commercial_use, families_of, in_order, standings_of
from kb.views.pieces import licence_words, resources
from kb.views.wording import KIND_NAMES, STANDING_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.content.records import Entry
    from kb.content.schema import Licensed, Model, Task
    from kb.knowledge.link import Knowledge

PATH = "models/table.json"


def models_data(kb: Knowledge) -> str:
    """Give, as JSON, each work with what it is found by and what its row shows.

    ``tasks``, ``modalities``, ``kinds``, ``licences`` and ``standings`` hold names by ids; ``works`` have a list each, in the order of
    ``fields``. Words are given as the search's own terms, so that the field finds what the search would.
    """
    data = {
        "tasks": {task.id: _task(kb, task) for task in kb.tasks.values() if kb.task_models.get(task.id)},
        "modalities": {entry.id: entry.record.name for entry in kb.modalities.values()},
        "kinds": KIND_NAMES,
        "licences": _licences(kb),
        "standings": STANDING_WORDS,
        "runnable": RUNNABLE,
        "fields": list(_work(kb, in_order(kb)[0])) if kb.models else [],
        "works": [list(_work(kb, entry).values()) for entry in in_order(kb)],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _task(kb: Knowledge, task: Entry[Task]) -> list[str]:
    thumbnail = task_thumbnail(kb, task.id)
    return [task.record.name, thumbnail.src if thumbnail else "", _terms((task.record.name, *task.record.aliases))]


def _licences(kb: Knowledge) -> dict[str, str]:
    """Give what is said of each licence, and of having none, by what ``_licence`` calls it."""
    parts = [(entry.record, part) for entry in kb.models.values() for part in _parts(entry.record).values()]
    said = {_licence(kb, model, part): licence_words(kb, model, part) for model, part in parts}
    return dict(sorted(said.items()))


def _licence(kb: Knowledge, model: Model, part: Licensed) -> str:
    """Give the id of a licence; where there is none, what is said of that."""
    return part.licence or licence_words(kb, model, part)


def _work(kb: Knowledge, entry: Entry[Model]) -> dict[str, Any]:
    model = entry.record
    return {
        "id": entry.id,
        "name": model.name,
        "kind": model.kind.value,
        "tasks": model.tasks,
        "families": families_of(kb, model),
        "inputs": kb.model_inputs(model),
        "outputs": kb.model_outputs(model),
        "year": int(model.published[:4]),
        "standings": standings_of(model),
        "commercial": commercial_use(kb, model),
        "licences": {what: _licence(kb, model, part) for what, part in _parts(model).items()},
        "links": {resource.what: resource.url for resource in resources(model)},
        "terms": _terms(_texts(entry)),
    }


def _parts(model: Model) -> dict[str, Licensed]:
    parts = {"Code": model.code, "Weights": model.weights, "Data": model.data}
    return {what: part for what, part in parts.items() if part}


def _texts(entry: Entry[Model]) -> Iterable[str]:
    """Give what a work is found by: its names, its summary, and the names of its variants."""
    model = entry.record
    yield from (model.name, entry.id.replace("-", " "), model.title or "", plain_text(model.summary))
    yield from model.identifiers.cnaps
    yield model.identifiers.hugging_face or ""
    yield from (variant.id for variant in model.variants)


def _terms(texts: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(term for text in texts for term in terms(text)))
