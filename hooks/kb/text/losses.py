"""Words of a text that would not be shown, because Markdown drops them without saying so."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.text.document import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from markdown_it.token import Token

_LINE_END = re.compile(r"\r\n?|\n")
_WORD = re.compile(r"[^\W_]+")
_LANGUAGE = re.compile(r"\s*[\w+#.-]*(?!\S)")
"""What may follow the signs that begin code. Words behind it, or anything else there, are not shown."""
_MARKS = re.compile(r"^(?:\s*(?:>|[-+*]|\d{1,9}[.)]|\[\^[^\s\]]+\]:))*")
"""What may stand before the text of a line: signs of quotations and lists, names of footnotes."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Words that would not be shown, the line where they stand (from 0), and why."""

    line: int
    words: str
    why: str
    instead: str


def find_losses(text: str) -> Iterator[Loss]:
    """Compare the words of each line with those that the parser kept of it."""
    tokens = tokens_of(text)
    kept = _kept(tokens)
    rows = {token.map[0] for token in tokens if token.type == "tr_open" and token.map}
    fences = {token.map[0] for token in tokens if token.type == "fence" and token.map}
    is_too_deep = False
    for line, typed in enumerate(_LINE_END.split(text)):
        words = _WORD.findall(_MARKS.sub("", typed))
        lost = Counter(words) - kept.get(line, Counter())
        if not lost:
            continue
        shown = " ".join(word for word in words if word in lost)[:40]
        if line in rows:
            yield Loss(line, shown, "The row has more cells than the table's head.", "Give the head as many cells.")
        elif line in fences:
            yield Loss(
                line, shown, "Behind ``` stands the name of a language alone.", "Begin the code on the next line."
            )
        elif not is_too_deep:
            is_too_deep = True
            yield Loss(line, shown, "Lists and quotations are nested too deeply.", "Take some of the levels out.")


def _kept(tokens: Iterable[Token]) -> Mapping[int, Counter[str]]:
    """Count the words of each line that stand in the parser's blocks."""
    kept: dict[int, Counter[str]] = defaultdict(Counter)
    for token in tokens:
        line = token.map[0] if token.map else 0
        if token.type == "fence":
            kept[line].update(_WORD.findall(language[0]) if (language := _LANGUAGE.match(token.info)) else ())
            line += 1
        elif token.type == "callout_title":
            kept[line].update(_WORD.findall(token.info))
        if token.type in ("inline", "fence", "code_block"):
            for offset, typed in enumerate(token.content.split("\n")):
                kept[line + offset].update(_WORD.findall(typed))
    return kept
