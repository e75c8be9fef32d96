"""References between records lead somewhere, and one thing is not claimed twice."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kb.content.fields import Prose, Refers
from kb.content.icons import ICONS
from kb.content.problems import Problem, did_you_mean
from kb.content.schema import LIST_OF
from kb.rules.base import Catalogue, Rule, marked_values, of_the_record
from kb.text.normal_form import normal_form
from kb.text.targets import record_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.content.records import Entry, Records
    from kb.content.schema import Task
    from kb.content.yamltree import Path
    from kb.text.targets import RecordLink


def check_references(catalogue: Catalogue) -> Iterator[Problem]:
    """Every id that a record names is the id of a record."""
    for entry in catalogue.records.entries():
        for path, kind, record_id in _references(entry):
            yield from _unknown(catalogue, entry, path, kind, record_id)


def check_links_in_texts(catalogue: Catalogue) -> Iterator[Problem]:
    """Every link from a text to a record leads to a record."""
    for entry in catalogue.records.entries():
        for path, link in _links(entry):
            yield from _unknown(catalogue, entry, path, link.kind, link.id, link.line)


def check_families(catalogue: Catalogue) -> Iterator[Problem]:
    """A task's parents are of its family and never lead back to it."""
    for entry in catalogue.records.tasks:
        parent = catalogue.task(entry.record.parent) if entry.record.parent else None
        if parent and parent.family != entry.record.family:
            yield entry.problem(
                ("parent",),
                "taxonomy",
                f"The parent is of the family “{parent.family}”, this task of “{entry.record.family}”.",
                "Choose a parent of the same family, or leave the field out.",
            )
        if _leads_back(catalogue, entry.id):
            yield entry.problem(("parent",), "taxonomy", "The task is its own ancestor.", "Choose another parent.")


def check_claims(catalogue: Catalogue) -> Iterator[Problem]:
    """Ids in lists, names in other catalogues, everyday phrasings and words of the glossary each belong to one record, ids of sources to one source."""
    claims: dict[tuple[str, str], list[tuple[Entry[Any], Path, str]]] = defaultdict(list)
    for what, scope, entry, path in _claims(catalogue.records):
        claims[what, scope].append((entry, path, what))
    for task in catalogue.records.tasks:
        for position, (form, phrase) in enumerate(zip(_phrasings(task), task.record.asked_as, strict=True)):
            claims[form, ""].append((task, ("asked_as", position), f"the phrasing “{phrase}”"))
    for claimants in claims.values():
        for entry, path, what in claimants[1:]:
            first = claimants[0][0]
            where = "above" if first is entry or first.file == entry.file else f"in {first.file}"
            yield entry.problem(path, "claimed-twice", f"{what[0].upper()}{what[1:]} also stands {where}.", "Keep one.")


@of_the_record
def _phrasings(task: Entry[Task]) -> tuple[str, ...]:
    """Give the normal forms of the words in which people ask for a task, in their order."""
    return tuple(normal_form(f"the phrasing “{phrase}”") for phrase in task.record.asked_as)


def _claims(records: Records) -> Iterator[tuple[str, str, Entry[Any], Path]]:
    """Give what each record claims for itself, within which list, and where it says so."""
    for group in ("modalities", "families", "licences", "terms", "products", "metrics"):
        for listed in getattr(records, group):
            yield f"the id “{listed.id}”", group, listed, ("id",)
    for task in records.tasks:
        if pipeline_tag := task.record.identifiers.hugging_face:
            yield f"the Hugging Face task “{pipeline_tag}”", "", task, ("identifiers", "hugging_face")
    for model in records.models:
        for position, name in enumerate(model.record.identifiers.cnaps):
            yield f"the CNAPS name “{name}”", "", model, ("identifiers", "cnaps", position)
    yield from _claims_in_questions(records)
    for term in records.terms:
        yield f"the word “{term.record.name}”", "", term, ("name",)
        for position, form in enumerate(term.record.forms):
            yield f"the word “{form}”", "", term, ("forms", position)


def _claims_in_questions(records: Records) -> Iterator[tuple[str, str, Entry[Any], Path]]:
    for question in records.questions:
        for position, source in enumerate(question.record.sources):
            if source.id:
                yield f"the id “{source.id}”", f"sources of {question.id}", question, ("sources", position, "id")


def check_icons(catalogue: Catalogue) -> Iterator[Problem]:
    """A modality's icon is one that is drawn."""
    for entry in catalogue.records.modalities:
        if entry.record.icon not in ICONS:
            tip = did_you_mean(entry.record.icon, ICONS) or f"Choose one of: {', '.join(ICONS)}."
            yield entry.problem(("icon",), "unknown-reference", f"There is no icon “{entry.record.icon}”.", tip)


def variant_problems(
    catalogue: Catalogue, entry: Entry[Any], path: Path, model_id: str, variant: str | None
) -> Iterator[Problem]:
    """Tell of a variant that its model does not list. ``path`` is where the record names it."""
    model = catalogue.model(model_id)
    variants = [known.id for known in model.variants] if model else []
    if model and variant and variant not in variants:
        tip = did_you_mean(variant, variants) or f"Known variants: {', '.join(variants) or 'none'}."
        yield entry.problem(path, "unknown-reference", f"“{model_id}” has no variant “{variant}”.", tip)


def texts(entry: Entry[Any]) -> Iterator[tuple[Path, str, Prose]]:
    """Give every Markdown text of a record, a question's body included."""
    for path, value, marker in marked_values(entry.record):
        if isinstance(marker, Prose):
            yield path, value, marker
    if entry.body:
        yield ("body",), entry.body, Prose(headings=True)


@of_the_record
def _references(entry: Entry[Any]) -> Iterator[tuple[Path, str, str]]:
    """Give the ids that a record names, each with its place and the kind of what it is the id of."""
    for path, value, marker in marked_values(entry.record):
        if isinstance(marker, Refers) and not _defines(path, marker):
            yield path, marker.kind, value


@of_the_record
def _links(entry: Entry[Any]) -> Iterator[tuple[Path, RecordLink]]:
    return ((path, link) for path, text, _ in texts(entry) for link in record_links(text))


def _defines(path: Path, marker: Refers) -> bool:
    """Tell whether the value is the record's own id (a licence's id names itself)."""
    return path == ("id",) and marker.kind == "licence"


def _unknown(
    catalogue: Catalogue, entry: Entry[Any], path: Path, kind: str, record_id: str, line: int = 0
) -> Iterator[Problem]:
    if catalogue.exists(kind, record_id):
        return
    if any(draft.kind.value == kind and draft.id == record_id for draft in catalogue.records.drafts):
        message = f"The {kind} “{record_id[:80]}” is still a draft."
        tip = "Finish it and delete “draft: true” from its file, or leave it out here."
        yield entry.problem(path, "unknown-reference", message, tip, line_offset=line)
        return
    file = (
        f"catalog/{LIST_OF[kind]}.yml"
        if kind in LIST_OF
        else {"question": "questions"}.get(kind, f"catalog/{kind}s") + "/"
    )
    suggestion = did_you_mean(record_id, catalogue.by_kind[kind])
    yield entry.problem(
        path,
        "unknown-reference",
        f"There is no {kind} “{record_id[:80]}”.",
        suggestion or f"Use an id from {file}, or add the record there first.",
        line_offset=line,
    )


def _leads_back(catalogue: Catalogue, task_id: str) -> bool:
    seen: set[str] = set()
    task = catalogue.task(task_id)
    while task and task.parent and task.parent not in seen:
        if task.parent == task_id:
            return True
        seen.add(task.parent)
        task = catalogue.task(task.parent)
    return False


RULES = (
    Rule("references", "Ids lead to records.", ("unknown-reference",), check_references),
    Rule("record-links", "Links in texts lead to records.", ("unknown-reference",), check_links_in_texts),
    Rule("taxonomy", "Parents are of the same family and make a tree.", ("taxonomy",), check_families),
    Rule("icons", "Icons are drawn.", ("unknown-reference",), check_icons),
    Rule(
        "claims",
        "An id, a phrasing or a foreign name belongs to one record.",
        ("claimed-twice",),
        check_claims,
    ),
)
