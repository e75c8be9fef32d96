"""Text into records: YAML to typed, frozen records that know where each value stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import ValidationError

from kb.content.load import Kind, SourceFile, text_problems
from kb.content.problems import Level, Problem, did_you_mean
from kb.content.schema import (
    FILED_RECORDS,
    LISTED_RECORDS,
    MAX_BODY_LENGTH,
    Family,
    Licence,
    Modality,
    Model,
    Question,
    Record,
    Redirect,
    Task,
    Term,
    Waiver,
    record_in,
)
from kb.content.yamltree import Mapping, Node, Path, Scalar, Sequence, find, path_text, plain, read_yaml, scalars
from kb.text.document import MarkdownText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import ErrorDetails

R = TypeVar("R", bound=Record, covariant=True)

SCHEMAS = {Kind(name): record for name, record in (LISTED_RECORDS | FILED_RECORDS).items()}
PAGE_KINDS = (Kind.TASK, Kind.MODEL, Kind.QUESTION)
"""The kinds that have a file and a page for each record; the others are lists."""

PLACEHOLDERS = {
    *("none", "n/a", "na", "n.a.", "null", "nil", "~", "tbd", "tba", "tbc", "todo", "to do", "fixme", "xxx"),
    *("-", "--", "—", "?", "??", "...", "…", "not available", "not applicable", "coming soon", "placeholder"),
}
_LOREM = re.compile(r"\blorem ipsum\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry(Generic[R]):
    """A record with its id and the places of its values in its file.

    ``body`` is the Markdown below a question's front matter, empty for other kinds; it begins on ``body_line``.
    """

    id: str
    record: R
    file: str
    tree: Node
    body: str = ""
    body_line: int = 0

    def problem(
        self,
        path: Path,
        rule: str,
        message: str,
        tip: str,
        *,
        line_offset: int = 0,
        level: Level = Level.ERROR,
    ) -> Problem:
        """Report a problem at a value, or ``line_offset`` lines into the text that it holds."""
        if path[:1] == ("body",):
            return Problem(self.file, self.body_line + line_offset, 1, rule, message, tip, "body", level)
        node = find(self.tree, path)
        if line_offset and isinstance(node, Scalar):
            line = node.first_text_line + (line_offset if node.is_literal else 0)
            return Problem(self.file, line, 1, rule, message, tip, path_text(path), level)
        line = node.first_text_line if isinstance(node, Scalar) else node.line
        return Problem(self.file, line, node.column, rule, message, tip, path_text(path), level)


@dataclass(frozen=True, slots=True)
class Draft:
    """A task, model or question that is not finished: ``draft: true``. What is wrong with it are warnings.

    ``name`` is what it calls itself so far; ``todo`` are the fields that are missing.
    """

    kind: Kind
    id: str
    file: str
    name: str
    todo: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Records:
    """Everything that could be read, by kind, in the order of the files."""

    modalities: tuple[Entry[Modality], ...] = ()
    families: tuple[Entry[Family], ...] = ()
    licences: tuple[Entry[Licence], ...] = ()
    terms: tuple[Entry[Term], ...] = ()
    waivers: tuple[Entry[Waiver], ...] = ()
    redirects: tuple[Entry[Redirect], ...] = ()
    tasks: tuple[Entry[Task], ...] = ()
    models: tuple[Entry[Model], ...] = ()
    questions: tuple[Entry[Question], ...] = ()
    drafts: tuple[Draft, ...] = ()
    broken: frozenset[tuple[str, str]] = frozenset()
    """Kind and id of records that exist but can't be read, so that references to them are not called wrong."""

    def entries(self) -> Iterator[Entry[Record]]:
        """Give all records of all kinds."""
        for group in (self.modalities, self.families, self.licences, self.terms, self.waivers, self.redirects):
            yield from group
        yield from self.tasks
        yield from self.models
        yield from self.questions


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


@dataclass(frozen=True, slots=True)
class Parts:
    """A file taken apart: its YAML as a tree, None where it can't be read, and the Markdown below it."""

    tree: Node | None
    problems: list[Problem]
    body: str = ""
    body_line: int = 0


def take_apart(file: SourceFile) -> Parts:
    """Read a file as far as that can be done without asking whether it is a valid record."""
    if file.text is None:
        return Parts(None, [])
    text, body, lines_before = file.text, "", 0
    if file.kind is Kind.QUESTION:
        parts = split_front_matter(file.text)
        if isinstance(parts, str):
            return Parts(None, [Problem(file.path, 1, 1, "front-matter", parts, _FRONT_MATTER_TIP)])
        text, body = parts
        lines_before = 1
    tree, problems = read_yaml(text, file.path, lines_before)
    if tree is None:
        problems = problems or [_wrong_shape(file.path, Scalar("", 1, 1), "a record")]
    else:
        problems = [*problems, *_escaped_characters(file.path, file.text, tree)]
    body_line = min(lines_before + text.count("\n") + 2, file.text.count("\n") + 1)
    return Parts(tree, problems, body, body_line)


def _escaped_characters(path: str, text: str, tree: Node) -> Iterator[Problem]:
    """Find characters that can't be seen in the file's text either, because they are written as escapes."""
    for place, scalar in scalars(tree):
        escaped = "".join(character for character in scalar.value if character not in text)
        for problem in text_problems(path, escaped):
            if problem.rule != "mojibake":
                yield replace(problem, line=scalar.line, column=scalar.column, field=path_text(place))


def _parse_file(file: SourceFile) -> tuple[list[Entry[Any]] | Draft, list[Problem]]:
    parts = take_apart(file)
    tree, problems, body, body_line = parts.tree, parts.problems, parts.body, parts.body_line
    if tree is None:
        return [], problems
    schema = SCHEMAS[file.kind]
    if file.kind not in PAGE_KINDS:
        entries, found = _parse_list(schema, tree, file.path)
        return entries, problems + found
    record, found = _validate(schema, tree, file.path, ())
    if file.kind is Kind.QUESTION:
        found.extend(_body_problems(file.path, body, body_line))
    if _is_draft(tree):
        return _draft(file, tree, found), [*problems, *map(_as_warning, found), _draft_problem(file.path, tree, found)]
    return [] if record is None or found else [
        Entry(file.id, record, file.path, tree, MarkdownText(body), body_line)
    ], problems + found


def _is_draft(tree: Node) -> bool:
    draft = find(tree, ("draft",)) if isinstance(tree, Mapping) else None
    return isinstance(draft, Scalar) and draft.value == "true"


def _draft(file: SourceFile, tree: Node, problems: list[Problem]) -> Draft:
    names = (find(tree, (field,)) for field in ("title", "name", "question"))
    name = next((node.value for node in names if isinstance(node, Scalar) and node.value.strip()), file.id)
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


def _parse_list(schema: type[Record], tree: Node, file: str) -> tuple[list[Entry[Any]], list[Problem]]:
    if not isinstance(tree, Sequence):
        return [], [_wrong_shape(file, tree, "a list of records, each beginning with “- ”")]
    entries: list[Entry[Any]] = []
    problems: list[Problem] = []
    for position, item in enumerate(tree.items):
        record, found = _validate(schema, item, file, (position,))
        problems.extend(found)
        if record is not None:
            entries.append(Entry(getattr(record, "id", str(position)), record, file, item))
    return entries, problems


_FRONT_MATTER_TIP = "Begin the file with a line “---”, then the fields, then another line “---”, then the text."


def split_front_matter(text: str) -> tuple[str, str] | str:
    """Cut a question file into front matter and body, or say why that can't be done."""
    if not text.startswith("---\n"):
        return "The file does not begin with front matter."
    match = re.search(r"^---[ \t]*$", text[4:], re.MULTILINE)
    if match is None:
        return "The front matter is opened and never closed."
    return text[4 : 4 + match.start()], text[4 + match.end() :].removeprefix("\n")


def _body_problems(file: str, body: str, line: int) -> Iterator[Problem]:
    if not body.strip():
        tip = "Explain the answer below the front matter, and answer each thing that was asked."
        yield Problem(file, line, 1, "missing-field", "The text is missing.", tip, "body")
    elif len(body) > MAX_BODY_LENGTH:
        message = f"This text is longer than {MAX_BODY_LENGTH} characters."
        yield Problem(file, line, 1, "too-long", message, "Shorten it.", "body")


def _validate(schema: type[Record], tree: Node, file: str, at: Path) -> tuple[Record | None, list[Problem]]:
    """Check a tree against a schema. ``at`` is the record's place in its file's list."""
    if not isinstance(tree, Mapping):
        return None, [_wrong_shape(file, tree, "fields, each a line “name: value”")]
    problems = list(_placeholders(tree, file, at))
    told = {(problem.line, problem.column) for problem in problems}
    record = None
    try:
        record = schema.model_validate(plain(tree))
    except ValidationError as error:
        for details in error.errors(include_url=False):
            if _is_echo(details, tree):
                continue
            problem = _explain(details, schema, tree, file, at)
            if (problem.line, problem.column) not in told:
                problems.append(problem)
    return (None if problems else record), problems


def _placeholders(tree: Node, file: str, at: Path) -> Iterator[Problem]:
    for path, scalar in scalars(tree):
        text = scalar.value.strip()
        empty = not text
        if empty or text.casefold() in PLACEHOLDERS or _LOREM.search(text):
            message = "This field has no value." if empty else f"“{text[:40]}” says nothing."
            tip = "Write the real value. If there is none, leave the whole field out."
            yield Problem(file, scalar.line, scalar.column, "placeholder", message, tip, path_text((*at, *path)))


def _explain(details: ErrorDetails, schema: type[Record], tree: Node, file: str, at: Path) -> Problem:
    """Tell a validation error in words for contributors."""
    path = tuple(details["loc"])
    is_unknown_key = details["type"] == "extra_forbidden"
    node = find(tree, path, key=is_unknown_key)
    rule, message, tip = _words(details, path, schema)
    return Problem(file, node.line, node.column, rule, message, tip, path_text((*at, *path)))


def _is_echo(details: ErrorDetails, tree: Node) -> bool:
    """Tell whether a list is called too short only because an entry of it is wrong, which is told anyway."""
    node = find(tree, tuple(details["loc"]))
    return (
        details["type"] == "too_short"
        and isinstance(node, Sequence)
        and len(node.items) >= details.get("ctx", {})["min_length"]
    )


def _words(details: ErrorDetails, path: Path, schema: type[Record]) -> tuple[str, str, str]:
    name, context = str(path[-1]), details.get("ctx", {})
    match details["type"]:
        case "missing":
            description = _description(schema, path)
            return "missing-field", f"The field “{name}” is missing.", f"Add “{name}:”. {description}".strip()
        case "extra_forbidden":
            fields = _fields_at(schema, path[:-1])
            tip = did_you_mean(name, fields) or f"The fields here are: {', '.join(fields)}."
            return "unknown-key", f"“{name}” is not a field here.", tip
        case "enum":
            return (
                "wrong-value",
                f"“{details['input']}” is not allowed here.",
                f"Write {context['expected']}.",
            )
        case "too_short":
            least, has = context["min_length"], context["actual_length"]
            return (
                "too-few",
                f"{has} given; at least {least} needed.",
                "Add more entries, each on a line with “- ”.",
            )
        case "string_too_long":
            return "too-long", f"This text is longer than {context['max_length']} characters.", "Shorten it."
        case "string_pattern_mismatch" if "/" in str(context["pattern"]):
            return (
                "wrong-value",
                f"“{details['input']}” is not owner/name.",
                "Write it as on Hugging Face: owner/name.",
            )
        case "string_pattern_mismatch":
            tip = "Ids are lower-case letters, digits and single hyphens."
            return "bad-id", f"“{str(details['input'])[:60]}” can't be an id.", tip
        case "string_type" | "tuple_type" | "model_type" | "date_type" | "date_from_datetime_parsing":
            return _wrong_type(details)
        case custom:
            return custom, details["msg"], str(context.get("tip", "Compare with another record."))


def _wrong_type(details: ErrorDetails) -> tuple[str, str, str]:
    expected, tip = {
        "string_type": ("a text", "Write the value on the same line, after the colon and a space."),
        "tuple_type": ("a list", "Write each entry on its own line, beginning with “- ”."),
        "model_type": ("fields", "Indent “name: value” lines below it."),
    }.get(details["type"], ("a date", "Write year-month-day, such as 2026-03-31."))
    value = details["input"]
    given = "a text" if isinstance(value, str) else "a list" if isinstance(value, list) else "fields"
    return "wrong-type", f"This must be {expected}, not {given}.", tip


def _wrong_shape(file: str, node: Node, expected: str) -> Problem:
    return Problem(
        file,
        node.line,
        node.column,
        "wrong-type",
        f"The file must hold {expected}.",
        "Compare it with another record.",
    )


def _record_at(schema: type[Record], path: Path) -> type[Record] | None:
    """Give the record type that a path leads to."""
    current: type[Record] | None = schema
    for step in path:
        if isinstance(step, int) or current is None:
            continue
        field = current.model_fields.get(step)
        current = record_in(field.annotation) if field else None
    return current


def _fields_at(schema: type[Record], path: Path) -> list[str]:
    record = _record_at(schema, path)
    return list(record.model_fields) if record else []


def _description(schema: type[Record], path: Path) -> str:
    record = _record_at(schema, path[:-1])
    field = record.model_fields.get(str(path[-1])) if record else None
    return (field.description or "") if field else ""
