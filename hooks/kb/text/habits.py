"""Habits of Markdown elsewhere that this Markdown does not know, and what to write here instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.text.callouts import CALLOUTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

_KINDS = ", ".join(kind.upper() for kind in CALLOUTS if kind != "note")
_BOX = f"Write “> [!NOTE]” on a line of its own, and below it the text with “> ” before each line. For NOTE you may say {_KINDS}."
_CODE = "Put it in `backticks` if you mean the characters."
_BULLETS = "•●◦▪‣○■∙⁃◆◇❖➢➤►▶✓✔☐☑"
"""What Word and other programs begin the entries of a list with."""
_HIDDEN = "\ufffc"
"""Stands for code, addresses and pictures, in which nothing is a habit."""


@dataclass(frozen=True, slots=True)
class Habit:
    """Something that other tools know. ``name`` says what it would be there; ``instead`` what to write here."""

    pattern: re.Pattern[str]
    name: str
    instead: str
    rule: str = "as-typed"
    in_links: bool = True


HABITS = tuple(
    Habit(re.compile(pattern), *rest)
    for pattern, *rest in (
        (r"^(?:!!!|\?\?\?\+?)[ \t]*\w.*|^:::+[ \t]*\S.*", "Boxes are written another way here", _BOX),
        (r"\[![\w-]+\]", "This does not begin a callout", _BOX),
        (
            r"\^\[[^\[\]]+\]",
            "Footnotes stand apart here",
            "Write [^1] here, and the note on a line of its own: “[^1]: The note.”",
        ),
        (
            r"\[\[[^\[\]]+\]\]",
            "Links are written another way here",
            "Write [words](question:its-id), [words](task:its-id) or [words](model:its-id).",
        ),
        (
            rf"\]\((?=[^()\s]*[:/.{_HIDDEN}])[^()]*\)",
            "This is not read as a link",
            "Write [words](https://…) without spaces in the address, and with no footnote or other link in the words.",
            "link",
        ),
        (
            r"^\[[^\[\]^!][^\[\]]*\]:(?=\s|$)",
            "Links are written where they stand",
            "Write [words](https://…) in the sentence itself.",
        ),
        (
            r"^\[[ xX]\](?=\s|$)",
            "There are no boxes to tick here",
            "Delete the brackets, or say in words what is done.",
        ),
        (r"^={3}[!+]?[ \t]+[\"'“].*", "There are no tabs here", "Use a heading or **bold** words for each."),
        (r"^--8<--.*", "Other files can't be put in here", "Write the text itself."),
        (r"^\*\[[^\[\]]+\]:", "Abbreviations are explained in the text", "Explain it where it is first used."),
        (r"^:[ \t]+\S", "There are no lists of definitions here", "Write a list: “- **word**: what it means”."),
        (r"^\[TOC\][ \t]*$", "Pages list their headings by themselves", "Delete it."),
        (r"==[^\s=](?:[^=]*[^\s=])?==", "Nothing is highlighted here", f"Write **bold** words. {_CODE}"),
        (r"(?<![\w:]):(?:[a-z][a-z0-9_+-]*|[+-]1):(?![\w:])", "There are no emoji names here", f"Use words. {_CODE}"),
        (
            rf"^[{_BULLETS}][ \t\u00a0]*\S.*|^[o·§→⇒–—-]\t.*|^(?:[-*+]|\d{{1,3}}[.)])\u00a0+\S.*",
            "Lists are written another way here",
            "Begin each entry on a line of its own with “- ”.",
        ),
        (
            rf"^(?![{_BULLETS}o·§→⇒–—-][ \t]).*\S[ ]*\t+[ ]*\S.*",
            "A tab parts no columns here",
            "Write a table: “| one | two |”, below it “|---|---|”, and then a line for each row.",
        ),
        (
            r":?contentReference\[[^\[\]]*\](?:\{[^{}]*\})?|\boaicite:\S*|【[^】]*†[^】]*】|\[cite(?:_start|_end|:[^\[\]]*)\]"
            r"|\b(?:i|(?:file)?cite)?turn\d+(?:search|view|news|fetch|image|file|product)\d+\b",
            "A chat program left this behind",
            "Delete it, and name what was read under sources.",
        ),
        (r"\$\$", "Formulas are not typeset here", f"Say it in words. {_CODE}"),
        (
            r"(?<=\w)(?:~[\w+-]+~(?!~)|\^[\w+-]+\^)",
            "Nothing is raised or lowered here",
            f"Use the characters, such as x² or H₂O. {_CODE}",
        ),
        (r"(?<![\w~])~\w(?:[^~]*\w)?~(?![\w~])", "One ~ strikes nothing out", f"Write ~~two of them~~. {_CODE}"),
        (r"\{(?:\+\+|--|~~|==|>>)", "Changes are not marked here", f"Write the text as it shall be. {_CODE}"),
        (r"\+\+[a-z]+(?:\+[a-z]+)*\+\+", "Keys are not drawn here", "Write them as `code`."),
        (r"\{[ \t]*[#.][\w-][^{}]*\}", "Attributes do not work here", f"Delete it. {_CODE}"),
        (
            r"(?<![\w/])(?:https?://|www\.)[^\s<>]*\w",
            "This address does not become a link",
            "Write the whole address of a site: https://…",
            "link",
            False,
        ),
    )
)
_BRACKETED_FORMULA = re.compile(r"\\\((?!\))[^`\n]{1,400}?\\\)|\\\[(?!\])[^`\n]{1,400}?\\\]")
_AFTER_DOLLAR = re.compile(r"\$(?=([^$]+)\$(?![\w$]))")
_CHAT = next(habit for habit in HABITS if habit.name.startswith("A chat"))
_FORMULA = Habit(_AFTER_DOLLAR, "Formulas are not typeset here", f"Say it in words. {_CODE}")


def find_habits(inline: Token) -> Iterator[tuple[int, Habit, str]]:
    """Find what stands in a block of text as it would elsewhere: its line in the block (from 0), the habit, and what was typed."""
    sources = inline.content.split("\n")
    for line, text, in_link in _typed_lines(inline):
        for habit in HABITS:
            if (habit.in_links or not in_link) and (match := habit.pattern.search(text)):
                yield line, habit, match[0].replace(_HIDDEN, "…")
        if (
            bracketed := _BRACKETED_FORMULA.search(_without_code(sources[line]))
            if not in_link and line < len(sources)
            else None
        ):
            yield line, _FORMULA, bracketed[0]
        if formula := next((match[1] for match in _AFTER_DOLLAR.finditer(text) if _is_formula(match[1])), ""):
            yield line, _FORMULA, f"${formula}$"


def left_over(line: str) -> tuple[Habit, str] | None:
    """Find in a line of plain text what a chat program left behind: its marks of sources, and formulas."""
    if match := _CHAT.pattern.search(line):
        return _CHAT, match[0]
    match = _BRACKETED_FORMULA.search(line)
    return (_FORMULA, match[0]) if match else None


def _without_code(line: str) -> str:
    return re.sub(r"`[^`]*`", "", line)


def _is_formula(between: str) -> bool:
    """Tell formulas from amounts of money: “$5 and $10” is none."""
    is_tight = between == between.strip()
    return is_tight and ((len(between) == 1 and between.isalpha()) or any(sign in between for sign in "\\^_{}="))


def _typed_lines(inline: Token) -> Iterator[tuple[int, str, bool]]:
    """Give each line of a block as it was typed, and apart from it the words of its links."""
    outside: list[str] = []
    inside: list[str] = []
    line, in_link, is_address = 0, False, False
    for child in inline.children or ():
        if child.type in ("softbreak", "hardbreak"):
            yield line, "".join(outside), False
            outside.clear()
            line += 1
        elif child.type == "link_open":
            in_link, is_address = True, child.info == "auto"
            outside.append(_HIDDEN)
        elif child.type == "link_close":
            yield line, "".join(inside), True
            inside.clear()
            in_link = is_address = False
        elif not is_address:
            typed = child.content if child.type == "text" else child.markup if child.nesting else _HIDDEN
            (inside if in_link else outside).append(typed)
    yield line, "".join(outside), False
