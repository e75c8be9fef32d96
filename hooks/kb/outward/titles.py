"""Whether two titles name the same work, however they are written."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from enum import Enum, auto

NEAR_IN_WORDS = 0.75
NEAR_IN_LETTERS = 0.9
"""From this similarity on (0 to 1) two titles are one title written differently. Measured on the catalogue: no two of its
titles come this near."""

_LATEX_ACCENT = re.compile(r"""\\(?:[`'^"~=.]\s*|[uvHcdbkr](?:\s+|(?=\{)))\{?\\?([A-Za-z])\}?""")
_LATEX_STYLE = re.compile(r"\\(?:text|math|emph|bf|it|rm|tt|sc|uppercase|boldsymbol|operatorname)[a-z]*(?![a-zA-Z])")
_LATEX_WORD = re.compile(r"\\([A-Za-z]+)")
_HTML_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_SUBTITLE = re.compile(r"\s*(?::|\s[-–—]+\s|[?!.]\s|---?)\s*")
# What is spelt out in one place and drawn in another.
_SPELLINGS = {"×": " x ", "&": " and ", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}
_LATEX_SPELLINGS = {"times": "x", "o": "o", "l": "l", "i": "i", "ss": "ss", "ae": "ae", "oe": "oe"}


class Likeness(Enum):
    """How far two titles agree."""

    SAME = auto()
    NEAR = auto()
    DIFFERENT = auto()


def compare(ours: str, theirs: str) -> Likeness:
    """Say how far two titles agree.

    Case, accents, punctuation, spacing, LaTeX and HTML do not count, nor does a missing subtitle or a missing name
    before the colon. Titles with different numbers in them differ: “v2” is not “v3”.
    """
    ours, theirs = _unmarked(ours), _unmarked(theirs)
    mine, other = _words(ours), _words(theirs)
    if "".join(mine) == "".join(other) or _is_part(mine, theirs) or _is_part(other, ours):
        return Likeness.SAME
    if _numbers(mine) and _numbers(other) and _numbers(mine) != _numbers(other):
        return Likeness.DIFFERENT
    in_words = SequenceMatcher(None, mine, other, autojunk=False).ratio()
    in_letters = SequenceMatcher(None, "".join(mine), "".join(other), autojunk=False).ratio()
    is_near = in_words >= NEAR_IN_WORDS or in_letters >= NEAR_IN_LETTERS
    return Likeness.NEAR if is_near else Likeness.DIFFERENT


def _is_part(words: list[str], title: str) -> bool:
    """Tell whether words are all of a title before its subtitle, or all after the name it begins with.

    A single word before a colon is often a name that several works share, so it does not stand for the title.
    """
    joined = "".join(words)
    return any(
        (len(words) >= 2 and joined == "".join(_words(title[: cut.start()])))
        or (len(words) >= 3 and joined == "".join(_words(title[cut.end() :])))
        for cut in _SUBTITLE.finditer(title)
    )


def _unmarked(title: str) -> str:
    """Take LaTeX and HTML out of a title, and keep its punctuation."""
    title = _HTML_TAG.sub("", title)
    title = _LATEX_ACCENT.sub(r"\1", title)
    title = _LATEX_STYLE.sub("", title)
    title = _LATEX_WORD.sub(lambda match: _LATEX_SPELLINGS.get(match[1], match[1]), title)
    return re.sub(r"[${}\\^_]", "", title)


def _words(title: str) -> list[str]:
    folded = "".join(_folded(character) for character in unicodedata.normalize("NFKD", title.casefold()))
    return re.findall(r"[^\W_]+", folded)


def _folded(character: str) -> str:
    if unicodedata.combining(character) or character in "'’‘":
        return ""
    if "α" <= character <= "ω":
        return unicodedata.name(character).rpartition(" ")[2].casefold()
    return _SPELLINGS.get(character, character)


def _numbers(words: list[str]) -> list[str]:
    return re.findall(r"\d+", " ".join(words))
