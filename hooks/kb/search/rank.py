"""Ranking with the index: which tasks and records a question is about. ``docs/assets/search/rank.js`` does exactly the same."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kb.search.words import pairs, stem, terms_of_word, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kb.search.index import SearchIndex

LEAST_TASKS = 10
MIN_PREFIX = 3
MOST_COMPLETIONS = 2
MIN_MENDED = 4
MIN_GLUED = 3
MOST_GLUED = 40
"""Longer words are nobody's; looking for all ways to cut them would take for ever."""
TASK_SHARE = 2
"""A record's score gets its task's score divided by this, so that records of the right task come first."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search finds: positions of tasks and records with their scores, best first."""

    tasks: list[tuple[int, int]]
    records: list[tuple[int, int]]


def search(index: SearchIndex, query: str) -> Answer:
    """Rank all tasks and records for what somebody typed."""
    sequence, completions = resolve(query, index.vocabulary)
    asked = list(dict.fromkeys([*sequence, *completions]))
    tasks = _added(index.task_terms, asked)
    for position, score in _added(index.task_pairs, list(dict.fromkeys(pairs(sequence)))).items():
        tasks[position] += score
    records = _added(index.record_terms, asked)
    for position in records:
        records[position] += tasks.get(index.records[position].tasks[0], 0) // TASK_SHARE
    return Answer(_best_first(tasks), _best_first(records))


def answer(index: SearchIndex, query: str, limit: int) -> dict[str, Any]:
    """Search, and give the best tasks and records as the browser's ``window.kb.search`` does."""
    found = search(index, query)
    return {
        "query": query,
        "tasks": [
            {"id": index.tasks[position].id, "name": index.tasks[position].name, "score": score}
            for position, score in found.tasks[: max(limit, LEAST_TASKS)]
        ],
        "results": [
            {"kind": record.kind, "id": record.id, "title": record.title, "url": record.url, "score": score}
            for record, score in ((index.records[position], score) for position, score in found.records[:limit])
        ],
    }


def resolve(query: str, vocabulary: Mapping[str, int]) -> tuple[list[str], list[str]]:
    """Turn a query into known terms: in order, and besides them the words that an unfinished last word may become."""
    sequence: list[str] = []
    completions: list[str] = []
    typed = words(query)
    for number, word in enumerate(typed):
        found = terms_of_word(word)
        if len(found) == 1 and found[0] not in vocabulary:
            is_unfinished = number == len(typed) - 1 and query[-1:].isalnum()
            ends = _completions(word, vocabulary) if is_unfinished else []
            completions.extend(ends)
            found = _known_parts(word, vocabulary) or ([] if ends else [_mended(found[0], vocabulary)])
        sequence.extend(found)
    return sequence, completions


def _known_parts(word: str, vocabulary: Mapping[str, int]) -> list[str]:
    """Cut a word into known ones that were glued: ``blackandwhite``."""
    if len(word) > MOST_GLUED:
        return []
    for position in range(len(word) - MIN_GLUED, MIN_GLUED - 1, -1):
        first = stem(word[:position])
        if first in vocabulary:
            rest = stem(word[position:])
            if rest in vocabulary:
                return [first, rest]
            if position < len(word) - 2 * MIN_GLUED + 1 and (more := _known_parts(word[position:], vocabulary)):
                return [first, *more]
    return []


def _completions(word: str, vocabulary: Mapping[str, int]) -> list[str]:
    if len(word) < MIN_PREFIX:
        return []
    ends = [term for term in vocabulary if term.startswith(word)]
    return sorted(ends, key=lambda term: (-vocabulary[term], term))[:MOST_COMPLETIONS]


def _mended(term: str, vocabulary: Mapping[str, int]) -> str:
    """Give the most frequent known term that is one slip away, or the term itself."""
    if len(term) < MIN_MENDED:
        return term
    near = [known for known in vocabulary if is_one_slip(term, known)]
    return min(near, key=lambda known: (-vocabulary[known], known), default=term)


def is_one_slip(one: str, two: str) -> bool:
    """Tell whether one letter too many, too few, wrong, or two swapped make one word the other."""
    if abs(len(one) - len(two)) > 1 or one == two:
        return False
    start = 0
    while start < min(len(one), len(two)) and one[start] == two[start]:
        start += 1
    one, two = one[start:], two[start:]
    return (
        one[1:] == two[1:]
        or one[1:] == two
        or one == two[1:]
        or (one[:2] == two[1::-1] and one[2:] == two[2:] and len(one) > 1)
    )


def _added(postings: Mapping[str, Mapping[int, int]], asked: Iterable[str]) -> dict[int, int]:
    scores: dict[int, int] = defaultdict(int)
    for term in asked:
        for position, score in postings.get(term, {}).items():
            scores[position] += score
    return scores


def _best_first(scores: Mapping[int, int]) -> list[tuple[int, int]]:
    return sorted(scores.items(), key=lambda row: (-row[1], row[0]))
