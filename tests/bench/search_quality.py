"""How well our search answers, beside lunr and Pagefind."""

from __future__ import annotations

import heapq
import json
import shutil
import subprocess
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

from kb.search.index import build_index
from kb.search.rank import FIT, read, search, strength
from kb.text.document import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kb.content.schema import Model, Question, Task
    from kb.knowledge.link import Knowledge
    from kb.search.index import SearchIndex

ROOT = Path(__file__).resolve().parents[2]
PEERS = Path(__file__).parent / "peers"
QUERIES = ROOT / "tests" / "search" / "queries.tsv"
UNANSWERED = ROOT / "tests" / "search" / "unanswered.tsv"
HALVES = ("open", "held-back")
PAGES = "{questions,models,tasks}/*/index.html"
"""The pages of records, as a pattern."""

Ranking = list[str]
"""Ids of tasks, best first."""
Results = list[tuple[str, float]]
"""Addresses of records with their scores."""


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody typed, and the tasks that are right."""

    text: str
    tasks: frozenset[str]
    half: str


@dataclass(frozen=True, slots=True)
class Document:
    """A record for a peer. Its id is the address of its page."""

    id: str
    title: str
    text: str
    task: str


def read_queries() -> list[Query]:
    """Read the queries. Those of the held-back half are for figures alone: nobody prints or reads them."""
    rows = [line.split("\t") for line in QUERIES.read_text(encoding="utf-8").splitlines()[1:]]
    return [Query(text, frozenset(tasks.split(",")), half) for text, tasks, half in rows]


def open_unanswered() -> list[str]:
    """Read the queries of the open half that nothing here answers."""
    rows = [line.split("\t") for line in UNANSWERED.read_text(encoding="utf-8").splitlines()[1:]]
    return [text for text, half in rows if half == "open"]


BAR_STEP = 25
SILENCE_COSTS = 2
"""An answer said not to fit counts so many times junk that is shown: most who come here ask about what is here."""


def best_bars(index: SearchIndex) -> tuple[int, ...]:
    """Choose from the open halves where an answer begins to fit, for queries of one word, of two, three, and of more (``FIT`` in ``rank``).

    Of bars in steps, the lowest with the least loss: the share of junk that reaches it, and twice the share of answers that do not.
    What a query names fits in any case, and is left out.
    """
    junk = _strengths(index, open_unanswered())
    answered = _strengths(index, [query.text for query in read_queries() if query.half == "open"])

    def loss(bar: int, place: int) -> float:
        shown = mean(strength >= bar for strength in junk[place])
        return shown + SILENCE_COSTS * mean(strength < bar for strength in answered[place])

    most = max(max(found) for found in (*junk.values(), *answered.values()))
    return tuple(min(range(0, most, BAR_STEP), key=lambda bar: loss(bar, place)) for place in range(len(FIT)))


def _strengths(index: SearchIndex, queries: Iterable[str]) -> dict[int, list[int]]:
    """Give how strong the best tasks are, by the place in ``FIT`` that a query's words lead to; of queries that name nothing."""
    found: dict[int, list[int]] = defaultdict(list)
    for query in queries:
        answer, typed = search(index, query), read(query, index.vocabulary)
        if not answer.is_named and typed.words:
            best = [strength(index, typed, *task) for task in answer.tasks[:1]] or [0]
            found[min(len(typed.words), len(FIT)) - 1] += best
    return found


def documents(kb: Knowledge) -> list[Document]:
    """Give every record with the texts that our own search reads."""
    return [
        *(Document(f"tasks/{e.id}/", e.record.name, _text(_of_task(e.record)), e.id) for e in kb.tasks.values()),
        *(
            Document(f"questions/{e.id}/", e.record.title, _text(_of_question(e.record)), e.record.tasks[0])
            for e in kb.questions.values()
        ),
        *(
            Document(f"models/{e.id}/", e.record.name, _text(_of_model(e.record)), e.record.tasks[0])
            for e in kb.models.values()
        ),
    ]


def _text(texts: Iterable[str | None]) -> str:
    return "\n".join(text for text in texts if text)


def _of_task(task: Task) -> list[str]:
    prose_texts = (plain_text(text) for text in (task.explanation, task.choosing, task.limits))
    return [*task.aliases, task.summary, *task.asked_as, *prose_texts]


def _of_question(question: Question) -> list[str]:
    return [question.question, question.answer, *question.also_asked]


def _of_model(model: Model) -> list[str | None]:
    variants = (variant.id for variant in model.variants)
    return [model.title, model.summary, *model.identifiers.cnaps, *variants, model.identifiers.hugging_face]


def ours(kb: Knowledge, queries: list[Query]) -> list[Ranking]:
    """Ask our own search."""
    index = build_index(kb)
    return [[index.tasks[position].id for position, _ in search(index, query.text).tasks] for query in queries]


@dataclass(frozen=True, slots=True)
class LunrRun:
    """What lunr finds, and what that costs: bytes of its compressed index, milliseconds per query once it is loaded."""

    answers: list[Results]
    bytes: int
    milliseconds: float


def lunr(kb: Knowledge, queries: list[str]) -> LunrRun:
    """Ask lunr: any word may match."""
    rows = [{"id": record.id, "title": record.title, "text": record.text} for record in documents(kb)]
    return LunrRun(**_run("lunr.js", {"documents": rows, "queries": queries}))


def pagefind(site: Path, queries: list[Query]) -> tuple[list[Results], list[Results]]:
    """Ask Pagefind, on the built pages: as it ships (all words must match), and with its results per word added."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "site")
        shutil.copytree(site, copy)
        command = ["npx", "--no", "--", "pagefind", "--site", str(copy), "--glob", PAGES, "--quiet"]
        subprocess.run(command, cwd=PEERS, check=True)
        answers = _run("pagefind.js", {"folder": str(copy / "pagefind"), "queries": [query.text for query in queries]})
    return answers["whole"], answers["words"]


def _run(script: str, given: Any) -> Any:
    """Run a peer's script on a file of what it is given; give what it prints."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".json") as file:
        json.dump(given, file)
        file.flush()
        result = subprocess.run(["node", script, file.name], cwd=PEERS, check=True, stdout=subprocess.PIPE)
    return json.loads(result.stdout)


def by_task(results: Results, task_of: Mapping[str, str], most: int) -> Ranking:
    """Gather a peer's results per main task. A task's score is the mean of its best results, two or one."""
    scores: dict[str, list[float]] = defaultdict(list)
    for record, score in results:
        scores[task_of[record]].append(score)
    means = {task: mean(heapq.nlargest(most, found)) for task, found in scores.items()}
    return sorted(means, key=lambda task: (-means[task], task))


def figures(queries: list[Query], rankings: list[Ranking], half: str) -> str:
    """Give a row's cells for one half: how often a right task is first, within three; mean reciprocal rank."""
    places = [
        next((place for place, task in enumerate(ranking, 1) if task in query.tasks), 0)
        for query, ranking in zip(queries, rankings, strict=True)
        if query.half == half
    ]
    count = len(places)
    first, near = sum(place == 1 for place in places), sum(0 < place <= 3 for place in places)
    reciprocal = sum(1 / place for place in places if place)
    return f"{first / count:>12.1%}{near / count:>12.1%}{reciprocal / count:>9.3f}"


def print_bars(kb: Knowledge) -> None:
    """Print the bars that stand in the ranking, and those that the open halves would choose."""
    chosen = best_bars(build_index(kb))
    print(f"An answer fits from {FIT} on; the open halves choose {chosen}.\n")


def print_quality(kb: Knowledge, queries: list[Query], site: Path) -> None:
    """Print the table of quality: sums only, never a query."""
    task_of = {record.id: record.task for record in documents(kb)}
    whole, words = pagefind(site, queries)
    peers = {
        "lunr, any word": lunr(kb, [query.text for query in queries]).answers,
        "Pagefind, as shipped": whole,
        "Pagefind, by word": words,
    }
    rows = {"ours": ours(kb, queries)}
    for name, answers in peers.items():
        for most, how in ((2, "two best"), (1, "best")):
            rows[f"{name}; {how}"] = [by_task(answer, task_of, most) for answer in answers]
    for half in HALVES:
        count = sum(query.half == half for query in queries)
        print(f"{f'{half} ({count})':32}{'right first':>12}{'within 3':>12}{'MRR':>9}")
        for name, rankings in rows.items():
            print(f"{name:32}{figures(queries, rankings, half)}")
        print()
