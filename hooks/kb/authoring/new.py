"""What a new record begins with: an id, what the site's own search proposes, and a draft that says what is still to do."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any, get_origin

from kb.authoring.modeline import modeline
from kb.authoring.writing import record_text
from kb.content.characters import text_problems
from kb.content.fields import PlainText, Prose
from kb.content.load import SourceFile
from kb.content.papers import bare_paper
from kb.content.parse import SCHEMAS, parse
from kb.content.places import MAX_ID_LENGTH, Kind, id_problem, path_of
from kb.content.problems import Problem, in_order
from kb.content.schema import RUNNABLE, record_in
from kb.rules.base import marked_scalars
from kb.rules.check import check_files
from kb.search.rank import answer, near_questions
from kb.text.flaws import find_flaws, left_over_flaw, raw_html_flaw
from kb.text.normal_form import normal_address, normal_form
from kb.text.slugs import slug

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from pydantic.fields import FieldInfo

    from kb.content.records import Entry
    from kb.content.schema import Model, Question, Record, Task
    from kb.content.yamltree import Node
    from kb.knowledge.link import Knowledge
    from kb.search.index import SearchIndex
    from kb.text.flaws import Flaw

PROPOSED_TASKS = 3
PROPOSED_MODELS = 8
SHOWN_QUESTIONS = 3


def refusal(kind: Kind, record_id: str, taken: Collection[str]) -> str | None:
    """Tell why a new record can't have an id, or give None where it can."""
    if problem := id_problem(kind, record_id):
        return f"{problem.message} {problem.tip}"
    return f"“{record_id}” is taken. Choose another id." if record_id in taken else None


def free_id(kind: Kind, words: str, taken: Collection[str]) -> str | None:
    """Make a free id of a title or a name, cut at a word, or None where no letter of it can stand in an address."""
    # The letter in front keeps words of another script from becoming the slug of nothing.
    base = _cut(slug(f"x {words}").removeprefix("x").removeprefix("-"), MAX_ID_LENGTH - len("-model"))
    candidates = [base, f"{base}-{kind}", *(f"{base}-{number}" for number in range(2, 100))]
    return next((one for one in candidates if base and not refusal(kind, one, taken)), None)


def _cut(slug: str, length: int) -> str:
    return slug if len(slug) <= length else slug[: length + 1].rpartition("-")[0] or slug[:length]


def like_questions(kb: Knowledge, index: SearchIndex, question: str) -> list[Entry[Question]]:
    """Find questions that ask nearly the same, the nearest first, by the search and its threshold."""
    return [kb.questions[one] for one in near_questions(index, question)[:SHOWN_QUESTIONS]]


def same_models(models: Iterable[Entry[Model]], name: str, paper: str | None) -> list[Entry[Model]]:
    """Find records of the same paper or the same name."""
    return [
        entry
        for entry in models
        if (paper and entry.record.paper and normal_address(bare_paper(entry.record.paper)) == normal_address(paper))
        or normal_form(entry.record.name) == normal_form(name)
    ]


def same_tasks(tasks: Iterable[Entry[Task]], name: str) -> list[Entry[Task]]:
    """Find tasks that have a name already, or had it as another name."""
    return [
        entry
        for entry in tasks
        if normal_form(name) in [normal_form(known) for known in (entry.record.name, *entry.record.aliases)]
    ]


def titled(entries: Iterable[Entry[Any]], field: str, title: str) -> Entry[Any] | None:
    """Find a record that has a title or name already, whatever its case, spaces and dashes."""
    return next((one for one in entries if normal_form(getattr(one.record, field)) == normal_form(title)), None)


def proposed_tasks(index: SearchIndex, words: str) -> list[str]:
    """Give the ids of the tasks that the site's search finds first."""
    return [task["id"] for task in answer(index, words, PROPOSED_TASKS)["tasks"][:PROPOSED_TASKS]]


def proposed_models(kb: Knowledge, index: SearchIndex, words: str, tasks: Collection[str]) -> list[str]:
    """Give the ids of works that do these tasks: first what search finds that can run, then the newest, then data sets and so on."""
    results = answer(index, words, len(index.records))["results"]
    found = [result["id"] for result in results if result["kind"] == "model"]
    fitting = [one for one in found if set(kb.models[one].record.tasks) & set(tasks)]
    running = [one for one in fitting if kb.models[one].record.kind in RUNNABLE]
    newest = [entry.id for task in tasks for entry in kb.task_models.get(task, ()) if entry.record.kind in RUNNABLE]
    return list(dict.fromkeys([*running[: PROPOSED_MODELS // 2], *newest, *fitting]))[:PROPOSED_MODELS]


def answer_problems(kind: Kind, field: str, value: Any, today: dt.date) -> list[Problem]:
    """Tell what is wrong with a value for a field, by the very checks that its file will go through.

    That something is missing, or that there is too little of it, is not wrong yet.
    """
    path = path_of(kind, "new")
    file = SourceFile(path, kind, "new", _text(kind, path, {"draft": True, field: value}))
    characters = [problem for text in _strings(value) for problem in text_problems(path, text)]
    checked = check_files([file], [], today)
    told = [problem for problem in checked.problems if re.match(rf"{re.escape(field)}(\W|$)", problem.field)]
    tree = checked.records.parts[path].tree
    return [
        *characters,
        *(problem for problem in told if problem.rule not in ("missing-field", "too-few")),
        *(_as_problem(path, field, flaw) for flaw in (_flaws(tree, SCHEMAS[kind]) if tree else ())),
    ]


def _flaws(tree: Node, schema: type[Record]) -> Iterator[Flaw]:
    """Find what can't be published as it stands; no rule looks at drafts for that."""
    for scalar, marker in marked_scalars(tree, schema):
        if isinstance(marker, Prose):
            yield from find_flaws(scalar.value, inline=marker.inline, headings=marker.headings)
        elif isinstance(marker, PlainText) and (flaw := raw_html_flaw(scalar.value) or left_over_flaw(scalar.value)):
            yield flaw


def _as_problem(path: str, field: str, flaw: Flaw) -> Problem:
    return Problem(path, 1, 1, flaw.rule, flaw.message, flaw.tip, field)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)


def draft(kind: Kind, record_id: str, fields: dict[str, Any]) -> tuple[SourceFile, list[Problem]]:
    """Write a new record as a draft.

    Args:
        kind: task, model or question.
        record_id: the record's id.
        fields: what is known of it.

    Returns:
        The file, and what is still to do. The fields that are missing stand in the file as comments.
    """
    schema = SCHEMAS[kind].model_fields
    known = {"draft": True, **{name: fields[name] for name in schema if fields.get(name)}}
    path = path_of(kind, record_id)
    missing = parse([SourceFile(path, kind, record_id, _text(kind, path, known))])[1]
    names = {problem.field for problem in missing if problem.rule == "missing-field"}
    todo = [line for name, field in schema.items() if name in names for line in _hints(name, field)]
    file = SourceFile(path, kind, record_id, _text(kind, path, known, todo))
    return file, in_order(parse([file])[1])


def _text(kind: Kind, path: str, fields: dict[str, Any], todo: Sequence[str] = ()) -> str:
    if kind is Kind.QUESTION:
        return record_text(fields, body="", todo=todo)
    return record_text(fields, todo=todo, modeline=modeline(kind, path))


def _hints(name: str, field: FieldInfo, indent: str = "", dash: str = "") -> Iterator[str]:
    """Describe a field, and the fields that it must have in its turn, in the form in which it is to be written."""
    least = max((getattr(limit, "min_length", None) or 1 for limit in field.metadata), default=1)
    is_list = get_origin(field.annotation) is tuple
    number = f" (at least {least})" if is_list and least > 1 else ""
    yield f"{indent}{dash}{name}: {field.description}{_choices(field)}{number}"
    below = indent + " " * len(dash) + "  "
    record = record_in(field.annotation)
    needed = [(key, one) for key, one in record.model_fields.items() if one.is_required()] if record else []
    for position, (key, one) in enumerate(needed):
        yield from _hints(
            key, one, below + ("  " if is_list and position else ""), "- " if is_list and not position else ""
        )
    if is_list and not record:
        yield f"{below}- …"


def _choices(field: FieldInfo) -> str:
    """Say what may be written, where the description does not."""
    kind = field.annotation
    if kind is dt.date:
        return " Year-month-day, such as 2026-03-31."
    choices = [choice.value for choice in kind] if isinstance(kind, type) and issubclass(kind, StrEnum) else []
    is_told = all(choice in (field.description or "") for choice in choices)
    return "" if is_told else f" One of: {', '.join(choices)}."
