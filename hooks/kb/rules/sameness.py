"""One thing has one record: no work twice, no two pages of one title, no wording twice."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kb.content.papers import bare_paper
from kb.rules.base import Catalogue, Rule, of_the_record
from kb.text.normal_form import normal_address, normal_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kb.content.problems import Problem
    from kb.content.records import Entry
    from kb.content.schema import Model, Question, Task
    from kb.content.yamltree import Path


def check_works(catalogue: Catalogue) -> Iterator[Problem]:
    """No two records are of one work: none shares its name, and none its paper or code unless something sets the two apart."""
    yield from _titled_twice(catalogue.records.models, "name", "work")
    told: set[str] = set()
    for field in ("paper", "code", "weights"):
        places: dict[tuple[str, str], list[Entry[Model]]] = defaultdict(list)
        for entry in catalogue.records.models:
            if address := _address(entry.record, field):
                earlier = places[entry.record.kind, address]
                other = next((one for one in earlier if _is_one(one.record, entry.record, field)), None)
                if other and entry.id not in told:
                    told.add(entry.id)
                    message = f"{other.file} has the same {field}, so this seems to be the same work."
                    tip = "Add what is new to that record. If these are two works, say what sets them apart: the weights of each."
                    yield entry.problem((field,), "same-work", message, tip)
                earlier.append(entry)


def check_titles(catalogue: Catalogue) -> Iterator[Problem]:
    """No two pages, and no two entries of a list, have one title, whatever its case, spaces and dashes."""
    records = catalogue.records
    yield from _titled_twice(records.questions, "title", "question")
    yield from _titled_twice(records.tasks, "name", "task")
    listed = {"family": records.families, "modality": records.modalities, "product": records.products}
    for kind, entries in (listed | {"metric": records.metrics, "term": records.terms}).items():
        yield from _titled_twice(entries, "name", kind)


def check_wordings(catalogue: Catalogue) -> Iterator[Problem]:
    """A record says each wording once, and names each source and variant once. No question goes by another's title."""
    records = catalogue.records
    titles = {_forms(entry)[0]: entry for entry in records.questions}
    for question in records.questions:
        yield from _twice_in_question(question)
        yield from _is_another(question, titles)
    for task in records.tasks:
        yield from _twice_in_task(task)
    for model in records.models:
        yield from _twice_in_model(model)


@of_the_record
def _twice_in_question(entry: Entry[Question]) -> Iterator[Problem]:
    own = {normal_form(words): words for words in (entry.record.question, entry.record.title)}
    yield from _said_twice(entry, "also_asked", entry.record.also_asked, own)
    yield from _named_twice(entry, ("sources",), ("url",), [source.url for source in entry.record.sources])


@of_the_record
def _twice_in_task(entry: Entry[Task]) -> Iterator[Problem]:
    yield from _said_twice(entry, "aliases", entry.record.aliases)


@of_the_record
def _twice_in_model(entry: Entry[Model]) -> Iterator[Problem]:
    yield from _said_twice(entry, "strengths", entry.record.strengths)
    yield from _said_twice(entry, "limits", entry.record.limits)
    yield from _said_twice(entry, "variants", [variant.id for variant in entry.record.variants], behind=("id",))
    yield from _named_twice(entry, ("checked", "sources"), (), entry.record.checked.sources)


@of_the_record
def _forms(entry: Entry[Question]) -> tuple[str, ...]:
    """Give the normal forms of a question's title and of its other wordings, in their order."""
    return tuple(map(normal_form, (entry.record.title, *entry.record.also_asked)))


def _is_another(entry: Entry[Question], titles: dict[str, Entry[Question]]) -> Iterator[Problem]:
    for position, form in enumerate(_forms(entry)[1:]):
        other = titles.get(form, entry)
        if other is not entry:
            message = f"This is the title of {other.file}."
            tip = "Leave it to that question. If the two ask the same, make one of them."
            yield entry.problem(("also_asked", position), "same-wording", message, tip)


def _named_twice(entry: Entry[Any], field: Path, behind: Path, urls: Iterable[str]) -> Iterator[Problem]:
    """Tell of pages that a record names twice as what was read. Another place in a page is another source."""
    first: dict[tuple[str, str], str] = {}
    for position, url in enumerate(urls):
        other = first.setdefault((normal_address(url), url.partition("#")[2]), url)
        if other is not url:
            message = f"This source stands above already, as {other[:80]}."
            yield entry.problem((*field, position, *behind), "same-source", message, "Delete one of them.")


def _titled_twice(entries: Iterable[Entry[Any]], field: str, kind: str) -> Iterator[Problem]:
    first: dict[str, Entry[Any]] = {}
    for entry in entries:
        title = getattr(entry.record, field)
        other = first.setdefault(normal_form(title) or title, entry)
        if other is not entry:
            is_listed = other.file == entry.file
            message = f"An entry above has the same {field}." if is_listed else f"{other.file} has the same {field}."
            what = "entry" if is_listed else "file"
            tip = f"If it is the same {kind}, add what is new there and delete this {what}. Otherwise say here what differs."
            yield entry.problem((field,), "same-title", message, tip)


def _said_twice(
    entry: Entry[Any], field: str, wordings: Iterable[str], known: Mapping[str, str] | None = None, behind: Path = ()
) -> Iterator[Problem]:
    first = dict(known or {})
    for position, wording in enumerate(wordings):
        path: Path = (field, position, *behind)
        form = normal_form(wording) or wording
        if form in first:
            message = f"This says the same as “{first[form][:80]}” above."
            yield entry.problem(path, "same-wording", message, "Delete one of them.")
        first.setdefault(form, wording)


def _is_one(one: Model, other: Model, shared: str) -> bool:
    """Tell whether nothing sets two records apart that share a paper or code. Many works may be in one repository, for other tasks."""
    apart = {"paper": ("weights", "data"), "code": ("paper", "weights", "data"), "weights": ("paper", "code", "data")}[
        shared
    ]
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
    Rule(
        "one-wording",
        "A record says each wording and names each source once.",
        ("same-wording", "same-source"),
        check_wordings,
    ),
)
