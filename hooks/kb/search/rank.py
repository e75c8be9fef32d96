"""Ranking with the index: what a query names, which tasks and records it is about, and the one order of all. ``docs/assets/search/rank.js`` does exactly the same."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING, Any

from kb.search.asking import Typed, named
from kb.search.words import pairs, stem, terms_of_word, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kb.search.index import SearchIndex

LEAST_TASKS = 10
MIN_PREFIX = 3
MOST_COMPLETIONS = 2
MIN_MENDED = 4
MIN_SLIP = 7
"""An unknown word of so many letters is sooner another with a slip than two that were glued: ``backround`` is no round back."""
MIN_GLUED = 3
MOST_GLUED = 40
"""Longer words are nobody's; looking for all ways to cut them would take for ever."""
TASK_SHARE = 2
"""A record's score gets its task's score divided by this, so that records of the right task come first."""
QUESTION_SHARE = 3
"""A task gets the score of its best question divided by this: a question that asks the same tells what it is about."""
HOLDS_ALL = 30
"""What a task gets whose own names and phrasings hold all known words of a query: more than a rare word's chance meeting."""
SAYS_LEAST = 4
"""What the commonest word says, on the scale of the rare ones."""
FIT = (275, 425, 550, 825)
"""From here on an answer to a query of one word, of two, three, and of more fits: more words meet more by chance. See ``strength``.
``best_bars`` in ``tests/bench/search_quality.py`` chooses these four on the open halves of ``queries.tsv`` and ``unanswered.tsv``; a test
guards that on the held-back halves they do about as well. The bars before them had been set with both halves in view."""
CHANCE = 9
"""What a word says for a task by chance: an answer fits by what its words say beyond that."""
MEDIA = frozenset(
    map(
        stem,
        [
            "3d",
            "ai",
            "algorithm",
            "animation",
            "app",
            "audio",
            "blurry",
            "bot",
            "camera",
            "caption",
            "cartoon",
            "chatbot",
            "clip",
            "computer",
            "detect",
            "detector",
            "document",
            "draw",
            "drawing",
            "drew",
            "edit",
            "fake",
            "film",
            "generate",
            "image",
            "lens",
            "machine",
            "mic",
            "microphone",
            "model",
            "movie",
            "music",
            "page",
            "pdf",
            "phone",
            "photo",
            "photograph",
            "pic",
            "picture",
            "pixel",
            "portrait",
            "program",
            "prompt",
            "recognise",
            "recording",
            "robot",
            "scan",
            "screen",
            "screenshot",
            "selfie",
            "sentence",
            "software",
            "song",
            "sound",
            "speech",
            "subtitle",
            "text",
            "translate",
            "type",
            "upload",
            "video",
            "voice",
            "website",
            "word",
        ],
    )
)
"""Words of what AI works on and in: who asks about something else seldom says one."""
TASKS_SHOWN = 5
RECORDS_LOOKED_AT = 60
TASKS_OF_RECORDS = 10
PER_TASK = {"question": 2, "term": 1, "model": 3, "product": 1}
"""How many records of a kind stand under a task, in this order."""
TERMS_AMONG = 10
"""A word that the query does not name is shown if it is among so many best records: words belong to no task."""

NEAR = 0.6
"""Of the questions that may ask the same, those are shown that come so close to the nearest."""

Item = int
"""A task by its position, or a record by its position behind all tasks."""


@dataclass(frozen=True, slots=True)
class Group:
    """A task with its best records; ``is_shown`` is false where the task itself was filtered out."""

    task: int
    is_shown: bool
    records: list[int]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search finds: positions of tasks and records with their scores, best first, and what stands before them.

    ``named`` are items that the query names, ``is_named`` tells whether it names any, also where none is shown first; ``fits`` tells whether the answer is one, or only what comes nearest; ``fitting`` are those
    of the best tasks that fit.
    """

    tasks: list[tuple[int, int]]
    records: list[tuple[int, int]]
    named: list[Item]
    fits: bool
    fitting: list[int]
    is_named: bool


def search(index: SearchIndex, query: str) -> Answer:
    """Rank all tasks and records for what somebody typed."""
    typed = read(query, index.vocabulary)
    sequence = typed.sequence
    asked = list(dict.fromkeys([*sequence, *typed.completions]))
    tasks = _added(index.task_terms, asked)
    for position, score in _added(index.task_pairs, list(dict.fromkeys(pairs(sequence)))).items():
        tasks[position] += score
    records = _added(index.record_terms, asked)
    for position, score in _best_questions(index, records).items():
        tasks[position] += score // QUESTION_SHARE
    held = _held(index, asked)
    for position, count in held.items():
        if not typed.is_mended and count == sum(term in index.vocabulary for term in asked):
            tasks[position] += HOLDS_ALL
    for position in records:
        records[position] += sum(tasks.get(task, 0) // TASK_SHARE for task in index.records[position].tasks[:1])
    way, items = named(
        typed,
        lambda term: index.names.get(term, ()),
        lambda term: SAYS_LEAST + _says(index, term),
        lambda item: tasks.get(item, 0),
    )
    best_tasks = _first(_tasks_of(items, index, tasks), tasks)
    first = [] if way == "work" else items
    count = len(index.tasks)
    best_records = _first([item - count for item in first if item >= count], records)
    shown = best_tasks[:TASKS_SHOWN]
    fitting = [position for position, score in shown if _fits(index, typed, position, score)]
    fits = bool(items) or any(position in fitting for position, _ in best_tasks[:1])
    return Answer(best_tasks, best_records, first, fits, fitting, bool(items))


def near_questions(index: SearchIndex, query: str) -> list[str]:
    """Give the ids of the questions that a query may ask again, as the form does: named, or of tasks that fit; of what is near, the nearest."""
    found = search(index, query)
    if not found.fits:
        return []
    count = len(index.tasks)
    near = {
        position: score
        for position, score in found.records
        if index.records[position].kind == "question"
        and (count + position in found.named or set(index.records[position].tasks) & set(found.fitting))
    }
    least = NEAR * max(near.values(), default=0)
    is_named = [count + position in found.named for position in near]
    rows = sorted(zip(is_named, near.items(), strict=True), key=lambda row: (not row[0], -row[1][1]))
    return [index.records[position].id for named_so, (position, score) in rows if named_so or score >= least]


def _tasks_of(items: Iterable[Item], index: SearchIndex, scores: Mapping[int, int]) -> list[int]:
    """Give the tasks of what is named: the main one, of a product all that people meet in it, best first."""
    found: list[int] = []
    for item in items:
        if item < len(index.tasks):
            found.append(item)
            continue
        record = index.records[item - len(index.tasks)]
        if record.kind == "product":
            found.extend(sorted(record.tasks, key=lambda task: -scores.get(task, 0)))
        else:
            found.extend(record.tasks[:1])
    return list(dict.fromkeys(found))


def _best_questions(index: SearchIndex, records: Mapping[int, int]) -> dict[int, int]:
    """Give for each task the score of the best question whose main task it is."""
    best: dict[int, int] = {}
    for position, score in records.items():
        record = index.records[position]
        if record.kind == "question":
            best[record.tasks[0]] = max(score, best.get(record.tasks[0], 0))
    return best


def _held(index: SearchIndex, asked: Iterable[str]) -> Mapping[int, int]:
    """Count for each task the asked terms that its names and phrasings hold."""
    held: dict[int, int] = defaultdict(int)
    for term in asked:
        for position in index.spoken.get(term, ()):
            held[position] += 1
    return held


def _says(index: SearchIndex, term: str) -> int:
    """Say how much a term says: the rarer, the more; an unknown one says most."""
    most = round(4 * log2(max(1, len(index.tasks) + len(index.records))))
    return max(0, most - index.vocabulary.get(term, 0))


def _fits(index: SearchIndex, typed: Typed, task: int, score: int) -> bool:
    """Tell whether a task is an answer."""
    return strength(index, typed, task, score) >= FIT[min(len(typed.words), len(FIT)) - 1]


def strength(index: SearchIndex, typed: Typed, task: int, score: int) -> int:
    """Say how well a task answers.

    What counts is its score beyond what the query's words say by chance, without what it gets for holding all words, times how much of
    what the query says its names and phrasings hold, and more where the query speaks of a medium or a machine.
    """
    asked = dict.fromkeys(typed.sequence)
    says = {term: _says(index, term) for term in (*asked, *typed.completions)}
    held_terms = [term for term in says if task in index.spoken.get(term, ())]
    if not typed.is_mended and len(held_terms) == sum(term in index.vocabulary for term in says):
        score -= HOLDS_ALL
    held = sum(says[term] for term in held_terms)
    total = sum(says[term] for term in asked) or max(1, *says.values())
    by_chance = CHANCE * sum(task in index.task_terms.get(term, {}) for term in says)
    share = (3 if MEDIA & says.keys() else 2) * (total + 2 * held)
    return (score - by_chance) * share // total


def ordered(answer: Answer, record_tasks: Sequence[Sequence[int]], kinds: Sequence[str], tasks: int) -> list[Item]:
    """Give all that was found in the one order that people see: what is named, the best tasks with their records, the rest."""
    groups = grouped(answer, record_tasks, kinds, tasks)
    items = [*answer.named]
    for group in groups:
        items += [group.task] if group.is_shown else []
        items += [tasks + position for position in group.records]
    items += [tasks + position for position, _ in answer.records]
    items += [position for position, _ in answer.tasks]
    return list(dict.fromkeys(items))


def grouped(answer: Answer, record_tasks: Sequence[Sequence[int]], kinds: Sequence[str], tasks: int) -> list[Group]:
    """Put records under the best tasks, each under the first that it fits; where tasks are filtered out, in the records' order."""
    taken = set(answer.named)
    best = [position for position, _ in answer.records if tasks + position not in taken]
    near = dict.fromkeys(best[:RECORDS_LOOKED_AT])
    words = [position for position in best[:TERMS_AMONG] if kinds[position] == "term"]
    shown = [position for position, _ in answer.tasks[:TASKS_SHOWN]]
    mains = (task for position in best[:TASKS_OF_RECORDS] for task in record_tasks[position][:1])
    groups: list[Group] = []
    for task in shown or dict.fromkeys(mains):
        own = [position for position in near if task in record_tasks[position]]
        if not groups:
            own += words
        chosen = [
            position
            for kind, most in PER_TASK.items()
            for position in [position for position in own if kinds[position] == kind][:most]
        ]
        for position in chosen:
            near.pop(position, None)
        groups.append(Group(task, task in shown and task not in taken, chosen))
    return groups


def answer(index: SearchIndex, query: str, limit: int) -> dict[str, Any]:
    """Search, and give the best tasks, and everything in one order, as the browser's ``window.kb.search`` does."""
    found = search(index, query)
    record_tasks, kinds = [record.tasks for record in index.records], [record.kind for record in index.records]
    scores = {
        **dict(found.tasks),
        **{len(index.tasks) + position: score for position, score in found.records},
    }
    return {
        "query": query,
        "tasks": [
            {"id": index.tasks[position].id, "name": index.tasks[position].name, "score": score}
            for position, score in found.tasks[: max(limit, LEAST_TASKS)]
        ],
        "results": [
            {**_shown(index, item), "score": scores.get(item, 0)}
            for item in ordered(found, record_tasks, kinds, len(index.tasks))[:limit]
        ],
        "fits": found.fits,
    }


def _shown(index: SearchIndex, item: Item) -> dict[str, Any]:
    if item < len(index.tasks):
        task = index.tasks[item]
        return {"kind": "task", "id": task.id, "title": task.name, "url": task.url}
    record = index.records[item - len(index.tasks)]
    return {"kind": record.kind, "id": record.id, "title": record.title, "url": record.url}


def resolve(query: str, vocabulary: Mapping[str, int]) -> tuple[list[str], list[str]]:
    """Turn a query into known terms: in order, and besides them the words that an unfinished last word may become."""
    typed = read(query, vocabulary)
    return typed.sequence, typed.completions


def read(query: str, vocabulary: Mapping[str, int]) -> Typed:
    """Read a query word by word: unknown words are completed, cut or mended."""
    typed = words(query)
    completions: list[str] = []
    terms: list[list[str]] = []
    is_mended = False
    for number, word in enumerate(typed):
        found = terms_of_word(word)
        if len(found) == 1 and found[0] not in vocabulary:
            is_unfinished = number == len(typed) - 1 and query[-1:].isalnum()
            ends = _completions(word, vocabulary) if is_unfinished else []
            completions.extend(ends)
            slip = [] if ends else [_mended(found[0], vocabulary)]
            is_slip = slip not in ([], found)
            cut = [] if is_slip and len(word) >= MIN_SLIP else _known_parts(word, vocabulary)
            found = cut or slip
            is_mended = is_mended or (is_slip and not cut)
        terms.append(found)
    return Typed(typed, terms, completions, is_mended)


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
    # No slip changes both ends of a word. Comparing these first spares a close look at nearly all others.
    first, last = term[0], term[-1]
    near = [known for known in vocabulary if (known[0] == first or known[-1] == last) and is_one_slip(term, known)]
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


def _first(named: Sequence[int], scores: Mapping[int, int]) -> list[tuple[int, int]]:
    """Give what is named, then the others, best first."""
    rest = sorted(
        ((position, score) for position, score in scores.items() if position not in named),
        key=lambda row: (-row[1], row[0]),
    )
    return [*((position, scores.get(position, 0)) for position in named), *rest]
