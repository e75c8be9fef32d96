"""Characters that don't belong into a text: those that can't be seen, and those of lines that were garbled."""

from __future__ import annotations

import re
import unicodedata
from functools import partial
from typing import TYPE_CHECKING

from kb.content.problems import Problem, told_of_many

if TYPE_CHECKING:
    from collections.abc import Iterator

_RULES = {"Cc": "control-character"} | dict.fromkeys(("Cf", "Co", "Cs", "Zl", "Zp"), "invisible-character")
"""The rules against characters, by their category in Unicode."""
_BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u17b4\u17b5\u180e")
"""Letters and signs that look like nothing, though Unicode does not call them invisible."""
_JOINER, _NON_JOINER, _VARIATION = "\u200d", "\u200c", "\ufe0f"
_JOINED_SCRIPTS = frozenset(
    (
        *("ARABIC", "SYRIAC", "MONGOLIAN", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU"),
        *("KANNADA", "MALAYALAM", "SINHALA", "TIBETAN", "MYANMAR", "KHMER", "NKO", "MANDAIC", "PHAGS-PA"),
    )
)
"""Scripts in whose words letters are joined or kept apart by characters that can't be seen, as Unicode calls their letters."""
_PICTURES = frozenset(("So", "Sm", "Sk"))
"""The categories of emoji, and of the skin tones that follow them."""
_FLAG = "\U0001f3f4"
_TIPS = {
    "control-character": ("Here is a control character", "Delete it and retype the word."),
    "invisible-character": ("Here is a character that can't be seen", "Delete it and retype the words around it."),
}


def text_problems(path: str, text: str) -> Iterator[Problem]:
    """Find characters that can't be seen, and lines that were garbled."""
    unwanted: dict[str, list[str]] = {}
    for character in set(text) - {"\n", "\t"}:
        if rule := "invisible-character" if character in _BLANKS else _RULES.get(unicodedata.category(character)):
            unwanted.setdefault(rule, []).append(re.escape(character))
    for rule, characters in unwanted.items():
        every = re.finditer(f"[{''.join(characters)}]", text)
        found = (match for match in every if not belongs(text, match.start()))
        yield from told_of_many(found, partial(_unseen, path, text, rule))
    if not text.isascii():
        garbled = ((number, line) for number, line in enumerate(text.split("\n"), start=1) if _is_garbled(line))
        yield from told_of_many(garbled, lambda found: _garbled(path, *found))


def belongs(text: str, position: int) -> bool:
    """Tell whether a character that can't be seen is a part of a word or an emoji: of many Persian and Hindi words, and of 👩‍🔬."""
    character, before, after = text[position], text[max(0, position - 2) : position], text[position + 1 : position + 2]
    # At a word's end they show a letter in the form that it has within one.
    if character in (_JOINER, _NON_JOINER) and _is_joined(before[-1:]) and (_is_joined(after) or not after.isalnum()):
        return True
    if character == _JOINER:
        shown = before.rstrip(_VARIATION)[-1:]
        return _is_picture(shown) and _is_picture(after)
    # The flags of England, Scotland and Wales are spelt with such characters.
    return "\U000e0020" <= character <= "\U000e007f" and _FLAG in text[max(0, position - 7) : position]


def _is_joined(character: str) -> bool:
    return bool(character) and unicodedata.name(character, "").split(" ", 1)[0] in _JOINED_SCRIPTS


def _is_picture(character: str) -> bool:
    return bool(character) and not character.isascii() and unicodedata.category(character) in _PICTURES


def place_in(text: str, position: int) -> tuple[int, int]:
    """Give the line and the column of a position in a text, counted from 1."""
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)


def _unseen(path: str, text: str, rule: str, match: re.Match[str]) -> Problem:
    name = f"U+{ord(match[0]):04X} {unicodedata.name(match[0], '')}".strip()
    message, tip = _TIPS[rule]
    word = re.search(r"https?://\S*\Z", text[max(0, match.start() - 300) : match.start()])
    if "\uf000" <= match[0] <= "\uf0ff" and not text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip():
        tip = "It is a bullet as Word draws them. Begin the entry with “- ” in its place."
    elif word:
        tip = f"It is in the address {word[0][:80]} or at its end, where copying put it. Delete the end of the address and type it anew."
    return Problem(path, *place_in(text, match.start()), rule, f"{message} ({name}).", tip)


def _is_garbled(line: str) -> bool:
    if line.isascii():
        return False
    # Loading the library takes longer than most runs, which read no new line.
    from ftfy.badness import is_bad

    return bool(is_bad(line))


def _garbled(path: str, number: int, line: str) -> Problem:
    from ftfy import fix_encoding

    message = "This line was garbled: its text was read with the wrong encoding at some point."
    return Problem(path, number, 1, "mojibake", message, f"Probably meant: {fix_encoding(line).strip()[:100]}")
