"""The search index: for every term, what it says for which task and which record, as whole numbers.

All weighting happens here, so that ranking is only adding, and gives the same order in Python and in the browser. The model is BM25
(Robertson and Zaragoza, 2009) over weighted fields, once with a task's whole text as one document, once with each record. For tasks,
pairs of neighbouring terms count as well, and so does how much more often a task's texts hold a term than those of the others.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from math import log, log2
from typing import TYPE_CHECKING, TypeVar

from kb.knowledge.thumbnails import task_thumbnail_file
from kb.search.asking import NAME_PLACES, QUESTION_PLACE, TASK_PLACES, NameRow, folded, is_medium
from kb.search.pasted import records_by_link
from kb.search.words import pairs, shelf_of, terms, words
from kb.text.document import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from kb.content.records import Entry
    from kb.content.schema import Model, Product, Question, Task, Term
    from kb.knowledge.link import Knowledge, Meeting

    Counts = Mapping[int, Mapping[str, float]]
    """What each document holds: its terms, counted by weight."""

SCALE = 5
"""Scores are whole numbers, small ones because they are downloaded: BM25 times this."""
TASK_K1, TASK_B = 8.0, 0.6
RECORD_K1, RECORD_B = 1.2, 0.4
PAIR_WEIGHT = 0.25
TERM_LEANING, PAIR_LEANING = 4.0, 2.0
"""What it counts that a task's texts hold a term, or a pair, more often than all texts do. See ``_leanings``."""
TERM_PRIOR, PAIR_PRIOR = 50.0, 300.0
"""So many terms, or pairs, of all texts are added to each task's own: what is said once may be chance."""
MOST_OF_A_TERM = 55
"""No term says more for a task: one rare word, met by chance, must not stand against a whole question."""
LEAST_SHARE = 1 / 14
"""What says less for a task than this part of what says most is left out: it is noise, and would be downloaded."""
TERMS_PER_TASK = 600
EVERYDAY_TASKS = 6
"""A word that so many tasks' names and phrasings hold is everybody's."""
POSTINGS_PER_TERM = 48
"""A term keeps its best records only: no common word may make the index grow with the number of records."""

R = TypeVar("R", "Question", "Model")
Text = tuple[float, str]
Weighed = tuple[float, list[str]]
"""The terms of a text, with its weight."""
Postings = dict[str, dict[int, int]]
Scores = dict[str, dict[int, float]]
"""The same before they are made whole numbers."""


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
    has_picture: bool
    """Whether there is a small picture of it beside the index."""


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """A question, a model, a product or a word of the glossary as search shows it.

    ``tasks`` are positions, the main one first, none for a word; ``sentences`` are what a match may be shown with.
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

    families: Mapping[str, str]
    """Names of families, by id."""
    modalities: Mapping[str, str]
    """Names of modalities, by id."""
    tasks: tuple[SearchTask, ...]
    records: tuple[SearchRecord, ...]
    """Questions, then models, then products, then words of the glossary."""
    task_terms: Postings
    spoken: Mapping[str, frozenset[int]]
    """The tasks whose names and phrasings hold a term."""
    task_pairs: Postings
    record_terms: Postings
    vocabulary: Mapping[str, int]
    """Every known term, with how many tasks and records hold it, on the scale of ``frequency``."""
    links: Mapping[str, Sequence[int]]
    """Which records link a target, by its key. See ``records_by_link``."""
    names: Mapping[str, tuple[NameRow, ...]]
    """All names, each with its rarest term; the title of a question with its two rarest, as people ask it in part too."""


def build_index(kb: Knowledge) -> SearchIndex:
    """Compute the index of a knowledge base."""
    task_ids = sorted(kb.tasks)
    task_at = {task: position for position, task in enumerate(task_ids)}
    questions, models = _by_task(kb.questions), _by_standing(_by_task(kb.models))
    products = [kb.products[product] for product in kb.products if product in kb.meetings]
    task_texts = {task_at[task]: _task_texts(kb, kb.tasks[task]) for task in task_ids}
    record_texts = dict(
        enumerate(
            [
                *(_question_texts(entry.record) for entry in questions),
                *(_model_texts(entry) for entry in models),
                *(_product_texts(entry.record, kb.meetings[entry.id]) for entry in products),
                *(_term_texts(entry.record) for entry in kb.terms.values()),
            ]
        )
    )
    task_words, record_words = _split(task_texts), _split(record_texts)
    near = {position: texts[: _spoken(kb.tasks[task_ids[position]])] for position, texts in task_words.items()}
    task_counts, record_counts = _frequencies(task_words), _frequencies(record_words)
    task_terms = _best_terms(_whole(_task_scores(task_words, task_counts), LEAST_SHARE), TERMS_PER_TASK)
    task_pairs = _whole(_pair_scores(near), LEAST_SHARE)
    record_terms = _best_postings(_whole(_bm25(record_counts, _rarity(record_counts), RECORD_K1, RECORD_B)))
    holders = Counter(term for counts in (*task_counts.values(), *record_counts.values()) for term in counts)
    vocabulary = {term: frequency(holders[term]) for term in sorted(task_terms.keys() | record_terms.keys())}
    records = (
        *(_question(kb, entry, task_at) for entry in questions),
        *(_model(kb, entry, task_at) for entry in models),
        *(_product(entry, kb.meetings[entry.id], task_at) for entry in products),
        *map(_term, kb.terms.values()),
    )
    everyday = everyday_words(kb)
    named = [
        *((_task_names(kb.tasks[task]), position) for position, task in enumerate(task_ids)),
        *((_names_of(kb, record, everyday), len(task_ids) + position) for position, record in enumerate(records)),
    ]
    return SearchIndex(
        families={entry.id: entry.record.name for entry in kb.families.values()},
        modalities={entry.id: entry.record.name for entry in kb.modalities.values()},
        tasks=tuple(_task(kb, kb.tasks[task]) for task in task_ids),
        records=records,
        task_terms=task_terms,
        spoken=_spoken_terms(_frequencies(near), task_terms),
        task_pairs={pair: found for pair, found in task_pairs.items() if set(pair.split(" ")) <= vocabulary.keys()},
        record_terms=record_terms,
        vocabulary=vocabulary,
        links=records_by_link(
            [kb.tasks[task] for task in task_ids], [*questions, *models, *products, *kb.terms.values()]
        ),
        names=_by_rarest_term(named, vocabulary),
    )


def frequency(holders: int) -> int:
    """Give how common a term is from the number of documents that hold it: four steps to each doubling."""
    return round(4 * log2(holders))


def _by_task(entries: Mapping[str, Entry[R]]) -> list[Entry[R]]:
    """Sort records by their main task, since those of one task are shown together and so had better load together."""
    return sorted(entries.values(), key=lambda entry: (entry.record.tasks[0], entry.id))


def _by_standing(models: list[Entry[Model]]) -> list[Entry[Model]]:
    """Put works of the past behind the others of their task: of two with the same score, the first is shown first."""
    return sorted(models, key=lambda entry: (entry.record.tasks[0], entry.record.is_past))


def _split(documents: Mapping[int, list[Text]]) -> dict[int, list[Weighed]]:
    return {position: [(weight, terms(text)) for weight, text in texts] for position, texts in documents.items()}


def _frequencies(
    documents: Mapping[int, list[Weighed]], units: Callable[[list[str]], list[str]] = list
) -> dict[int, dict[str, float]]:
    """Count by weight what each document holds: its terms, or units made of them."""
    found: dict[int, dict[str, float]] = {}
    for position, texts in documents.items():
        counts: dict[str, float] = defaultdict(float)
        for weight, sequence in texts:
            for unit in units(sequence):
                counts[unit] += weight
        found[position] = counts
    return found


def _task_scores(texts: Mapping[int, list[Weighed]], counts: Counts) -> Scores:
    """Score the terms of tasks. A term is the rarer, too, the less the other tasks say it that have it at all."""
    rarity, rarity_by_use = _rarity(counts), _rarity_by_use(counts)
    mixed = {term: (rarity[term] + rarity_by_use[term]) / 2 for term in rarity}
    scores = _sum(_bm25(counts, mixed, TASK_K1, TASK_B), _leanings(texts, list, TERM_PRIOR), TERM_LEANING)
    return {
        term: {position: min(score, MOST_OF_A_TERM) for position, score in found.items()}
        for term, found in scores.items()
    }


def _pair_scores(texts: Mapping[int, list[Weighed]]) -> Scores:
    counts = _frequencies(texts, pairs)
    bm25 = _bm25(counts, _rarity(counts), TASK_K1, TASK_B, PAIR_WEIGHT)
    return _sum(bm25, _leanings(texts, pairs, PAIR_PRIOR), PAIR_LEANING)


def _rarity(documents: Counts) -> dict[str, float]:
    """Say how rare each term is, by the number of documents that hold it."""
    holders: Counter[str] = Counter(term for counts in documents.values() for term in counts)
    return {term: _rareness(len(documents), holding) for term, holding in holders.items()}


def _rarity_by_use(documents: Counts) -> dict[str, float]:
    """Say the same where a document counts by how much it uses the term, beside the one that uses it most."""
    most: dict[str, float] = defaultdict(float)
    used: dict[str, float] = defaultdict(float)
    for counts in documents.values():
        for term, count in counts.items():
            most[term] = max(most[term], count)
            used[term] += count
    return {term: _rareness(len(documents), used[term] / most[term]) for term in used}


def _rareness(documents: int, holding: float) -> float:
    return log(1 + (documents - holding + 0.5) / (holding + 0.5))


def _bm25(documents: Counts, rarity: Mapping[str, float], k1: float, b: float, weight: float = 1.0) -> Scores:
    """Score every term of every document."""
    lengths = {position: sum(counts.values()) for position, counts in documents.items()}
    average = sum(lengths.values()) / max(1, len(lengths)) or 1.0
    scores: Scores = defaultdict(dict)
    for position, counts in documents.items():
        norm = k1 * (1 - b + b * lengths[position] / average)
        for term, count in counts.items():
            scores[term][position] = SCALE * weight * rarity[term] * count * (k1 + 1) / (count + norm)
    return scores


def _leanings(texts: Mapping[int, list[Weighed]], units: Callable[[list[str]], list[str]], prior: float) -> Scores:
    """Tell how much more often a task's texts hold a term than all texts do: the logarithm of how many times, where it is more."""
    holding = {task: Counter(unit for _, text in found for unit in set(units(text))) for task, found in texts.items()}
    everywhere: Counter[str] = Counter()
    for counts in holding.values():
        everywhere.update(counts)
    everything = everywhere.total()
    leanings: Scores = defaultdict(dict)
    for task, counts in holding.items():
        most = counts.total() + prior
        for unit, count in counts.items():
            share = everywhere[unit] / everything
            leanings[unit][task] = max(0.0, log((count + prior * share) / most / share))
    return leanings


def _sum(scores: Scores, more: Scores, weight: float) -> Scores:
    return {
        term: {position: score + weight * more[term][position] for position, score in found.items()}
        for term, found in scores.items()
    }


def _whole(scores: Scores, least_share: float = 0.0) -> Postings:
    """Make whole numbers of scores; those that are nothing then, or less than a part of the highest, are left out."""
    most = max((score for found in scores.values() for score in found.values()), default=0.0)
    least = max(1, round(least_share * most))
    rounded = {
        term: {position: round(score) for position, score in found.items() if round(score) >= least}
        for term, found in scores.items()
    }
    return {term: found for term, found in rounded.items() if found}


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


def _spoken_terms(counts: Mapping[int, Mapping[str, float]], task_terms: Postings) -> dict[str, frozenset[int]]:
    """Give the tasks whose names and phrasings hold a term, of those that are kept with it."""
    return {
        term: frozenset(position for position in found if term in counts[position])
        for term, found in task_terms.items()
    }


def _by_rarest_term(
    named: Iterable[tuple[Iterable[tuple[str, str]], int]], vocabulary: Mapping[str, int]
) -> dict[str, tuple[NameRow, ...]]:
    """Keep each name with the rarest of its terms, as every query that names the thing holds that term too; a question with two.

    Names of tasks are not kept with a word for a medium, if they hold another: ``image`` is found by ``photo``.
    """
    kept: dict[str, list[NameRow]] = defaultdict(list)
    for names, item in named:
        places: dict[str, int] = {}
        for place, name in names:
            places.setdefault(folded(name), NAME_PLACES.index(place))
        for name, number in places.items():
            known = [term for term in terms(name) if term in vocabulary]
            if known and is_name(name, NAME_PLACES[number]):
                is_task = number in TASK_PLACES
                rarest = sorted(set(known), key=lambda term: (is_task and is_medium(term), vocabulary[term], term))
                for term in rarest[: 2 if number == QUESTION_PLACE else 1]:
                    kept[term].append((name, item, number))
    return {term: tuple(rows) for term, rows in kept.items()}


def is_name(name: str, place: str) -> bool:
    """Tell whether a thing may be named so: a letter or a number alone is no name but that of a thing called nothing else."""
    return place.startswith("own") or (len(name) > 1 and bool(re.search(r"[^\W\d_]", name)))


def _task_names(entry: Entry[Task]) -> Iterator[tuple[str, str]]:
    yield "own task", entry.record.name
    for alias in entry.record.aliases:
        yield "other task", alias


def everyday_words(kb: Knowledge) -> frozenset[str]:
    """Give the words that people say of many tasks, such as ``small`` or ``video``: who types one means no work's variant of that name."""
    said = Counter(
        word
        for task in kb.tasks.values()
        for word in set(words(" ".join((*task.record.aliases, *task.record.asked_as))))
    )
    return frozenset(word for word, tasks in said.items() if tasks >= EVERYDAY_TASKS)


def _names_of(kb: Knowledge, record: SearchRecord, everyday: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Give all names of a record, each with its place: its own first."""
    if record.kind == "question":
        yield "own question", record.title
    elif record.kind == "model":
        yield from _model_names(kb.models[record.id], everyday)
    elif record.kind == "product":
        product = kb.products[record.id].record
        yield "own product", product.name
        for name in product.also_called:
            yield "other product", name
    else:
        term = kb.terms[record.id].record
        yield "own term", term.name
        for name in (re.sub(r"\s*\(.*\)", "", term.name), *term.forms):
            yield "other term", name


def _model_names(entry: Entry[Model], everyday: frozenset[str]) -> Iterator[tuple[str, str]]:
    model = entry.record
    for name in (model.name, *model.identifiers.cnaps):
        yield "own model", name
    variants = (variant.id for variant in model.variants if folded(variant.id) not in everyday)
    repository = model.identifiers.hugging_face or ""
    others = (
        model.title or "",
        *variants,
        repository,
        repository.rpartition("/")[2],
        entry.id.replace("-", " "),
    )
    for name in filter(None, others):
        yield "other model", name


def _task(kb: Knowledge, entry: Entry[Task]) -> SearchTask:
    task = entry.record
    has_picture = task_thumbnail_file(kb, entry.id) is not None
    address = f"tasks/{entry.id}/"
    return SearchTask(entry.id, task.name, task.summary, address, task.family, task.inputs, task.outputs, has_picture)


def _question(kb: Knowledge, entry: Entry[Question], task_at: Mapping[str, int]) -> SearchRecord:
    question = entry.record
    main = kb.tasks[question.tasks[0]].record
    sentences = tuple(_sentences(plain_text(question.answer)))
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


def _product(entry: Entry[Product], meetings: Sequence[Meeting], task_at: Mapping[str, int]) -> SearchRecord:
    tasks = tuple(dict.fromkeys(meeting.task.id for meeting in meetings))
    main = meetings[0].task.record
    return SearchRecord(
        "product",
        entry.id,
        entry.record.name,
        f"apps/{shelf_of(entry.record.name)}/#{entry.id}",
        tuple(task_at[task] for task in tasks),
        tuple(f"In {entry.record.name}: {plain_text(meeting.met.does)}" for meeting in meetings),
        main.inputs,
        main.outputs,
    )


def _term(entry: Entry[Term]) -> SearchRecord:
    term = entry.record
    title = term.name[0].upper() + term.name[1:]
    return SearchRecord("term", entry.id, title, f"glossary/{entry.id}/", (), (term.explanation,), (), ())


def _spoken(entry: Entry[Task]) -> int:
    """Say how many of a task's texts come before its explanation: those that are worded as people speak."""
    return 2 + len(entry.record.aliases) + len(entry.record.asked_as)


def _task_texts(kb: Knowledge, entry: Entry[Task]) -> list[Text]:
    """Give all that is said of a task, by weight: first what people call it, then the prose, then its records."""
    task = entry.record
    texts: list[Text] = [(5, task.name), *((3, alias) for alias in task.aliases), (2, task.summary)]
    texts += [(1, phrase) for phrase in task.asked_as]
    texts += [(0.5, plain_text(task.explanation))]
    texts += [(0.25, plain_text(text)) for text in (task.choosing, task.limits)]
    for question in kb.task_questions.get(entry.id, ()):
        if question.record.tasks[0] == entry.id:
            asked = (question.record.title, question.record.question, *question.record.also_asked)
            texts += [(0.5, text) for text in asked]
    for model in kb.task_models.get(entry.id, ()):
        if model.record.tasks[0] == entry.id:
            texts += [(0.5, model.record.name), (0.5, model.record.summary)]
    for met in task.met_in:
        product = kb.products[met.product].record
        texts += [(1, name) for name in (product.name, *product.also_called, met.feature)]
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
        (6 + 6 / len(terms(model.name) or [""]), model.name),
        (3, entry.id.replace("-", " ")),
        (2, model.title or ""),
        (1, model.summary),
        *((1.0, name) for name in names),
        (1, model.identifiers.hugging_face or ""),
    ]


def _product_texts(product: Product, meetings: Iterable[Meeting]) -> list[Text]:
    return [
        (6, product.name),
        *((4.0, name) for name in product.also_called),
        (1, product.maker),
        *((1.0, meeting.met.feature) for meeting in meetings),
    ]


def _term_texts(term: Term) -> list[Text]:
    return [
        (6, term.name),
        *((3.0, form) for form in term.forms),
        *((2.0, phrase) for phrase in term.asked_as),
        (1, term.explanation),
    ]
