"""What stands below a question's mark: one question or several, with or without quotes, and what follows them."""

from __future__ import annotations

import re

from kb.importing.boilerplate import is_known_heading
from kb.importing.lines import BULLET
from kb.importing.quotes import QUOTES, bare, closes, is_quoted

MAX_QUESTION = 1500
"""A longer text is not all question."""
MAX_PARAGRAPHS = 40


def questions_of(lines: list[str]) -> tuple[list[str], list[str]]:
    """Part the lines below a question's mark into questions and what else stands there."""
    paragraphs = [part.strip("\n") for part in re.split(r"\n(?:[ \t]*\n)+", "\n".join(lines)) if part.strip()]
    if not paragraphs:
        return [], []
    items = _items(paragraphs)
    if len(items) > 1 or (items and len(paragraphs) == 1):
        return [bare(item) for item in items], []
    if len(paragraphs) > 1 and all(is_quoted(paragraph) for paragraph in paragraphs):
        return [bare(paragraph) for paragraph in paragraphs], []
    for count in range(1, min(len(paragraphs), MAX_PARAGRAPHS) + 1):
        if is_quoted(text := "\n\n".join(paragraphs[:count])):
            return [bare(text)], paragraphs[count:]
    if spoken := _spoken(paragraphs):
        return [spoken], []
    asked, rest = _to_closing_quote(paragraphs)
    if asked:
        return [bare(asked)], rest
    count = _asking(paragraphs)
    return [bare("\n\n".join(paragraphs[:count]))], paragraphs[count:]


def _spoken(paragraphs: list[str]) -> str:
    """Read a quote whose every paragraph opens anew while only the last one closes, as books print speech."""
    opener = paragraphs[0].strip()[:1]
    closers = QUOTES.get(opener, "")
    if not closers or len(paragraphs) < 2 or not all(part.strip().startswith(opener) for part in paragraphs):
        return ""
    if not closes(paragraphs[-1], closers, opener) or any(closes(part, closers, opener) for part in paragraphs[:-1]):
        return ""
    return bare("\n\n".join(part.strip()[1:] for part in paragraphs))[:-1].rstrip()


def _asking(paragraphs: list[str]) -> int:
    """Say how many paragraphs of an unquoted question belong to it: to the last that asks, or all where none does."""
    most = min(len(paragraphs), MAX_PARAGRAPHS)
    within = [count for count in range(1, most + 1) if len("\n\n".join(paragraphs[:count])) <= MAX_QUESTION] or [1]
    asking = [count for count in within if paragraphs[count - 1].rstrip("*_ ").endswith(("?", "？"))]
    return (asking or within)[-1]


def _items(paragraphs: list[str]) -> list[str]:
    """Give the items where all that stands there is one list; a wrapped item is one."""
    items: list[str] = []
    for line in "\n".join(paragraphs).split("\n"):
        if match := BULLET.match(line):
            items.append(match["rest"])
        elif items and line.startswith((" ", "\t")):
            items[-1] += f"\n{line.strip()}"
        elif line.strip():
            return []
    return items


def _to_closing_quote(paragraphs: list[str]) -> tuple[str, list[str]]:
    """Cut after the last line that ends a quote which the first line opens."""
    text = "\n\n".join(paragraphs)
    opener = text.lstrip("*_ ")[:1]
    if opener not in QUOTES:
        return "", []
    lines = text.split("\n")
    ends = [position for position, line in enumerate(lines) if closes(line, QUOTES[opener], opener)]
    if not ends:
        return "", []
    rest = "\n".join(lines[ends[-1] + 1 :])
    return "\n".join(lines[: ends[-1] + 1]), [part.strip("\n") for part in re.split(r"\n\s*\n", rest) if part.strip()]


def is_question(text: str) -> bool:
    """Tell whether a paragraph asks something, and is not a heading of the layouts, two of which ask as well."""
    return text.rstrip("*_ ").endswith(("?", "？")) and len(text.split()) > 2 and not is_known_heading(text)
