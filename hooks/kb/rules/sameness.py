"""One thing has one record: no work twice, no two pages of one title, no wording twice."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kb.content.papers import bare_paper
from kb.rules.base import Catalogue, Rule
from kb.text.normal_form import normal_address, normal_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kb.content.problems import Problem
    from kb.content.records import Entry
    from kb.content.schema import Model
    from kb.content.yamltree import Path


def check_works(catalogue: Catalogue) -> Iterator[Problem]:
    """No two records are of one work: none shares its name, and none its paper or code unless something sets the two apart."""
    yield from _titled_twice(catalogue.records.models, "name", "work")
    for field in ("paper", "code"):
        places: dict[tuple[str, str], list[Entry[Model]]] = defaultdict(list)
        for entry in catalogue.records.models:
            if address := _address(entry.record, field):
                earlier = places[entry.record.kind, address]
                if other := next((one for one in earlier if _is_one(one.record, entry.record, field)), None):
                    message = f"{other.file} has the same {field}, so this seems to be the same work."
                    tip = "Add what is new to that record. If these are two works, say what sets them apart: the weights of each."
                    yield entry.problem((field,), "same-work", message, tip)
                earlier.append(entry)


def check_titles(catalogue: Catalogue) -> Iterator[Problem]:
    """No two pages have one title, whatever its case, spaces and dashes."""
    yield from _titled_twice(catalogue.records.questions, "title", "question")
    yield from _titled_twice(catalogue.records.tasks, "name", "task")


def check_wordings(catalogue: Catalogue) -> Iterator[Problem]:
    """A record says each wording once."""
    for entry in catalogue.records.questions:
        yield from _said_twice(entry, "also_asked", entry.record.also_asked)
    for task in catalogue.records.tasks:
        yield from _said_twice(task, "aliases", task.record.aliases)


def _titled_twice(entries: Iterable[Entry[Any]], field: str, kind: str) -> Iterator[Problem]:
    first: dict[str, Entry[Any]] = {}
    for entry in entries:
        title = getattr(entry.record, field)
        other = first.setdefault(normal_form(title) or title, entry)
        if other is not entry:
            message = f"{other.file} has the same {field}."
            tip = f"If it is the same {kind}, add what is new there and delete this file. Otherwise say here what differs."
            yield entry.problem((field,), "same-title", message, tip)


def _said_twice(entry: Entry[Any], field: str, wordings: Iterable[str]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for position, wording in enumerate(wordings):
        path: Path = (field, position)
        form = normal_form(wording) or wording
        if form in first:
            message = f"This says the same as “{first[form][:80]}” above."
            yield entry.problem(path, "same-wording", message, "Delete one of them.")
        first.setdefault(form, wording)


def _is_one(one: Model, other: Model, shared: str) -> bool:
    """Tell whether nothing sets two records apart that share a paper or code. Many works may be in one repository, for other tasks."""
    apart = ("weights", "data") if shared == "paper" else ("paper", "weights", "data")
    if any(
        _address(one, field) != _address(other, field)
        for field in apart
        if _address(one, field) and _address(other, field)
    ):
        return False
    return shared == "paper" or one.tasks[0] == other.tasks[0]


def _address(model: Model, field: str) -> str | None:
    value = getattr(model, field)
    if value is None:
        return None
    return normal_address(bare_paper(value) if field == "paper" else value.url)


RULES = (
    Rule("one-work", "No two records are of one work.", ("same-work", "same-title"), check_works),
    Rule("one-title", "No two pages have one title.", ("same-title",), check_titles),
    Rule("one-wording", "A record says each wording once.", ("same-wording",), check_wordings),
)
