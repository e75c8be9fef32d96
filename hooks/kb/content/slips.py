"""Slips that make a text no YAML: on which line each is, and how that line reads when it is mended.

What YAML complains of is often far below: a quote that is never closed is noticed at the end of the file. So lines that look wrong are
mended on trial, from the first on, and the first one with which the reader gets further had the slip.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from kb.content.quoting import quoted, shown
from kb.content.schema import FIELD_NAMES
from kb.content.yamltree import FAST_LOADER

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_SLIPS = 10
MOST_TRIALS = 60
"""Lines that are mended on trial, so that a hostile file costs no more."""
LONGEST_TEXT = 60_000
"""Characters of a text that trials are made with."""

_LINE = re.compile(
    r"(?P<indent>[ \t]*)(?P<head>(?:-[ \t]+)*(?:(?:\"[^\"\n]*\"|'[^'\n]*'|[\w-]+)[ \t]*:(?:[ \t]+|$))?)(?P<value>.*?)[ \t]*"
)
_BLOCK = re.compile(r"(?:^|.*[:\-])[ \t]+[|>][-+]?\d?[-+]?[ \t]*")
_NAME = re.compile(r"([ \t]*(?:-[ \t]+)*)([A-Za-z_]+)(?:[ \t]*(：|[=;]|:(?=\S))[ \t]*|[ \t]+)(?=[^\s:])(\S.*)")
_NAME_ALONE = re.compile(r"([ \t]*(?:-[ \t]+)*)([a-z_]+)[ \t]*")
_BELONGS_ABOVE = re.compile(r"[ \t]*-[ \t]|[ \t]+[a-z_]+:(?:[ \t]|$)")
"""How a line begins that belongs to a field whose name stands alone above it."""
_DRESSED_NAME = re.compile(r"([ \t]*(?:-[ \t]+)*)([*_`]+)([A-Za-z_]+?)(?::\2|\2[ \t]*:)[ \t]*(.*)")
_STARTS = re.compile(r"[@`%&*!|>{}\[\]?,-]")


@dataclass(frozen=True, slots=True)
class Slip:
    """A line (from 0) and a column (from 1) with a slip: what is wrong, and the line as it should be."""

    line: int
    column: int
    message: str
    mended: str


def find_slips(text: str) -> list[Slip]:
    """Find the slips of a text that is no YAML, in order; none where it can't be told where they are."""
    lines, found, trials = text.split("\n"), list[Slip](), MOST_TRIALS
    reached = _reached("\n".join(lines)) if len(text) <= LONGEST_TEXT else None
    while reached is not None and len(found) < MOST_SLIPS:
        for slip in _candidates(lines, reached[1]):
            trials -= 1
            if trials < 0:
                return found
            further = _reached("\n".join([*lines[: slip.line], slip.mended, *lines[slip.line + 1 :]]))
            if further is None or _is_progress(reached, further, len(lines)):
                found.append(slip)
                lines[slip.line] = slip.mended
                reached = further
                break
        else:
            return found
    return found


def _is_progress(before: tuple[int, int], now: tuple[int, int], lines: int) -> bool:
    """Tell whether the reader gets further. Of several quotes that are never closed, each lets it run to the end."""
    return now[1] > before[1] or (now[0] > before[0] and before[1] >= lines - 1)


def _reached(text: str) -> tuple[int, int] | None:
    """Tell how far the reader gets: how many parts it reads, and the line (from 0) where it stops. None where it reads all."""
    parts = 0
    try:
        for _ in yaml.parse(text, Loader=FAST_LOADER or yaml.SafeLoader):
            parts += 1
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return parts, mark.line if mark else 0
    except yaml.YAMLError:
        return None
    return None


def _candidates(lines: list[str], last: int) -> Iterator[Slip]:
    """Give lines that look wrong, up to the one where the reader stops, each as it may have been meant; wrong indentation comes last."""
    indents = [0]
    block: int | None = None
    shifted: list[Slip] = []
    for number, line in enumerate(lines[: last + 1]):
        indent = len(line) - len(line.lstrip(" \t"))
        if not line.strip() or (block is not None and indent > block):
            continue
        block = indent if _BLOCK.fullmatch(line) else None
        match = _LINE.fullmatch(line)
        if match and not line.lstrip().startswith("#"):
            yield from _meant(number, line, match, indents, lines[number + 1] if number + 1 < len(lines) else "")
            if number >= last - 2:
                shifted += _other_indents(number, match["head"], match["value"], indent, indents)
            # What belongs to an entry of a list stands below its text, behind the dash.
            inner = len(re.match(r"[ \t]*(?:-[ \t]+)*", line)[0])  # type: ignore[index]
            indents = [*(known for known in indents if known < indent), indent, *([inner] if inner > indent else [])]
    yield from shifted


def _meant(number: int, line: str, match: re.Match[str], indents: list[int], below: str) -> Iterator[Slip]:
    indent, head, value = match["indent"], match["head"], match["value"]
    if "\t" in indent:
        for spaces in (2 * indent.count("\t"), indents[-1]):
            message = "This line is indented with a tab, and YAML takes spaces alone."
            yield Slip(number, 1, message, " " * spaces + head + value)
    yield from _lost_colon(number, line, below)
    if value and not _is_whole(value):
        column = len(indent) + len(head) + 1
        yield from (Slip(number, column, message, indent + head + meant) for message, meant in _meant_values(value))


def _lost_colon(number: int, line: str, below: str) -> Iterator[Slip]:
    """Give a field's name without a colon, or with another sign or no space in its place, as it was meant."""
    if (alone := _NAME_ALONE.fullmatch(line)) and alone[2] in FIELD_NAMES and _BELONGS_ABOVE.match(below):
        yield Slip(number, len(line.rstrip()) + 1, f"There is no colon behind “{alone[2]}”.", f"{line.rstrip()}:")
    if (dressed := _DRESSED_NAME.fullmatch(line)) and dressed[3] in FIELD_NAMES:
        before, value = dressed[1], dressed[4]
        mended = f"{before}{dressed[3]}: {value if not value or _is_whole(value) else quoted(value)}".rstrip()
        yield Slip(number, len(before) + 1, f"The name of a field stands by itself, without “{dressed[2]}”.", mended)
    match = _NAME.fullmatch(line)
    if not match or (match[2] not in FIELD_NAMES and match[3] != "："):
        return
    if "-" in match[1] and match[3] is None:
        return  # Many a text in a list begins with “name” or “why”.
    before, name, sign, value = match.groups()
    why = {
        None: f"There is no colon behind “{name}”.",
        ":": f"There is no space behind “{name}:”.",
        "：": f"The colon behind “{name}” is a wide one, as in Chinese and Japanese texts.",
    }.get(sign, f"Behind “{name}” stands “{sign}” and no colon.")
    mended = f"{before}{name}: {value if _is_whole(value) else quoted(value)}"
    if mended.rstrip() != line.rstrip():
        yield Slip(number, len(before) + len(name) + 1, why, mended)


def _meant_values(value: str) -> Iterator[tuple[str, str]]:
    """Give what is wrong with a value, and what may have been meant."""
    first = value[0]
    if first in "\"'":
        inner, is_closed = _between_quotes(value)
        inner_text = "A backslash in double quotes stands for something else." if first == '"' and "\\" in value else ""
        message = (
            inner_text
            if is_closed and inner_text
            else (
                "The quotes end before the text does, since there are such quotes in the text itself."
                if is_closed
                else "A quote is opened here and never closed."
            )
        )
        yield message, quoted(inner)
        yield message, quoted(value)
    elif first == "[" and value.endswith("]") and " #" in value:
        entries = (entry.strip() for entry in value[1:-1].split(", "))
        meant = ", ".join(map(quoted, entries))
        yield "YAML takes “ #” for a comment, so the bracket is never closed.", f"[{meant}]"
    elif first in "[{" and value.count("]") + value.count("}") < value.count("[") + value.count("{"):
        yield "A bracket is opened here and never closed.", value + {"[": "]", "{": "}"}[first]
        yield f"A text that begins with “{first}” must stand in quotes.", quoted(value)
    elif first in "|>" and value[1:].strip():
        meant = value[1:].strip()
        message = f"Behind “{first}” nothing may stand on the line: the text follows on the lines below."
        yield message, meant if _is_whole(meant) else quoted(meant)
    elif re.search(r":(?:\s|$)", value):
        yield "There is a colon in the text, so it must stand in quotes.", quoted(value)
    elif _STARTS.match(value):
        yield f"A text that begins with “{first}” must stand in quotes.", quoted(value)


def _between_quotes(value: str) -> tuple[str, bool]:
    """Give the text that somebody meant to put into quotes, and whether there is a second quote at all."""
    sign = value[0]
    if sign not in value[1:]:
        return value[1:], False
    inner = value[1:-1]
    if value[-1] != sign:
        return value, True
    # “"What" or "that"” has words in quotes at both ends; in “"He said "hi" to me"” the outer ones are around the text.
    ends_a_word = re.search(rf"\S{sign}(?:\W|$)", inner)
    begins_a_word = re.search(rf"(?:^|\s){sign}\S", inner)
    is_around = not ends_a_word or (begins_a_word is not None and begins_a_word.start() < ends_a_word.start())
    return (inner if is_around else value), True


def _other_indents(number: int, head: str, value: str, indent: int, indents: list[int]) -> Iterator[Slip]:
    for known in sorted(set(indents), key=lambda known: abs(known - indent)):
        if head and known != indent:
            spaces = f"{indent} space{'s' * (indent != 1)}"
            message = f"This line begins with {spaces}, and those that it belongs to with {known}."
            yield Slip(number, 1, message, " " * known + head + value)


def _is_whole(value: str) -> bool:
    """Tell whether a value can stand on its line as it is."""
    try:
        events = list(yaml.parse(f"- {value}", Loader=FAST_LOADER or yaml.SafeLoader))
    except yaml.YAMLError:
        return False
    collections = [event for event in events if isinstance(event, yaml.CollectionStartEvent)]
    return all(event.flow_style for event in collections[1:])


def in_words(slip: Slip) -> tuple[str, str]:
    """Give the message and the tip for a slip."""
    return slip.message, f"Write the line so: {shown(slip.mended.strip(), 200)}"
