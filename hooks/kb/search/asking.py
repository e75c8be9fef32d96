"""What a query asks for: the ways to ask for a thing by its name, taken off. ``docs/assets/search/asking.js`` does exactly the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kb.search.words import stem, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

NAME_PLACES = (
    *("own task", "own term", "own model", "own product", "own question"),
    *("other term", "other task", "other model", "other product"),
)
"""Where one name belongs to several: own names before other names; then the task, the word, the work, the product, the question."""
TERM_PLACES = frozenset(NAME_PLACES.index(f"{whose} term") for whose in ("own", "other"))
TASK_PLACES = frozenset(NAME_PLACES.index(f"{whose} task") for whose in ("own", "other"))
QUESTION_PLACE = NAME_PLACES.index("own question")
MOST_NAMED = 6
MIN_TITLE = 4
"""A query of fewer words is never a question's title."""
SAME_TITLE = 500
"""Where a query and a title ask the same, what they share, squared, is at least so many thousandths of all that the one says times all that
the other says. Rare words say more; little ones say nothing."""

_LITTLE = frozenset(
    [
        "a",
        "an",
        "the",
        "that",
        "this",
        "it",
        "its",
        "is",
        "are",
        "was",
        "be",
        "do",
        "does",
        "did",
        "to",
        "of",
        "for",
        "in",
        "on",
        "and",
        "or",
        "my",
        "your",
        "i",
        "you",
        "me",
        "can",
        "so",
        "just",
        "really",
    ]
)
_NOT = frozenset(
    [
        "arent",
        "cannot",
        "cant",
        "couldnt",
        "didnt",
        "doesnt",
        "dont",
        "hadnt",
        "hasnt",
        "havent",
        "isnt",
        "shouldnt",
        "wasnt",
        "werent",
        "wont",
        "wouldnt",
    ]
)
"""Words that say “not”, as a title may say it otherwise than a query."""
_WAYS = (
    ("name", re.compile(r"()(.+)")),
    (
        "word",
        re.compile(
            r"((?:whats|what (?:is|are|does|do)(?: meant by)?|define|explain|(?:the )?(?:meaning|definition) of) (?:an? |the )?)"
            r"(.+?)(?: means?| stands? for)?(?: in ai)?"
        ),
    ),
    ("word", re.compile(r"((?:an? |the )?)(.+?) (?:means?|meaning|definition|explained)")),
    ("name", re.compile(r"((?:an?|the) )(.+?)(?: app)?")),
    ("name", re.compile(r"()(.+) (?:app|ai)")),
    ("of ai", re.compile(r"((?:ai|llm|chatgpt|chatbot) )(.+)")),
    ("work", re.compile(r"(how (?:does|do|did|can) (?:an? |the )?)(.+?) works?")),
)
"""How people ask for a thing: by its name, for the meaning of a word (where “AI” stands before it, words alone are meant), or how it
works. The groups are what stands before the name, and the name."""

_ARTICLES = frozenset(["a", "an", "the", "my", "your", "of", "for", "in", "on", "from", "with", "by"])
_EMPTY = frozenset(
    [
        "ai",
        "app",
        "apps",
        "tool",
        "tools",
        "software",
        "program",
        "website",
        "online",
        "free",
        "best",
        "good",
        "automatic",
        "automatically",
        "using",
    ]
)
"""What people add to the name of what they look for: it tells no task from another."""
_MEDIA = {
    stem(word): medium
    for medium, found in {"image": "photo photograph picture pic image", "video": "video film movie footage"}.items()
    for word in found.split()
}
"""Words that are one where a task is named otherwise than its names are written."""

NameRow = tuple[str, int, int]
"""A name: its words, what it belongs to (a task's position, or a record's behind all tasks), and its place in ``NAME_PLACES``."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed: its words, the known terms of each, and what an unfinished last word may become."""

    words: list[str]
    terms: list[list[str]]
    completions: list[str]
    is_mended: bool = False
    """Whether a word was taken for another that looks like it: then holding all words says little."""

    @property
    def sequence(self) -> list[str]:
        """Give all terms in order."""
        return [term for found in self.terms for term in found]


def named(
    typed: Typed,
    rows_of: Callable[[str], Iterable[NameRow]],
    says: Callable[[str], int],
    score: Callable[[int], int],
) -> tuple[str, list[int]]:
    """Give how a query asks, and what it names, best first; nothing unless a name is all that it holds besides the asking.

    Args:
        typed: the query.
        rows_of: the names that are kept with a term.
        says: how much a term says, more if it is rare.
        score: what a task got: of several with one name, the best comes first.
    """

    def place(row: NameRow) -> tuple[int, int, int]:
        return row[2], -score(row[1]), row[1]

    ways = [(way, asked, _rows(way, asked, rows_of)) for way, asked in _ways(typed)]
    # A name asked for in any way goes before a title that asks nearly the same: “what is a deepfake” asks for the word.
    for matching in (_same_name, partial(_same_title, says=says)):
        for way, asked, rows in ways:
            if found := matching(asked, rows):
                order = sorted(found, key=lambda row: (way == "word" and row[2] not in TERM_PLACES, place(row)))
                return way, list(dict.fromkeys(item for _, item, _ in order))[:MOST_NAMED]
    if found := _said_otherwise(typed, rows_of):
        return "name", list(dict.fromkeys(item for _, item, _ in sorted(found, key=place)))[:MOST_NAMED]
    return "", []


def _ways(typed: Typed) -> Iterator[tuple[str, Typed]]:
    text = " ".join(typed.words)
    for way, pattern in _WAYS:
        if match := pattern.fullmatch(text):
            start = match[1].count(" ")
            end = start + match[2].count(" ") + 1
            yield way, Typed(typed.words[start:end], typed.terms[start:end], [])


def _rows(way: str, asked: Typed, rows_of: Callable[[str], Iterable[NameRow]]) -> list[NameRow]:
    rows = [row for term in dict.fromkeys(asked.sequence) for row in rows_of(term)]
    return [row for row in rows if way != "of ai" or row[2] in TERM_PLACES]


def _same_name(asked: Typed, rows: Sequence[NameRow]) -> list[NameRow]:
    """Give the names that are the same in letters, else in terms."""
    letters, sequence = "".join(asked.words), asked.sequence
    if found := [row for row in rows if row[0].replace(" ", "") == letters]:
        return found
    return [row for row in rows if [stem(word) for word in row[0].split(" ")] == sequence]


def _same_title(asked: Typed, rows: Sequence[NameRow], says: Callable[[str], int]) -> list[NameRow]:
    """Give the title that asks nearly the same, the nearest alone."""
    if len(asked.words) < MIN_TITLE:
        return []
    core = _core(asked.words)
    titles = [(_likeness(core, _core(row[0].split(" ")), says), row) for row in rows if row[2] == QUESTION_PLACE]
    near = [(likeness, row) for likeness, row in titles if likeness >= SAME_TITLE]
    return [min(near, key=lambda one: (-one[0], one[1][1]))[1]] if near else []


def _said_otherwise(typed: Typed, rows_of: Callable[[str], Iterable[NameRow]]) -> list[NameRow]:
    """Give the names of tasks that say what a query says in another order, form, or word for a medium: ``detect objects``."""
    if typed.is_mended:
        return []
    rows = [row for term in dict.fromkeys(typed.sequence) for row in rows_of(term) if row[2] in TASK_PLACES]
    for asked in (typed.words, [word for word in typed.words if word not in _EMPTY]):
        wanted = sense(asked)
        if wanted and (found := [row for row in rows if sense(row[0].split(" ")) == wanted]):
            return found
    return []


def sense(typed: Iterable[str]) -> list[str]:
    """Give what words say whatever their order, but for “to”: ``text to image`` is not ``image to text``."""
    found = ["to" if word == "into" else stem(word) for word in typed if word not in _ARTICLES]
    same = [_MEDIA.get(term, term) for term in found]
    return same if "to" in same else sorted(set(same))


def is_medium(term: str) -> bool:
    """Tell whether a term is a word for a medium: names of tasks are not kept with it, as another may be typed for it."""
    return term in _MEDIA


def _core(typed: Iterable[str]) -> set[str]:
    return {stem("not" if word in _NOT else word) for word in typed if word not in _LITTLE}


def _likeness(one: set[str], two: set[str], says: Callable[[str], int]) -> int:
    """Say how much two sets of words share, in thousandths; sharing a single word is no likeness."""
    shared, first, second = (sum(map(says, words)) for words in (one & two, one, two))
    return shared * shared * 1000 // (first * second) if len(one & two) > 1 else 0


def folded(name: str) -> str:
    """Give a name as it is compared: its words, lower-case and without accents."""
    return " ".join(words(name))
