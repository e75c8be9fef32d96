"""The search index as files: what the browser loads, and when, so that a search loads little more than it needs."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any

from kb.search.compressed import gzipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kb.search.index import SearchIndex, SearchTask

COMMON_TERMS = 25
"""So many terms, the most frequent ones, come with the start: they are in every question."""
PART_BYTES = 1_000
"""About how much a part of the index holds before it is compressed."""
LINK_FILES = 16
"""So many files hold the links: whoever pastes an address loads one of them."""
PREFETCH_BYTES = 3_000_000
"""An index no larger than this is fetched whole after the first answer, so that search works without a network."""

TermRow = tuple[list[int], list[int], list[int], list[int | str]]
"""What is kept of a term: its tasks, its records, its pairs with more frequent terms, and the names of which it is the rarest.

See ``_steps`` and ``_pair_rows``. The score of a task is negative where the task's names and phrasings hold the term.
"""


def index_files(index: SearchIndex) -> dict[str, str | bytes]:
    """Give the files of the index, by name.

    ``start.json`` comes first: the tasks, the records' tasks, the vocabulary in the order of the alphabet, the common terms, and how many
    terms each part holds. ``part-….json`` hold the rows of the other terms, ``about-….json`` what each result is shown with,
    ``facets.json`` what filters need, ``links-….json`` which records link an address, ``all.json.gz`` all parts of a small
    index at once.
    """
    rows = dict(zip(index.vocabulary, _rows(index), strict=True))
    common = _common_terms(index)
    groups = list(_groups({term: None if term in common else _json(row) for term, row in rows.items()}))
    parts = [_json({term: rows[term] for term in group if term not in common}) for group in groups]
    abouts = [_json([record.id, record.title, *record.sentences]) for record in index.records]
    made: dict[str, str] = {
        "facets.json": _json([[" ".join(record.inputs), " ".join(record.outputs)] for record in index.records]),
        **{f"links-{number}.json": _json(links) for number, links in enumerate(_links(index.links))},
        **{f"part-{number}.json": text for number, text in enumerate(parts)},
        **{f"about-{number}.json": text for number, text in enumerate(abouts)},
    }
    is_small = sum(map(len, (*parts, *abouts))) <= PREFETCH_BYTES
    start = {
        "version": hashlib.sha256("".join(made.values()).encode()).hexdigest()[:12],
        "isSmall": is_small,
        "families": index.families,
        "modalities": index.modalities,
        "tasks": list(map(_task_row, index.tasks)),
        **{
            f"{kind}s": sum(record.kind == kind for record in index.records)
            for kind in ("question", "model", "product")
        },
        "recordTasks": [record.tasks for record in index.records],
        "words": " ".join(index.vocabulary),
        "frequencies": "".join(chr(ord("0") + frequency) for frequency in index.vocabulary.values()),
        "linkFiles": LINK_FILES,
        "partSizes": [len(group) for group in groups],
        "common": {term: rows[term] for term in sorted(common)},
    }
    # Hosts compress what they send and not what they keep, so that this would be the largest file of the site.
    everything = f'{{"part":[{",".join(parts)}],"about":[{",".join(abouts)}]}}'.encode()
    whole = {"all.json.gz": gzipped(everything)} if is_small else {}
    return {"start.json": _json(start), **made, **whole}


def picture_of(task: str) -> str:
    """Give the name of the small picture of a task, beside the index."""
    return f"{task}.webp"


def _task_row(task: SearchTask) -> list[str | int]:
    kinds = (" ".join(task.inputs), " ".join(task.outputs))
    return [task.id, task.name, task.summary, task.family, *kinds, int(task.has_picture)]


def rarer_first(pair: str, vocabulary: Mapping[str, int]) -> tuple[str, str]:
    """Give the term that a pair is kept with, the rarer one, and the other: common words would have too many."""
    first, second = pair.split(" ")
    return (first, second) if vocabulary[first] <= vocabulary[second] else (second, first)


def _links(links: Mapping[str, Sequence[int]]) -> list[dict[str, Sequence[int]]]:
    """Spread the links over files, by the sum of their keys' character codes, which is the same sum in every browser."""
    files: list[dict[str, Sequence[int]]] = [{} for _ in range(LINK_FILES)]
    for key, positions in links.items():
        files[sum(map(ord, key)) % LINK_FILES][key] = positions
    return files


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _common_terms(index: SearchIndex) -> set[str]:
    order = sorted(index.vocabulary, key=lambda term: (-index.vocabulary[term], term))
    return set(order[:COMMON_TERMS])


def _rows(index: SearchIndex) -> Iterator[TermRow]:
    """Give what is kept of each term, in the order of the vocabulary."""
    position_of = {term: position for position, term in enumerate(index.vocabulary)}
    kept_with: dict[str, dict[int, Mapping[int, int]]] = defaultdict(dict)
    for pair, found in index.task_pairs.items():
        home, other = rarer_first(pair, index.vocabulary)
        kept_with[home][position_of[other]] = found
    for term in index.vocabulary:
        spoken = index.spoken.get(term, frozenset())
        scores = index.task_terms.get(term, {})
        yield (
            list(_steps({task: -score if task in spoken else score for task, score in scores.items()})),
            list(_steps(index.record_terms.get(term, {}))),
            list(_pair_rows(kept_with[term])),
            list(chain.from_iterable(index.names.get(term, ()))),
        )


def _steps(scores: Mapping[int, int]) -> Iterator[int]:
    """Write scores as step, score, step, score, …: small numbers compress well."""
    last = 0
    for position, score in sorted(scores.items()):
        yield from (position - last, score)
        last = position


def _pair_rows(pairs: Mapping[int, Mapping[int, int]]) -> Iterator[int]:
    """Write pairs as step to the other term's position, number of tasks, and their scores, each in turn."""
    last = 0
    for position, scores in sorted(pairs.items()):
        yield from (position - last, len(scores), *_steps(scores))
        last = position


def _groups(texts: Mapping[str, str | None]) -> Iterator[list[str]]:
    """Cut the vocabulary into parts of about equal size. Common terms, which have no text here, take no room."""
    sizes: Iterable[int] = accumulate(len(text or "") for text in texts.values())
    group: list[str] = []
    limit = PART_BYTES
    for term, size in zip(texts, sizes, strict=True):
        group.append(term)
        if size >= limit:
            yield group
            group = []
            limit = size + PART_BYTES
    if group:
        yield group
