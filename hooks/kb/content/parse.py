"""Files into records: what is judged is whether each holds a record of its kind, with the right types and no empty words."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from kb.content.explain import explain, wrong_shape
from kb.content.load import Kind, SourceFile
from kb.content.parts import Parts, take_apart
from kb.content.problems import Level, Problem
from kb.content.records import Draft, Entry, Records
from kb.content.schema import FILED_RECORDS, LISTED_RECORDS, MAX_BODY_LENGTH, Record
from kb.content.yamltree import Mapping, Path, Scalar, Sequence, find, path_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kb.content.yamltree import Node

SCHEMAS = {Kind(name): record for name, record in (LISTED_RECORDS | FILED_RECORDS).items()}
PAGE_KINDS = (Kind.TASK, Kind.MODEL, Kind.QUESTION)
"""The kinds that have a file and a page for each record; the others are lists."""

PLACEHOLDERS = {
    *("none", "n/a", "na", "n.a.", "null", "nil", "~", "tbd", "tba", "tbc", "todo", "to do", "fixme", "xxx"),
    *("-", "--", "—", "?", "??", "...", "…", "not available", "not applicable", "coming soon", "placeholder"),
}
_LOREM = re.compile(r"\blorem ipsum\b", re.IGNORECASE)


def parse(files: list[SourceFile]) -> tuple[Records, list[Problem]]:
    """Turn files into records.

    Returns:
        The records that are right in themselves, and the problems of the others.
    """
    groups: dict[Kind, list[Entry[Any]]] = {kind: [] for kind in Kind}
    drafts: list[Draft] = []
    broken: set[tuple[str, str]] = set()
    problems: list[Problem] = []
    for file in files:
        entries, found = _parse_file(file)
        problems.extend(found)
        if isinstance(entries, Draft):
            drafts.append(entries)
            continue
        groups[file.kind].extend(entries)
        if not entries:
            broken.add((file.kind.value, file.id))
    records = Records(
        modalities=tuple(groups[Kind.MODALITIES]),
        families=tuple(groups[Kind.FAMILIES]),
        licences=tuple(groups[Kind.LICENCES]),
        terms=tuple(groups[Kind.GLOSSARY]),
        waivers=tuple(groups[Kind.WAIVERS]),
        redirects=tuple(groups[Kind.REDIRECTS]),
        tasks=tuple(groups[Kind.TASK]),
        models=tuple(groups[Kind.MODEL]),
        questions=tuple(groups[Kind.QUESTION]),
        drafts=tuple(drafts),
        broken=frozenset(broken),
    )
    return records, problems


def _parse_file(file: SourceFile) -> tuple[list[Entry[Any]] | Draft, list[Problem]]:
    parts = take_apart(file)
    problems = list(parts.problems)
    if parts.tree is None:
        # Where nothing else is wrong, the file has no values at all: comments only, or an empty front matter.
        is_empty = file.text is not None and not problems
        return [], [wrong_shape(file.path, Scalar("", 1, 1), "a record")] if is_empty else problems
    schema = SCHEMAS[file.kind]
    if file.kind not in PAGE_KINDS:
        entries, found = _parse_list(schema, parts, parts.tree, file.path)
        return entries, problems + found
    record, found = _validate(schema, parts.tree, parts.value, parts.scalars, file.path)
    if file.kind is Kind.QUESTION:
        found.extend(_body_problems(file.path, parts.body, parts.body_line))
    if isinstance(parts.value, dict) and parts.value.get("draft") == "true":
        draft = _draft(file, parts.value, found)
        return draft, [*problems, *map(_as_warning, found), _draft_problem(file.path, parts.tree, found)]
    entries = [Entry(file.id, record, file.path, parts.tree, parts.body, parts.body_line)] if record else []
    return [] if found else entries, problems + found


def _draft(file: SourceFile, value: dict[str, Any], problems: list[Problem]) -> Draft:
    names = (value.get(field) for field in ("title", "name", "question"))
    name = next((name for name in names if isinstance(name, str) and name.strip()), file.id)
    todo = dict.fromkeys(problem.field for problem in problems if problem.rule == "missing-field")
    return Draft(file.kind, file.id, file.path, name.strip(), tuple(todo))


def _as_warning(problem: Problem) -> Problem:
    return replace(problem, level=Level.WARNING)


def _draft_problem(file: str, tree: Node, problems: list[Problem]) -> Problem:
    """Tell that a record is a draft, and what it waits for."""
    node = find(tree, ("draft",))
    tip = "When somebody has read it as a whole, delete the line “draft: true”."
    if problems:
        tip = f"Mend what is told of it. {tip}"
    message = "This is a draft: it is not published."
    return Problem(file, node.line, node.column, "draft", message, tip, "draft", Level.WARNING)


def _parse_list(schema: type[Record], parts: Parts, tree: Node, file: str) -> tuple[list[Entry[Any]], list[Problem]]:
    if not isinstance(tree, Sequence):
        return [], [wrong_shape(file, tree, "a list of records, each beginning with “- ”")]
    scalars: dict[str | int, list[tuple[Path, Scalar]]] = defaultdict(list)
    for path, scalar in parts.scalars:
        scalars[path[0]].append((path, scalar))
    entries: list[Entry[Any]] = []
    problems: list[Problem] = []
    for position, item in enumerate(tree.items):
        record, found = _validate(schema, item, parts.value[position], scalars[position], file, (position,))
        problems.extend(found)
        if record is not None:
            entries.append(Entry(getattr(record, "id", str(position)), record, file, item))
    return entries, problems


def _body_problems(file: str, body: str, line: int) -> Iterator[Problem]:
    if not body.strip():
        tip = "Explain the answer below the front matter, and answer each thing that was asked."
        yield Problem(file, line, 1, "missing-field", "The text is missing.", tip, "body")
    elif len(body) > MAX_BODY_LENGTH:
        message = f"This text is longer than {MAX_BODY_LENGTH} characters."
        yield Problem(file, line, 1, "too-long", message, "Shorten it.", "body")


def _validate(
    schema: type[Record],
    tree: Node,
    value: Any,
    scalars: Iterable[tuple[Path, Scalar]],
    file: str,
    at: Path = (),
) -> tuple[Record | None, list[Problem]]:
    """Judge a record. ``at`` is its place in its file's list."""
    if not isinstance(tree, Mapping):
        return None, [wrong_shape(file, tree, "fields, each a line “name: value”")]
    problems = list(_placeholders(scalars, file))
    told = {(problem.line, problem.column) for problem in problems}
    record = None
    try:
        record = schema.model_validate(value)
    except ValidationError as error:
        found = explain(error, schema, tree, file, at)
        problems.extend(problem for problem in found if (problem.line, problem.column) not in told)
    return (None if problems else record), problems


def _placeholders(scalars: Iterable[tuple[Path, Scalar]], file: str) -> Iterator[Problem]:
    for path, scalar in scalars:
        text = scalar.value.strip()
        empty = not text
        if empty or text.casefold() in PLACEHOLDERS or _LOREM.search(text):
            message = "This field has no value." if empty else f"“{text[:40]}” says nothing."
            tip = "Write the real value. If there is none, leave the whole field out."
            yield Problem(file, scalar.line, scalar.column, "placeholder", message, tip, path_text(path))
