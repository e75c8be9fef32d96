"""The search index: for every term, what it says for which task and which record, as whole numbers.

All weighting happens here, so that ranking is only adding, and gives the same order in Python and in the browser. The model is BM25
(Robertson and Zaragoza, 2009) over weighted fields, once with a task's whole text as one document, once with each record; for tasks,
pairs of neighbouring terms count as well.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Any

from kb import prose
from kb.search.words import pairs, parts, terms, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kb.link import Knowledge
    from kb.parse import Entry
    from kb.schema import Model, Question, Task

SCALE = 50
"""Scores are whole numbers: BM25 times this."""
TASK_K1, TASK_B = 8.0, 0.6
RECORD_K1, RECORD_B = 1.2, 0.4
PAIR_WEIGHT = 0.2
TERMS_PER_TASK = 600
POSTINGS_PER_TERM = 48
"""A term keeps its best records only: no common word may make the index grow with the number of records."""
PART_BYTES = 1_200
"""About how much a part of the index holds before it is compressed, while there are not too many parts."""
MOST_PARTS = 1024
METADATA_PER_FILE = 4
PREFETCH_BYTES = 2_000_000
"""An index no larger than this is fetched whole after the first answer, so that search works without a network."""

Text = tuple[float, str]
Postings = dict[str, dict[int, int]]


@dataclass(frozen=True, slots=True)
class SearchTask:
    """A task as search shows it."""

    id: str
    name: str
    summary: str
    url: str
    family: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """A question or a model as search shows it.

    ``tasks`` are positions, the main one first; ``sentences`` are what a match may be shown with.
    """

    kind: str
    id: str
    title: str
    url: str
    tasks: tuple[int, ...]
    sentences: tuple[str, ...]
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """All that ranking needs. Postings give, for a term or pair, scores by the position of a task or record."""

    tasks: tuple[SearchTask, ...]
    records: tuple[SearchRecord, ...]
    task_terms: Postings
    task_pairs: Postings
    record_terms: Postings
    vocabulary: Mapping[str, int]
    """Every known term, with the number of places that it is known from."""


def build_index(kb: Knowledge) -> SearchIndex:
    """Compute the index of a knowledge base."""
    task_ids = sorted(kb.tasks)
    task_at = {task: position for position, task in enumerate(task_ids)}
    questions, models = sorted(kb.questions), sorted(kb.models)
    task_texts = {task_at[task]: _task_texts(kb, kb.tasks[task]) for task in task_ids}
    records = [
        *(_question(kb, kb.questions[question], task_at) for question in questions),
        *(_model(kb, kb.models[model], task_at) for model in models),
    ]
    texts_of_records = [
        *(_question_texts(kb.questions[question].record) for question in questions),
        *(_model_texts(kb.models[model]) for model in models),
    ]
    record_texts = dict(enumerate(texts_of_records))
    task_terms = _best_terms(_bm25(_frequencies(task_texts, _all_terms), TASK_K1, TASK_B), TERMS_PER_TASK)
    near = {position: texts[: _spoken(kb.tasks[task_ids[position]])] for position, texts in task_texts.items()}
    task_pairs = _bm25(_frequencies(near, lambda text: pairs(terms(text))), TASK_K1, TASK_B, PAIR_WEIGHT)
    record_terms = _best_postings(_bm25(_frequencies(record_texts, _all_terms), RECORD_K1, RECORD_B))
    known = Counter({term: len(found) for term, found in task_terms.items()})
    known.update({term: len(found) for term, found in record_terms.items()})
    return SearchIndex(
        tasks=tuple(_task(kb.tasks[task]) for task in task_ids),
        records=tuple(records),
        task_terms=task_terms,
        task_pairs={
            pair: found for pair, found in task_pairs.items() if all(term in known for term in pair.split(" "))
        },
        record_terms=record_terms,
        vocabulary=dict(sorted(known.items())),
    )


def files(index: SearchIndex) -> dict[str, str]:
    """Give the files of the index, by name: what the browser loads, and when.

    ``start.json`` comes first: the tasks, the records' tasks and the shape of the rest. ``words.txt`` holds the vocabulary. The parts hold
    the postings of the terms that hash to them; ``about-….json`` what results are shown with; ``facets.json`` what filters need;
    ``all.json`` all parts of a small index at once.
    """
    parts_of_terms = _parts(index)
    abouts = [
        index.records[start : start + METADATA_PER_FILE] for start in range(0, len(index.records), METADATA_PER_FILE)
    ]
    size = sum(map(len, parts_of_terms))
    start = {
        "version": hashlib.sha256("".join(parts_of_terms).encode()).hexdigest()[:12],
        "parts": len(parts_of_terms),
        "perAbout": METADATA_PER_FILE,
        "prefetch": size <= PREFETCH_BYTES,
        "tasks": [[t.id, t.name, t.summary, t.family, " ".join(t.inputs), " ".join(t.outputs)] for t in index.tasks],
        "recordTasks": [record.tasks for record in index.records],
        "questions": sum(record.kind == "question" for record in index.records),
    }
    facets = [[" ".join(record.inputs), " ".join(record.outputs)] for record in index.records]
    about_files = [_json([[record.id, record.title, *record.sentences] for record in group]) for group in abouts]
    made = {
        "start.json": _json(start),
        "words.txt": "\n".join(f"{word} {count}" for word, count in index.vocabulary.items()),
        "facets.json": _json(facets),
        **{f"part-{number}.json": text for number, text in enumerate(parts_of_terms)},
        **{f"about-{number}.json": text for number, text in enumerate(about_files)},
    }
    if start["prefetch"]:
        made["all.json"] = f'{{"part":[{",".join(parts_of_terms)}],"about":[{",".join(about_files)}]}}'
    return made


def pair_home(pair: str, vocabulary: Mapping[str, int]) -> tuple[str, str]:
    """Give the term that a pair is kept with, the rarer one, and the other: common words would have too many."""
    first, second = pair.split(" ")
    return (first, second) if vocabulary[first] <= vocabulary[second] else (second, first)


def part_of(term: str, part_count: int) -> int:
    """Give the part that holds a term: FNV-1a (Fowler, Noll and Vo) over its UTF-8 bytes."""
    value = 0x811C9DC5
    for byte in term.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value % part_count


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _parts(index: SearchIndex) -> list[str]:
    """Spread the postings over files of about equal size."""
    by_term: dict[str, list[Any]] = {
        term: [_flat(index.task_terms.get(term)), _flat(index.record_terms.get(term)), {}] for term in index.vocabulary
    }
    for pair, found in sorted(index.task_pairs.items()):
        home, other = pair_home(pair, index.vocabulary)
        by_term[home][2][other] = _flat(found)
    size = sum(len(_json(value)) for value in by_term.values())
    count = min(MOST_PARTS, max(1, size // PART_BYTES))
    groups: list[dict[str, list[Any]]] = [{} for _ in range(count)]
    for term, value in by_term.items():
        groups[part_of(term, count)][term] = value
    return [_json(group) for group in groups]


def _flat(found: Mapping[int, int] | None) -> list[int]:
    """Write postings as position, score, position, score, …; positions as differences."""
    row: list[int] = []
    last = 0
    for position, score in sorted((found or {}).items()):
        row.extend((position - last, score))
        last = position
    return row


def _all_terms(text: str) -> list[str]:
    """Give a text's terms; words that mix letters and digits also count by their parts."""
    return terms(text) + [term for word in words(text) if len(word) > 3 for part in parts(word) for term in terms(part)]


def _frequencies(documents: Mapping[int, list[Text]], split: Any) -> dict[int, dict[str, float]]:
    found: dict[int, dict[str, float]] = {}
    for position, texts in documents.items():
        found[position] = defaultdict(float)
        for weight, text in texts:
            for term in split(text):
                found[position][term] += weight
    return found


def _bm25(documents: Mapping[int, Mapping[str, float]], k1: float, b: float, weight: float = 1.0) -> Postings:
    """Score every term of every document."""
    lengths = {position: sum(counts.values()) for position, counts in documents.items()}
    average = sum(lengths.values()) / max(1, len(lengths)) or 1.0
    holders: Counter[str] = Counter(term for counts in documents.values() for term in counts)
    postings: Postings = defaultdict(dict)
    for position, counts in documents.items():
        norm = k1 * (1 - b + b * lengths[position] / average)
        for term, count in counts.items():
            idf = log(1 + (len(documents) - holders[term] + 0.5) / (holders[term] + 0.5))
            score = round(SCALE * weight * idf * count * (k1 + 1) / (count + norm))
            if score:
                postings[term][position] = score
    return dict(postings)


def _best_terms(postings: Postings, most: int) -> Postings:
    """Keep the terms that say most for each document."""
    by_document: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for term, found in postings.items():
        for position, score in found.items():
            by_document[position].append((-score, term))
    kept: Postings = defaultdict(dict)
    for position, rows in by_document.items():
        for score, term in sorted(rows)[:most]:
            kept[term][position] = -score
    return dict(kept)


def _best_postings(postings: Postings) -> Postings:
    """Keep each term's best documents."""
    best = {}
    for term, found in postings.items():
        rows = sorted(found.items(), key=lambda row: (-row[1], row[0]))[:POSTINGS_PER_TERM]
        best[term] = dict(sorted(rows))
    return best


def _task(entry: Entry[Task]) -> SearchTask:
    task = entry.record
    return SearchTask(entry.id, task.name, task.summary, f"tasks/{entry.id}/", task.family, task.inputs, task.outputs)


def _question(kb: Knowledge, entry: Entry[Question], task_at: Mapping[str, int]) -> SearchRecord:
    question = entry.record
    main = kb.tasks[question.tasks[0]].record
    sentences = (*_sentences(question.question), *question.also_asked, *_sentences(question.answer))
    return SearchRecord(
        "question",
        entry.id,
        question.title,
        f"questions/{entry.id}/",
        tuple(task_at[task] for task in question.tasks),
        sentences,
        main.inputs,
        main.outputs,
    )


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", text.strip())


def _model(kb: Knowledge, entry: Entry[Model], task_at: Mapping[str, int]) -> SearchRecord:
    model = entry.record
    return SearchRecord(
        "model",
        entry.id,
        model.name,
        f"models/{entry.id}/",
        tuple(task_at[task] for task in model.tasks),
        (model.summary,),
        kb.model_inputs(model),
        kb.model_outputs(model),
    )


def _spoken(entry: Entry[Task]) -> int:
    """Say how many of a task's texts come before its explanation: those that are worded as people speak."""
    return 2 + len(entry.record.aliases) + len(entry.record.asked_as)


def _task_texts(kb: Knowledge, entry: Entry[Task]) -> list[Text]:
    """Give all that is said of a task, by weight: first what people call it, then the prose, then its records."""
    task = entry.record
    texts: list[Text] = [(5, task.name), *((3, alias) for alias in task.aliases), (2, task.summary)]
    texts += [(1, phrase) for phrase in task.asked_as]
    texts += [(0.5, prose.plain_text(task.explanation))]
    texts += [(0.25, prose.plain_text(text)) for text in (task.choosing, task.limits)]
    for question in kb.task_questions.get(entry.id, ()):
        if question.record.tasks[0] == entry.id:
            texts += [(1, text) for text in (question.record.title, question.record.question, question.record.answer)]
            texts += [(1, phrase) for phrase in question.record.also_asked]
    for model in kb.task_models.get(entry.id, ()):
        if model.record.tasks[0] == entry.id:
            texts += [(0.5, model.record.name), (0.5, model.record.summary)]
    return texts


def _question_texts(question: Question) -> list[Text]:
    return [
        (3, question.title),
        (2, question.question),
        (1, question.answer),
        *((2.0, phrase) for phrase in question.also_asked),
    ]


def _model_texts(entry: Entry[Model]) -> list[Text]:
    model = entry.record
    names: Iterable[str] = dict.fromkeys((*model.identifiers.cnaps, *(variant.id for variant in model.variants)))
    return [
        (6, model.name),
        (3, entry.id.replace("-", " ")),
        (2, model.title or ""),
        (1, model.summary),
        *((1.0, name) for name in names),
        (1, model.identifiers.hugging_face or ""),
    ]
