"""What a rule is, and what rules can look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin, get_type_hints

from kb.content.fields import Dated, Outward, PlainText, Prose, Refers
from kb.content.schema import Record, record_in
from kb.content.yamltree import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Mapping as MappingType

    from kb.content.problems import Problem
    from kb.content.records import Entry, Records
    from kb.content.schema import Model, Task
    from kb.content.yamltree import Node, Path

Marker = Dated | Refers | Outward | Prose | PlainText


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a rule sees: all records, found by kind and id, the day of the check, and the last day that dates may hold."""

    records: Records
    today: dt.date
    latest: dt.date
    by_kind: MappingType[str, MappingType[str, Entry[Any]]] = field(default_factory=dict)

    @classmethod
    def of(cls, records: Records, today: dt.date, latest: dt.date | None = None) -> Catalogue:
        """Index records by kind and id.

        Args:
            records: all of them.
            today: the day that ages are judged by.
            latest: the last day that dates may hold, where that is later: builds judge ages by the day of the commit.
        """
        groups: dict[str, tuple[Entry[Any], ...]] = {
            "modality": records.modalities,
            "family": records.families,
            "licence": records.licences,
            "product": records.products,
            "term": records.terms,
            "metric": records.metrics,
            "task": records.tasks,
            "model": records.models,
            "question": records.questions,
        }
        by_kind = {kind: {entry.id: entry for entry in group} for kind, group in groups.items()}
        return cls(records, today, max(today, latest or today), by_kind)

    def task(self, task_id: str) -> Task | None:
        """Give a task, or None where it does not exist or can't be read."""
        entry = self.by_kind["task"].get(task_id)
        return entry.record if entry else None

    def model(self, model_id: str) -> Model | None:
        """Give a model, or None where it does not exist or can't be read."""
        entry = self.by_kind["model"].get(model_id)
        return entry.record if entry else None

    def is_there(self, kind: str, record_id: str) -> bool:
        """Tell whether a record is known to exist, readable or not."""
        return record_id in self.by_kind[kind] or (kind, record_id) in self.records.broken

    def exists(self, kind: str, record_id: str) -> bool:
        """Tell whether a record may be referred to. Where some of its kind could not even be told, any may."""
        return self.is_there(kind, record_id) or (kind, "") in self.records.broken


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is demanded of the content.

    ``check`` looks at the whole catalogue and gives problems whose ``rule`` is among ``reports``.
    """

    name: str
    description: str
    reports: tuple[str, ...]
    check: Callable[[Catalogue], Iterable[Problem]]


def marked_values(record: Record, at: Path = ()) -> Iterator[tuple[Path, str, Marker]]:
    """Give every value of a record whose type carries a marker, with its path."""
    for name, shape in _shapes(type(record)):
        yield from _marked(getattr(record, name), shape, (*at, name))


def marked_scalars(node: Node, hint: Any) -> Iterator[tuple[Scalar, Marker]]:
    """Give every value of a tree whose type carries a marker, even where the tree is not a valid record.

    Args:
        node: a record, or a list of records, as it stands in its file.
        hint: the record's type.
    """
    record = record_in(hint)
    if isinstance(node, Mapping):
        for key, value in node.entries.values() if record else ():
            if record and key.value in record.model_fields:
                yield from marked_scalars(value, _hints(record)[key.value])
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from marked_scalars(item, _item_hint(hint) or hint)
    elif record is None:
        yield from ((node, marker) for marker in _markers(hint))


@cache
def markers_at(record_type: type[Record], path: tuple[str, ...]) -> tuple[Marker, ...]:
    """Give the markers of the type that a path of field names leads to; none where it leads nowhere."""
    hint: Any = record_type
    for name in path:
        record = record_in(hint)
        if record is None or name not in record.model_fields:
            return ()
        hint = _hints(record)[name]
    return tuple(_markers(hint))


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a rule must know of a field's type: its markers, and the shape of its items where it holds several."""

    markers: tuple[Marker, ...]
    item: _Shape | None
    holds_records: bool


@cache
def _shapes(record_type: type[Record]) -> tuple[tuple[str, _Shape], ...]:
    """Give the fields that hold something marked, or records that may. Types are taken apart once, not for every value."""
    shapes = ((name, _shape(hint)) for name, hint in _hints(record_type).items())
    return tuple((name, shape) for name, shape in shapes if _matters(shape))


def _shape(hint: Any) -> _Shape:
    item = _item_hint(hint)
    return _Shape(tuple(_markers(hint)), _shape(item) if item else None, record_in(hint) is not None)


def _matters(shape: _Shape) -> bool:
    return bool(shape.markers) or shape.holds_records or (shape.item is not None and _matters(shape.item))


@cache
def _hints(record_type: type[Record]) -> dict[str, Any]:
    hints = get_type_hints(record_type, include_extras=True)
    return {name: hints[name] for name in record_type.model_fields}


def _marked(value: Any, shape: _Shape, path: Path) -> Iterator[tuple[Path, str, Marker]]:
    if isinstance(value, str):
        for marker in shape.markers:
            yield path, value, marker
    elif isinstance(value, tuple):
        if shape.item:
            for position, item in enumerate(value):
                yield from _marked(item, shape.item, (*path, position))
    elif isinstance(value, Record):
        yield from marked_values(value, path)


def _item_hint(hint: Any) -> Any:
    """Give what a tuple holds, through Annotated and unions."""
    if get_origin(hint) is tuple:
        return get_args(hint)[0]
    inner = get_args(hint)[:1] if get_origin(hint) is Annotated else get_args(hint)
    return next(filter(None, map(_item_hint, inner)), None)


def _markers(hint: Any) -> list[Marker]:
    if get_origin(hint) is Annotated:
        base, *extras = get_args(hint)
        return [extra for extra in extras if isinstance(extra, Marker)] + _markers(base)
    return [marker for argument in get_args(hint) for marker in _markers(argument)]
