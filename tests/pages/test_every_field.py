"""A field that is accepted is shown: every field of the schema reaches a page, or is named here as internal, with the reason.

All texts, addresses and dates of the small content get a mark each, and the pages are searched for it. What takes one of a few values
(choices, ids, yes or no) gets another one, and a page must differ.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from jinja2 import UndefinedError

from kb.content.fields import Refers
from kb.content.records import Entry, Records
from kb.content.schema import FILED_RECORDS, LISTED_RECORDS, Record, record_in
from kb.knowledge.link import link
from kb.pages.render import make_pages
from kb.rules.base import markers_at
from kb.rules.check import check
from kb.text.document import MarkdownText
from tests.conftest import TODAY
from tests.views.test_views import write_whole_content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

INTERNAL: dict[tuple[str, str], str] = {
    ("Waiver", "file"): "It tells the checks which warning is accepted.",
    ("Waiver", "rule"): "It tells the checks which warning is accepted.",
    ("Waiver", "why"): "It is for those who read the list of waivers.",
    ("Task", "draft"): "No page shows a draft; what is published has none.",
    ("Model", "draft"): "No page shows a draft; what is published has none.",
    ("Question", "draft"): "No page shows a draft; what is published has none.",
    ("Example", "draft"): "No page shows a draft; what is published has none.",
    ("Example", "tolerance"): "It tells whoever makes an example again how alike the files must be.",
    ("Workflow", "inputs"): "The steps show what goes in; the checks follow it from step to step.",
    ("Piece", "modality"): "What the file holds shows it; the checks compare it with the task.",
    ("Modality", "plural"): "For whoever writes records: no page names several yet.",
    ("Modality", "description"): "For whoever chooses one in the form or in kb new.",
    ("Term", "asked_as"): "It feeds the search.",
    ("TaskIdentifiers", "cnaps"): "It feeds the search and the import.",
}
"""Fields that no page shows, by record and field, and why."""
NOT_IN_THE_SMALL_CONTENT = {
    *(
        "Task.parent",
        "TaskIdentifiers.hugging_face",
        "Model.inputs",
        "Model.outputs",
        "Data.licence",
        "Model.training_data",
    ),
    *("ModelIdentifiers.cnaps_correction", "ModelIdentifiers.hugging_face", "Checked.unconfirmed", "ModelUse.variant"),
    *(
        "Example.variant",
        "Example.method",
        "Example.better",
        "Example.weights_licence",
        "Example.note",
        "Example.layout",
    ),
    *("Code.no_licence", "Weights.no_licence", "Data.no_licence", "Licence.asks"),
    *("Piece.language", "Piece.picture", "Piece.over", "Piece.changed", "PieceSource.author", "PieceSource.url"),
}
"""Fields that were there before this test, and that no record of the tests has. No new one may join them."""
FIRST_MARKED_DAY = dt.date(2024, 1, 1)


def all_fields(record: type[Record], seen: set[type[Record]]) -> Iterator[tuple[type[Record], str]]:
    if record in seen:
        return
    seen.add(record)
    for name, field in record.model_fields.items():
        inner = record_in(field.annotation)
        if inner is None:
            yield record, name
        else:
            yield from all_fields(inner, seen)


SEEN: set[type[Record]] = set()
FIELDS = [found for record in [*FILED_RECORDS.values(), *LISTED_RECORDS.values()] for found in all_fields(record, SEEN)]
NUMBER = {field: number for number, field in enumerate(FIELDS)}


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Records:
    root = tmp_path_factory.mktemp("fields") / "content"
    write_whole_content(root)
    checked = check(root, TODAY)
    assert [problem for problem in checked.problems if problem.level == "error"] == []
    return checked.records


def changed(value: Any, change: Callable[[type[Record], str, Any], Any]) -> Any:
    """Copy records with other values, wherever they are; nothing is validated anew."""
    if isinstance(value, Record):
        new = {}
        for name in type(value).model_fields:
            inner = getattr(value, name)
            is_leaf = (type(value), name) in NUMBER
            new[name] = (
                change(type(value), name, inner) if is_leaf and inner not in (None, ()) else changed(inner, change)
            )
        return value.model_copy(update=new)
    return tuple(changed(item, change) for item in value) if isinstance(value, tuple) else value


def with_change(records: Records, change: Callable[[type[Record], str, Any], Any]) -> Records:
    groups: dict[str, Any] = {}
    for group in fields(records):
        entries = getattr(records, group.name)
        if isinstance(entries, tuple) and entries and isinstance(entries[0], Entry):
            made = [replace(entry, record=changed(entry.record, change)) for entry in entries]
            groups[group.name] = tuple(
                replace(entry, id=entry.record.id) if isinstance(getattr(entry.record, "id", None), str) else entry
                for entry in made
            )
    return replace(records, **groups)


def pages_of(records: Records) -> Mapping[str, str]:
    return {page.path: f"{page.title} {page.description} {page.content}" for page in make_pages(link(records), TODAY)}


@cache
def mark(number: int) -> str:
    return f"zq{number}qz"


def marked(record: type[Record], name: str, value: Any) -> Any:
    """Give a value that can be found on a page; the value itself where there is none."""
    number = NUMBER[record, name]
    if isinstance(value, tuple):
        return tuple(marked(record, name, item) for item in value)
    if isinstance(value, dt.date):
        return FIRST_MARKED_DAY + dt.timedelta(days=number)
    if not isinstance(value, str) or isinstance(value, Enum) or is_chosen(record, name):
        return value
    if value.startswith("https://"):
        return f"https://example.org/{mark(number)}"
    return MarkdownText(f"{value} {mark(number)}") if isinstance(value, MarkdownText) else f"{value} {mark(number)}"


def is_chosen(record: type[Record], name: str) -> bool:
    """Tell whether a field takes one of a few values, or names something that must be there."""
    field = record.model_fields[name]
    hints = str(field.annotation) + str(field.metadata)
    refers = any(isinstance(marker, Refers) for marker in markers_at(record, (name,)))
    return (
        refers
        or "Literal" in hints
        or "pattern=" in hints
        or name in ("published", "paper", "file", "picture", "over", "situation")
    )


def ways_to_say(day: dt.date) -> list[str]:
    return [day.isoformat(), f"{day.day} {day:%B %Y}", f"{day:%B %Y}"]


@pytest.fixture(scope="module")
def marked_pages(records: Records) -> str:
    return "\n".join(pages_of(with_change(records, marked)).values())


@pytest.fixture(scope="module")
def plain_pages(records: Records) -> Mapping[str, str]:
    return pages_of(records)


def other_values(value: Any, records: Records, kind: str) -> list[Any]:
    """Give other values of the kind: other choices, the ids of other records."""
    if isinstance(value, tuple):
        return [(), *((other,) for other in other_values(value[0], records, kind))] if value else []
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, (int, float)):
        return [value + 1]
    if isinstance(value, Enum):
        return [choice for choice in type(value) if choice is not value]
    ids = {"modality": records.modalities, "family": records.families, "task": records.tasks, "model": records.models}
    more = {"licence": records.licences, "product": records.products, "metric": records.metrics, "term": records.terms}
    known = [entry.id for entry in (ids | more).get(kind, ())]
    return [other for other in known if other != value][:2] or ["1999", "up", "down", "another-one", "compare", None]


@pytest.mark.parametrize(("record", "name"), FIELDS, ids=[f"{record.__name__}.{name}" for record, name in FIELDS])
def test_every_field_is_shown(
    record: type[Record], name: str, records: Records, marked_pages: str, plain_pages: Mapping[str, str]
) -> None:
    if (record.__name__, name) in INTERNAL or f"{record.__name__}.{name}" in NOT_IN_THE_SMALL_CONTENT:
        return
    values = values_of(records, record, name)
    assert values, (
        f"No record of the tests has the field “{name}” of {record.__name__}. Give it to one, in tests/sites/."
    )
    number = NUMBER[record, name]
    if isinstance(values[0], dt.date):
        assert any(way in marked_pages for way in ways_to_say(marked(record, name, values[0]))), advice(record, name)
    elif marked(record, name, values[0]) != values[0]:
        assert mark(number) in marked_pages, advice(record, name)
    else:
        assert differs(record, name, values, records, plain_pages), advice(record, name)


def values_of(records: Records, record: type[Record], name: str) -> list[Any]:
    found: list[Any] = []

    def note(where: type[Record], field: str, value: Any) -> Any:
        if (where, field) == (record, name):
            found.append(value)
        return value

    with_change(records, note)
    return found


def differs(
    record: type[Record], name: str, values: list[Any], records: Records, plain_pages: Mapping[str, str]
) -> bool:
    """Tell whether another value of the field makes another page."""
    kind = next((marker.kind for marker in markers_at(record, (name,)) if isinstance(marker, Refers)), "")
    for other in other_values(values[0], records, kind):
        is_first = iter([True])

        def change(where: type[Record], field: str, value: Any, other: Any = other, is_first: Any = is_first) -> Any:
            return other if (where, field) == (record, name) and next(is_first, False) else value

        try:
            if pages_of(with_change(records, change)) != plain_pages:
                return True
        except (LookupError, AttributeError, TypeError, ValueError, UndefinedError):
            return True  # What is made of records that no check has seen may fail; so the field is read.
    return False


def advice(record: type[Record], name: str) -> str:
    return (
        f"No page shows the field “{name}” of {record.__name__}. Add it to the view in hooks/kb/views/ and to the template in "
        "hooks/kb/pages/templates/, or name it in INTERNAL with the reason."
    )


def test_what_is_called_internal_is_a_field() -> None:
    assert INTERNAL.keys() <= {(record.__name__, name) for record, name in FIELDS}
