"""Files into records: what is judged is whether each holds a record of its kind, with the right types and no empty words."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from kb.content.explain import explain, wrong_shape
from kb.content.memory import Memory, key_of
from kb.content.parts import AllParts
from kb.content.places import Kind
from kb.content.problems import Level, Problem, has_errors
from kb.content.records import Draft, Entry, Places, Records
from kb.content.schema import FILED_RECORDS, LIST_OF, LISTED_RECORDS, MAX_BODY_LENGTH, Question, Record
from kb.content.yamltree import Mapping, Path, Scalar, Sequence, find, path_text
from kb.text.document import MarkdownText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kb.content.load import SourceFile
    from kb.content.memory import Key
    from kb.content.parts import Parts
    from kb.content.yamltree import Node

SCHEMAS = {Kind(name): record for name, record in (LISTED_RECORDS | FILED_RECORDS).items()}
FILED_KINDS = tuple(map(Kind, FILED_RECORDS))
"""The kinds that have a file for each record; the others are lists."""

PLACEHOLDERS = {
    *("none", "n/a", "na", "n.a.", "null", "nil", "~", "tbd", "tba", "tbc", "todo", "to do", "fixme", "xxx"),
    *("-", "--", "—", "?", "??", "...", "…", "not available", "not applicable", "coming soon", "placeholder"),
}
_LOREM = re.compile(r"\blorem ipsum\b", re.IGNORECASE)
_FIELDS_AGAIN = re.compile(
    r"\s*(?:```(?:ya?ml|markdown)?\n)?(---)[ \t]*\n(?:\s*#.*\n|\s*\n)*[ \t]*[a-z_]+:(?:[ \t].*|)(?:\n|$)"
)
_FIELD = f"(?:{'|'.join(Question.model_fields)})"
_FIELDS_IN_TEXT = re.compile(rf"^({_FIELD}):(?:[ \t].*)?\n(?:(?:[ \t]+|-[ \t]).*\n)*{_FIELD}:(?:[ \t]|$)", re.MULTILINE)
"""Two fields of a question, one after the other, as its file has them above the text."""
_CURLY_QUOTES = {"“": "”“", "‘": "’‘", "„": "“”", "‚": "‘’", "”": "”", "«": "»", "»": "«", "‹": "›", "›": "‹"}
"""What a quotation may begin with, and what it may then end with, in the languages that have such quotes."""
_LISTED = {Kind(name): kind for kind, name in LIST_OF.items()}


@dataclass(frozen=True, slots=True)
class _Judged:
    """What a file turned out to hold. ``broken`` names, by kind and id, the records that could not be read."""

    problems: list[Problem]
    entries: tuple[Entry[Any], ...] = ()
    draft: Draft | None = None
    broken: tuple[tuple[str, str], ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)


def parse(files: Iterable[SourceFile], memory: Memory | None = None) -> tuple[Records, list[Problem]]:
    """Turn files into records.

    Args:
        files: what was read.
        memory: what was found out about files before.

    Returns:
        The records that are right in themselves, and the problems of the others.
    """
    files = list(files)
    texts = [file for file in files if file.kind is not Kind.MEDIA]
    parts = AllParts(texts)
    judged = [(file.kind, _read(file, parts, memory or Memory())) for file in texts]
    groups: dict[Kind, list[Entry[Any]]] = {kind: [] for kind in Kind}
    for kind, one in judged:
        groups[kind].extend(one.entries)
    records = Records(
        modalities=tuple(groups[Kind.MODALITIES]),
        families=tuple(groups[Kind.FAMILIES]),
        licences=tuple(groups[Kind.LICENCES]),
        terms=tuple(groups[Kind.GLOSSARY]),
        products=tuple(groups[Kind.PRODUCTS]),
        metrics=tuple(groups[Kind.METRICS]),
        waivers=tuple(groups[Kind.WAIVERS]),
        redirects=tuple(groups[Kind.REDIRECTS]),
        tasks=tuple(groups[Kind.TASK]),
        models=tuple(groups[Kind.MODEL]),
        questions=tuple(groups[Kind.QUESTION]),
        examples=tuple(groups[Kind.EXAMPLE]),
        media={file.path: file.media for file in files if file.kind is Kind.MEDIA},
        drafts=tuple(one.draft for _, one in judged if one.draft),
        broken=frozenset(name for _, one in judged for name in one.broken),
        parts=parts,
        files={file.path: file for file in texts},
        facts={file.path: found.facts for file, (_, found) in zip(texts, judged, strict=True)},
    )
    return records, [problem for _, one in judged for problem in one.problems]


def is_known(file: SourceFile, memory: Memory) -> bool:
    """Tell whether a memory knows what is in a file that was read."""
    return _key(file, file.text or "") in memory


def _key(file: SourceFile, text: str) -> Key:
    return key_of(f"{file.kind} {file.id}", file.path, text.encode())


def _read(file: SourceFile, parts: AllParts, memory: Memory) -> _Judged:
    """Take a file apart and judge it, unless that was done before."""
    if file.text is None:
        return _judge(parts[file.path])
    key = _key(file, file.text)
    known: _Judged | None = memory.recall(key)
    if known is None:
        known = _judge(parts[file.path])
        memory.keep(key, known)
    for entry in known.entries:
        entry.places.are_in(parts)
    return known


def _judge(parts: Parts) -> _Judged:
    file, problems = parts.file, list(parts.problems)
    if parts.tree is None:
        if file.text is not None and not problems:
            # The file has no values at all: comments only, or an empty front matter.
            problems = [wrong_shape(file.path, Scalar("", 1, 1), "a record")]
        return _Judged(problems, broken=(_name(file),))
    return _judge_filed(parts, parts.tree) if file.kind in FILED_KINDS else _judge_list(parts, parts.tree)


def _name(file: SourceFile) -> tuple[str, str]:
    """Give kind and id of the record in a file; for a list, the kind of its records and the id that stands for any."""
    return (file.kind.value, file.id) if file.kind in FILED_KINDS else (_LISTED.get(file.kind, file.kind.value), "")


def _judge_filed(parts: Parts, tree: Node) -> _Judged:
    """Judge a file that holds one record."""
    file = parts.file
    record, found = _validate(SCHEMAS[file.kind], tree, parts.value, parts.scalars, file.path)
    found = _besides(parts.problems, found)
    if file.kind is Kind.QUESTION:
        found.extend(_body_problems(file.path, parts.body, parts.body_line))
    if isinstance(parts.value, dict) and parts.value.get("draft") == "true":
        told = [*map(_as_warning, found), _draft_problem(file.path, tree, found)]
        return _Judged([*parts.problems, *told], draft=_draft(file, parts.value, found))
    problems = [*parts.problems, *found]
    if record is None or has_errors(found):
        return _Judged(problems, broken=(_name(file),))
    return _Judged(
        problems, (Entry(file.id, record, file.path, Places(file.path), MarkdownText(parts.body), parts.body_line),)
    )


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


def _judge_list(parts: Parts, tree: Node) -> _Judged:
    """Judge a file that holds a list of records."""
    file, schema = parts.file, SCHEMAS[parts.file.kind]
    if not isinstance(tree, Sequence):
        wrong = wrong_shape(file.path, tree, "a list of records, each beginning with “- ”")
        return _Judged([*parts.problems, wrong], broken=(_name(file),))
    scalars: dict[str | int, list[tuple[Path, Scalar]]] = defaultdict(list)
    for path, scalar in parts.scalars:
        scalars[path[0]].append((path, scalar))
    entries: list[Entry[Any]] = []
    broken: list[tuple[str, str]] = []
    problems = list(parts.problems)
    for position, item in enumerate(tree.items):
        value = parts.value[position]
        record, found = _validate(schema, item, value, scalars[position], file.path, (position,))
        problems.extend(_besides(parts.problems, found))
        if record is not None:
            entries.append(Entry(getattr(record, "id", str(position)), record, file.path, Places(file.path, position)))
        else:
            record_id = value.get("id") if isinstance(value, dict) else None
            broken.append((_name(file)[0], record_id if isinstance(record_id, str) else ""))
    return _Judged(problems, tuple(entries), broken=tuple(broken))


def _body_problems(file: str, body: str, line: int) -> Iterator[Problem]:
    if not body.strip():
        tip = "Explain the answer below the front matter, and answer each thing that was asked."
        yield Problem(file, line, 1, "missing-field", "The text is missing.", tip, "body")
    elif again := _FIELDS_AGAIN.match(body):
        message = "A second front matter begins here, in the text."
        tip = "A file has one, at its top. Put there what is new in this one, and delete it here with its lines “---”."
        yield Problem(file, line + body.count("\n", 0, again.start(1)), 1, "front-matter", message, tip, "body")
    elif among := _FIELDS_IN_TEXT.search(body):
        message = f"The field “{among[1]}” and those below it stand here in the text, and would be shown as typed."
        tip = "Fields stand at the top of the file, between its lines “---”. Put there what is new in these, and delete them here."
        yield Problem(file, line + body.count("\n", 0, among.start(1)), 1, "front-matter", message, tip, "body")
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
    if problems:
        record = None
    told = {(problem.line, problem.column) for problem in problems}
    quoted = _curly_quotes(scalars, file)
    return record, [*problems, *(problem for problem in quoted if (problem.line, problem.column) not in told)]


def _besides(told: Iterable[Problem], found: Iterable[Problem]) -> list[Problem]:
    """Leave out that a value is missing where YAML takes it for a comment, or a text with a colon for a field, which is told anyway."""
    found = list(found)
    lines = {problem.line for problem in told if problem.rule == "yaml-comment"}
    lines |= {problem.line for problem in found if problem.rule == "wrong-type"}
    return [problem for problem in found if not (problem.rule == "placeholder" and problem.line in lines)]


def _placeholders(scalars: Iterable[tuple[Path, Scalar]], file: str) -> Iterator[Problem]:
    for path, scalar in scalars:
        text = scalar.value.strip()
        empty = not text
        if empty or text.casefold() in PLACEHOLDERS or _LOREM.search(text):
            message = "This field has no value." if empty else f"“{text[:40]}” says nothing."
            tip = "Write the real value. If there is none, leave the whole field out."
            yield Problem(file, scalar.line, scalar.column, "placeholder", message, tip, path_text(path))


def _curly_quotes(scalars: Iterable[tuple[Path, Scalar]], file: str) -> Iterator[Problem]:
    """Find values that stand in quotes which YAML does not know, so that they would stay on the page."""
    for path, scalar in scalars:
        if scalar.is_plain and _is_in_curly_quotes(scalar.value):
            words = scalar.value[1:-1].strip()
            message = "These quotes are curly, so they are part of the value and will be seen."
            tip = f'Write straight quotes, or none: "{words if len(words) <= 60 else "…"}"'
            yield Problem(
                file, scalar.line, scalar.column, "curly-quotes", message, tip, path_text(path), Level.WARNING
            )


def _is_in_curly_quotes(value: str) -> bool:
    opening, closing = value[:1], value[-1:]
    return len(value) > 1 and closing in _CURLY_QUOTES.get(opening, "\n") and opening not in value[1:-1]
