"""What the page shows is what the line says, or it is an error: everything that YAML takes otherwise than it was typed."""

from __future__ import annotations

import re

import pytest

from kb.content.load import SourceFile
from kb.content.parts import take_apart
from kb.content.places import Kind

VALUES = [
    *("a #b", "a\t#b", "#b", "# b", "a#b", "C#", "a # b # c", "'a' # b", '"a" # b', "[a] # b", "a # b: c"),
    *(
        "a:",
        "a: b",
        "a:b",
        ":a",
        "a : b",
        "a：b",
        "http://a",
        "- a",
        "-a",
        "? a",
        "?",
        "! a",
        "!a",
        "& a",
        "&a",
        "*a",
        "* a",
    ),
    *(
        "@a",
        "`a`",
        "%a",
        "|",
        "| a",
        "|a",
        "> a",
        ">a",
        ">",
        "~",
        "null",
        "yes",
        "No",
        "on",
        "true",
        "1_000",
        "1e3",
        "inf",
    ),
    *(
        ".inf",
        ".NaN",
        "0x1F",
        "010",
        "1:30",
        "2026-03-01",
        "1.10",
        "+1",
        "=",
        "<<",
        "{a}",
        "{a: b}",
        "[a]",
        "[a",
        "{a",
        "a]",
    ),
    *(
        "a, b",
        ",",
        "'a'",
        "'a",
        "a'",
        "it's",
        "'it's'",
        "'it''s'",
        '"a"',
        '"a',
        'a"',
        '"a" b',
        '"a\\nb"',
        '"C:\\new"',
        '"\\x41"',
    ),
    *(
        "a\\nb",
        "\\",
        "'a\\nb'",
        "---",
        "...",
        "--- a",
        "a  b",
        "  a  ",
        "a\n  b",
        "a\n\n  b",
        "a\n  # b",
        "a\n  #b\n  c",
    ),
    *(
        "a\n  - b",
        "a\n  * b",
        "a\n  1. b",
        "|\n  a\n  - b",
        ">\n  a\n  - b",
        ">\n  a\n    - b",
        ">\n  a\n\n  - b",
        "|\n  a # b",
    ),
    *(
        "'a\n  - b'",
        '"a\n  # b"',
        "|-\n  a",
        ">2\n    a",
        "|\n  # a",
        "| # a\n  b",
        "|\n  a\n # b",
        "a\n b: c",
        "a\n  b： c",
    ),
    *("$a$", "<a>", "\\(a\\)", "…", "“a”", "a\u00a0b", "👩\u200d🔬"),
]


def words(text: str) -> list[str]:
    return re.findall(r"\w+|[^\w\s]", text)


def as_meant(typed: str) -> str:
    """Give what a person means by a value who knows that quotes and block signs around a text are not shown."""
    block = re.match(r"[|>][-+\d]*\n", typed)
    if block:
        return typed[block.end() :]
    bare = typed.strip()
    sign = bare[:1]
    if sign in ("'", '"') and bare.endswith(sign) and len(bare) > 1:
        inner = bare[1:-1]
        return inner.replace("''", "'") if sign == "'" else inner.replace("\\x41", "A").replace("\\n", " ")
    return bare


@pytest.mark.parametrize("place", ["name: {}", "names:\n  - {}", "names: [{}]"])
@pytest.mark.parametrize("typed", VALUES)
def test_what_is_shown_is_what_was_typed_or_an_error(typed: str, place: str) -> None:
    is_in_list = place.endswith("- {}")
    value = typed.replace("\n", "\n  ") if is_in_list else typed
    if place.endswith("[{}]") and not re.fullmatch(r"[\w #]+", typed):
        return  # Lists in brackets are for ids; the others are told by their types.
    text = f"before: x\n{place.format(value)}\nafter: y\n"
    parts = take_apart(SourceFile("file", Kind.MODEL, "x", text))
    if parts.problems:
        assert all(problem.tip for problem in parts.problems)
        return
    read = parts.value.get("names", [None])[0] if "names" in place else parts.value.get("name")
    assert parts.value.keys() == {"before", "names" if "names" in place else "name", "after"}
    if isinstance(read, str) and read.strip():
        assert words(read) == words(as_meant(typed))
    # Otherwise nothing was read, which is told of any field, or fields or a list were read, which a field for a text refuses.
