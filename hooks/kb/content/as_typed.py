"""What YAML takes otherwise than it was typed, without saying so: text behind “#”, lines that are joined, letters behind a backslash."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from kb.content.problems import Problem, told_of_many
from kb.content.quoting import quoted, shown
from kb.content.schema import LISTS_OF_SENTENCES
from kb.content.yamltree import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kb.content.yamltree import Node

_HASH = re.compile(r"(?:^|(?<=[ \t]))#")
_MAY_HOLD_COMMENT = re.compile(r"[ \t]#")
_LETTER_BEHIND_BACKSLASH = re.compile(r"(?<=[\w:.)])\\([abefnrtvNLP0_])(?=\w)")
_WIDE_COLON = re.compile(r"([A-Za-z_]+)[ \t]*：[ \t]*(.*)")
_ENDED = re.compile(r"[.!?…。！？]\W*\Z")
_BLOCK_SIGN = re.compile(r"(?:[-*+]|\d{1,3}[.)]|#{1,6}|>)[ \t]+\S|\|.*\||```|~~~|[•●◦▪]")
"""What a line begins with that shall stay a line of its own in Markdown."""


def unlike_typed(file: str, text: str, tree: Node, scalars: Iterable[Scalar], lines_before: int) -> Iterator[Problem]:
    """Find what the page would show otherwise than its lines say.

    Args:
        file: the name to put into problems.
        text: the YAML.
        tree: what was read of it.
        scalars: the single values of the tree.
        lines_before: how many lines of the file come before the text.
    """
    lines = text.split("\n")
    if _MAY_HOLD_COMMENT.search(text):
        yield from told_of_many(_comments(lines, tree, lines_before), lambda found: _cut(file, *found))
    for scalar in scalars:
        source = lines[scalar.line - 1 - lines_before : scalar.end_line - lines_before]
        if scalar.style == '"' and (match := _LETTER_BEHIND_BACKSLASH.search("\n".join(source))):
            yield _escaped(file, scalar, match)
        if not scalar.is_literal and len(source) > 1 and (joined := _joined(source, scalar)):
            yield Problem(file, scalar.line + joined[0], 1, "yaml-joined", *joined[1:])
    yield from (_parted(file, *found) for found in _sentences_in_brackets(lines, tree, lines_before))


def _sentences_in_brackets(lines: list[str], node: Node, lines_before: int) -> Iterator[tuple[Sequence, str]]:
    """Give lists of sentences in brackets, which YAML parts at every comma, with the first entry before which no sentence has ended."""
    for key, value in node.entries.values() if isinstance(node, Mapping) else ():
        if key.value not in LISTS_OF_SENTENCES or not isinstance(value, Sequence):
            yield from _sentences_in_brackets(lines, value, lines_before)
        elif lines[value.line - 1 - lines_before][value.column - 1] == "[":
            entries = [item for item in value.items if isinstance(item, Scalar)]
            doubtful = (two.value for one, two in pairwise(entries) if one.is_plain and not _ENDED.search(one.value))
            if (entry := next(doubtful, None)) is not None:
                yield value, entry
    for item in node.items if isinstance(node, Sequence) else ():
        yield from _sentences_in_brackets(lines, item, lines_before)


def _parted(file: str, entries: Sequence, entry: str) -> Problem:
    message = f"YAML parts a list in brackets at every comma, so “{shown(entry)}” is an entry of its own."
    tip = "Write each entry on a line of its own below the field, beginning with “- ”, and without the brackets."
    return Problem(file, entries.line, entries.column, "yaml-parted", message, tip)


def _comments(lines: list[str], tree: Node, lines_before: int) -> Iterator[tuple[int, int, str, str]]:
    """Give the comments behind something else on their line: line, column, what stands before, and the comment.

    A comment that stands deeper than the value that ends above it counts too: it was meant to go on with that value.
    """
    covered: dict[int, list[tuple[int, int]]] = defaultdict(list)
    plain_ends: dict[int, int] = {}
    block_ends: dict[int, int] = {}
    for scalar, indent in _placed(tree, 1):
        first, last = scalar.line - 1 - lines_before, scalar.end_line - 1 - lines_before
        for number in range(first, last + 1):
            start = scalar.column - 1 if number == first else 0
            end = scalar.end_column - 1 if number == last else len(lines[number]) if number < len(lines) else 0
            # The first line of a block holds its sign alone.
            covered[number].append(
                (start, start + 1) if scalar.style in ("|", ">") and number == first else (start, end)
            )
        if scalar.style in ("|", ">") and indent is not None:
            block_ends[last] = indent
        if scalar.is_plain and scalar.value and indent is not None:
            plain_ends[last] = indent
    inside: int | None = None
    for number, line in enumerate(lines):
        inside = block_ends.get(number, inside)
        place = _comment_in(line, covered.get(number, ()))
        before = line[: place or 0].strip()
        if place is not None and before:
            yield number + 1 + lines_before, place + 1, line[:place].rstrip(), line[place:]
        elif place is not None and inside is not None and place >= inside:
            yield number + 1 + lines_before, place + 1, "", line[place:]
        if place is None or before:
            inside = plain_ends.get(number, inside if not line.strip() else None)


def _placed(node: Node, indent: int | None) -> Iterator[tuple[Scalar, int | None]]:
    """Give all values and keys, each with the column (from 0) from which on more of a value could stand on a line below."""
    match node:
        case Scalar():
            yield node, indent
        case Sequence():
            for item in node.items:
                yield from _placed(item, node.column)
        case Mapping():
            for key, value in node.entries.values():
                yield key, None
                yield from _placed(value, node.column)


def _comment_in(line: str, covered: Iterable[tuple[int, int]]) -> int | None:
    for match in _HASH.finditer(line):
        if not any(start <= match.start() < end for start, end in covered):
            return match.start()
    return None


def _cut(file: str, line: int, column: int, before: str, comment: str) -> Problem:
    if not before:
        message = f"“{shown(comment)}” would not be shown: a line that begins with “#” is a comment, and no part of the text above."
        tip = "Write the whole text on one line, in quotes. A remark begins as far left as the field that it follows."
        return Problem(file, line, column, "yaml-comment", message, tip)
    head, value = _halves(before)
    only = f"only “{shown(value)}” would be shown, and " if value else ""
    message = (
        f"Of this line {only}“{shown(comment)}” would not{'' if only else ' be shown'}: YAML takes “ #” for a comment."
    )
    if value[:1] in ("[", "{", "|", ">"):
        return Problem(
            file, line, column, "yaml-comment", message, "Put the remark on a line of its own, with “# ” before it."
        )
    whole = head + quoted(f"{value} {comment}" if value else comment)
    tip = f"If it belongs to the value, write it in quotes: {shown(whole, 160)} If it is a remark, put it on a line of its own."
    return Problem(file, line, column, "yaml-comment", message, tip)


def _halves(before: str) -> tuple[str, str]:
    """Cut a line into what leads to its value, without indentation, and the value."""
    match = re.match(r"\s*((?:-[ \t]+)*(?:[\w-]+:(?:[ \t]+|$))?(?:-$)?)(.*)", before)
    head, value = (match[1], match[2]) if match else ("", before)
    return (f"{head.rstrip()} " if head else ""), _unquoted(value)


def _unquoted(value: str) -> str:
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if is_quoted else value


def _escaped(file: str, scalar: Scalar, match: re.Match[str]) -> Problem:
    what = {"n": "a new line", "r": "a new line", "t": "a tab"}.get(match[1], "a character that can't be seen")
    message = f"“\\{match[1]}” in double quotes is taken for {what}, and is not shown."
    tip = "Write “\\\\” for a backslash, or put the text in single quotes: 'C:\\new'"
    return Problem(file, scalar.line, scalar.column, "yaml-escape", message, tip)


def _joined(source: list[str], scalar: Scalar) -> tuple[int, str, str] | None:
    """Find a line of a list, table or heading that YAML would join to the line above."""
    body = [source[0][scalar.column - 1 :], *source[1:]]
    body[-1] = body[-1][: scalar.end_column - 1]
    least = min((len(line) - len(line.lstrip()) for line in body[1:] if line.strip()), default=0)
    for number in range(1, len(body)):
        line, above = body[number], body[number - 1]
        indent = len(line) - len(line.lstrip())
        # Lines that stand deeper in a “>” block are kept as they are, and an empty line above keeps them apart.
        is_kept = scalar.style == ">" and (indent > least or number == 1)
        if scalar.is_plain and (wide := _WIDE_COLON.match(line.strip())):
            message = f"The colon behind “{wide[1]}” is a wide one, as in Chinese and Japanese texts, so this line is taken for a part of the text above."
            return number, message, f"Write the line so: {wide[1]}: {shown(wide[2], 160)}"
        if _BLOCK_SIGN.match(line.strip()) and above.strip() and not is_kept:
            message = f"“{shown(line.strip())}” would not stand on a line of its own: YAML joins these lines into one."
            return (
                number,
                message,
                "Begin the text with “|” alone behind the colon, and write it on the lines below, indented.",
            )
    return None
