"""YAML text into a tree whose every value knows its line and column.

Every scalar stays a string; the schema gives it a type. The tree is built from PyYAML's event stream, so hostile input
(alias bombs, deep nesting, tags that name Python objects) is refused before anything is constructed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from kb.content.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 8
FAST_LOADER: type[Any] | None = getattr(yaml, "CSafeLoader", None)
"""PyYAML's loader on libyaml, whose events come some ten times faster; None where it was built without."""

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value, as it was typed."""

    value: str
    line: int
    column: int
    style: str = '"'
    """The sign that it begins with: a quote, ``|`` or ``>``; empty where it is plain."""
    end_line: int = 0
    end_column: int = 0
    """Where it has ended; for a block, at the beginning of a later line."""

    @property
    def is_literal(self) -> bool:
        """Tell whether it is a ``|`` block, so that its lines are the file's lines."""
        return self.style == "|"

    @property
    def is_plain(self) -> bool:
        """Tell whether it is written without quotes, on the key's line."""
        return not self.style

    @property
    def first_text_line(self) -> int:
        """The line of the file on which the text begins."""
        return self.line + 1 if self.is_literal else self.line


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of values."""

    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and their values, by key, in the order of the file."""

    entries: dict[str, tuple[Scalar, Node]]
    line: int
    column: int


Node = Scalar | Sequence | Mapping


def read_yaml(text: str, file: str, lines_before: int = 0) -> tuple[Node | None, list[Problem]]:
    """Read one YAML document.

    Args:
        text: the document.
        file: the name to put into problems.
        lines_before: how many lines of the file come before the text.

    Returns:
        The tree, or None where the text can't be trusted, and the problems found.
    """
    # A tab within a value is nothing to libyaml, and a mistake to the slow parser, which is what the standard says.
    if FAST_LOADER is not None and "\t" not in text:
        node, problems = _read(text, file, lines_before, FAST_LOADER)
        if not problems:
            return node, problems
    # What is wrong is told by the slow parser alone, so that it is told in the same words everywhere.
    return _read(text, file, lines_before, yaml.SafeLoader)


def _read(text: str, file: str, lines_before: int, loader: type[Any]) -> tuple[Node | None, list[Problem]]:
    composer = _Composer(file, lines_before)
    try:
        node = composer.document(yaml.parse(text, Loader=loader))
    except _RefusedError:
        node = None
    except yaml.MarkedYAMLError as error:
        composer.report_syntax(error)
        node = None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1 + lines_before
        message, tip = "YAML does not allow this character.", "Delete it and type it anew."
        composer.problems.append(Problem(file, line, 1, "yaml-syntax", message, tip))
        node = None
    return (None if composer.refused else node), composer.problems


def unfold(node: Node) -> tuple[Any, tuple[tuple[Path, Scalar], ...]]:
    """Go over a tree once.

    Returns:
        The tree as dicts, lists and strings, where an empty value is an empty string; and every scalar value with its path.
    """
    scalars: list[tuple[Path, Scalar]] = []
    return _unfold(node, (), scalars), tuple(scalars)


def _unfold(node: Node, path: Path, scalars: list[tuple[Path, Scalar]]) -> Any:
    match node:
        case Scalar():
            scalars.append((path, node))
            return node.value
        case Sequence():
            return [_unfold(item, (*path, position), scalars) for position, item in enumerate(node.items)]
        case Mapping():
            return {key: _unfold(value, (*path, key), scalars) for key, (_, value) in node.entries.items()}


def plain(node: Node) -> Any:
    """Turn a tree into dicts, lists and strings. An empty value becomes an empty string."""
    return unfold(node)[0]


def find(node: Node, path: Path, *, key: bool = False) -> Node:
    """Go down a path as far as it leads.

    Args:
        node: where to start.
        path: keys and positions, such as ``("workflow", "steps", 0)``.
        key: give the last mapping key itself, not its value.
    """
    for depth, step in enumerate(path):
        if isinstance(node, Mapping) and isinstance(step, str) and step in node.entries:
            entry = node.entries[step]
            if key and depth == len(path) - 1:
                return entry[0]
            node = entry[1]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return node
    return node


def path_text(path: Path) -> str:
    """Write a path as people read it: ``workflow.steps[0].inputs``."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return text.lstrip(".")


class _RefusedError(Exception):
    """The text is hostile or broken beyond reading on."""


@dataclass
class _Composer:
    file: str
    lines_before: int
    problems: list[Problem] = field(default_factory=list)
    refused: bool = False

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        """Read the one document that a file may hold."""
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                self._refuse(
                    event,
                    "yaml-documents",
                    "A second document begins here.",
                    "Delete this line: one record a file.",
                )
                return None
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, events, depth=0)
        return root

    def report_syntax(self, error: yaml.MarkedYAMLError) -> None:
        """Tell a syntax error in words for people who never saw YAML."""
        mark = error.problem_mark or error.context_mark
        message, tip = _in_plain_words(error.problem or error.context or "")
        line, column = (mark.line + 1 + self.lines_before, mark.column + 1) if mark else (1, 1)
        self.problems.append(Problem(self.file, line, column, "yaml-syntax", message, tip))

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        self._forbid_specials(event)
        if depth > MAX_DEPTH:
            self._refuse(
                event,
                "yaml-nesting",
                f"More than {MAX_DEPTH} levels deep.",
                "No field needs that: flatten it.",
            )
            raise _RefusedError
        line, column = self._place(event)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(inner := next(events), yaml.SequenceEndEvent):
                items.append(self._node(inner, events, depth + 1))
            return Sequence(tuple(items), line, column)
        if isinstance(event, yaml.MappingStartEvent):
            return Mapping(self._entries(events, depth), line, column)
        value = event.value if isinstance(event, yaml.ScalarEvent) else ""
        style = getattr(event, "style", None) or ""
        return Scalar(value, line, column, style, *self._place_of(event.end_mark))

    def _entries(self, events: Iterator[yaml.Event], depth: int) -> dict[str, tuple[Scalar, Node]]:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                self._refuse(event, "yaml-syntax", "A key must be a single word.", "Put quotes around the text.")
            elif key.value in entries:
                first = entries[key.value][0]
                self._report(
                    event,
                    "duplicate-key",
                    f"“{key.value}” is set twice; the first is on line {first.line}.",
                    "Keep one of the two.",
                )
            else:
                entries[key.value] = (key, value)
        return entries

    def _forbid_specials(self, event: yaml.Event) -> None:
        anchor = getattr(event, "anchor", None)
        if anchor is not None:
            name = f"“{'*' if isinstance(event, yaml.AliasEvent) else '&'}{anchor}”"
            self._refuse(
                event,
                "yaml-alias",
                f"{name} is a YAML anchor or alias, which records may not use.",
                "Write the value out. If the text itself begins with & or *, put it in quotes.",
            )
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._refuse(
                event,
                "yaml-tag",
                f"“{tag}” is a YAML tag, which records may not use.",
                "Delete it. If the text itself begins with !, put it in quotes.",
            )

    def _place(self, event: yaml.Event) -> tuple[int, int]:
        return self._place_of(event.start_mark)

    def _place_of(self, mark: Any) -> tuple[int, int]:
        return (1, 1) if mark is None else (mark.line + 1 + self.lines_before, mark.column + 1)

    def _report(self, event: yaml.Event, rule: str, message: str, tip: str) -> None:
        self.problems.append(Problem(self.file, *self._place(event), rule, message, tip))

    def _refuse(self, event: yaml.Event, rule: str, message: str, tip: str) -> None:
        self.refused = True
        self._report(event, rule, message, tip)


_PLAIN_WORDS = (
    (
        "mapping values are not allowed here",
        "There is a “: ” in the middle of an unquoted text, or this line is indented too far.",
        'Put the whole text in double quotes ("…"), or line it up with the fields around it.',
    ),
    (
        "could not find expected ':'",
        "A “field: value” line was expected here, and there is no colon.",
        "Add the colon, or indent the line so that it belongs to the field above.",
    ),
    (
        "cannot start any token",
        "This character can't begin a value.",
        "Use spaces, not tabs, to indent; put texts that begin with a special character in quotes.",
    ),
    (
        "expected <block end>",
        "This line is not lined up with the ones it belongs to.",
        "Indent it exactly as far as its neighbours, with spaces.",
    ),
    (
        "found unexpected end of stream",
        "A quote or bracket is opened and never closed.",
        "Close it. If the text itself holds a quote, write it as a block: a “|” after the colon, the text below.",
    ),
    (
        "did not find expected",
        "Something is missing or not lined up here.",
        "Look for a missing quote, comma or bracket, and check the indentation.",
    ),
)


def _in_plain_words(problem: str) -> tuple[str, str]:
    for fragment, message, tip in _PLAIN_WORDS:
        if fragment in problem:
            return message, tip
    return f"This is not YAML: {problem}.", "Compare it with another record: indentation, colons and quotes."
