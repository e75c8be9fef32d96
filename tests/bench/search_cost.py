"""What an answer of our search costs in a browser: bytes and milliseconds, as the number of records grows."""

from __future__ import annotations

import gzip
import re
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from statistics import median
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright
from tests import chromium
from tests.bench.search_quality import lunr
from tests.server import serving

from kb.knowledge.link import link
from kb.search.files import index_files
from kb.search.index import build_index
from kb.text.document import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from kb.content.records import Entry, Records
    from kb.content.schema import Model, Question

SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1_638_400 / 8, "uploadThroughput": 768_000 / 8}
"""The network that Lighthouse takes for a phone's."""

ASK = """async (query) => {
    const start = performance.now();
    const answer = await window.kb.search(query, 10);
    if (!answer.tasks.length) throw new Error("nothing was found");
    return performance.now() - start;
}"""
"""Searches in the page, as a program does."""

WATCH = """(query) => {
    let last;
    addEventListener("keydown", () => { last = performance.now(); }, true);
    const list = document.querySelector("#search-results");
    window.shown = new Promise((resolve) => {
        new MutationObserver(() => {
            const isLast = new URL(location).searchParams.get("q") === query;
            if (isLast && list.querySelector("[role=option]")) resolve([performance.now() - last, performance.now()]);
        }).observe(list, { childList: true });
    });
}"""
"""Makes `shown` the milliseconds from the last keystroke to the first result for the whole query, and that moment."""

LOADED = """async (until) => {
    await new Promise((resolve) => setTimeout(resolve, 100)); // until the last file is in the browser's list
    const files = performance.getEntriesByType("resource")
        .filter((entry) => entry.name.includes("/search/") && entry.responseEnd <= (until ?? Infinity));
    return [files.length, files.reduce((sum, entry) => sum + entry.encodedBodySize, 0)];
}"""
"""Number and bytes of the search's files: its scripts in `assets/search/` and its index in `search/`."""

KEYSTROKE = 60
"""Milliseconds between two keystrokes: a fast typist's 200 words a minute."""


class Fillers:
    """Makes further questions and models out of the phrases, sentences and names of real ones."""

    def __init__(self, records: Records) -> None:
        self._random = Random(0)  # noqa: S311 - the same records at each run
        self._records = records
        self._tasks = [entry.id for entry in records.tasks]
        questions = [entry.record for entry in records.questions]
        tasks = [entry.record for entry in records.tasks]
        # There are few questions; the phrases and sentences of tasks are of the same sort.
        self._asked = [p for q in questions for p in (*_sentences(q.question), *q.also_asked)]
        self._asked += [phrase for task in tasks for phrase in task.asked_as]
        self._answers = [s for q in questions for s in _sentences(q.answer)]
        self._answers += [s for task in tasks for s in _sentences(plain_text(task.explanation))]
        models = [entry.record for entry in records.models]
        self._summaries = [phrase for model in models for phrase in _phrases(model.summary)]
        self._titles = [phrase for model in models for phrase in re.split(r"(?<=:) ", model.title or "") if phrase]
        self._names = {_slug(model.name) for model in models} | {entry.id for entry in records.models}

    def fill(self, size: int) -> Records:
        """Give the real records and as many fillers as are missing, half of them questions."""
        real = self._records
        missing = max(0, size - len(real.tasks) - len(real.questions) - len(real.models))
        questions = [self._question(number) for number in range(missing // 2)]
        models = [self._model() for _ in range(missing - missing // 2)]
        return replace(real, questions=(*real.questions, *questions), models=(*real.models, *models))

    def _question(self, number: int) -> Entry[Question]:
        pattern = self._random.choice(self._records.questions)
        title = self._random.choice(self._asked)
        changes = {
            "title": title,
            "question": self._some(self._asked, len(_sentences(pattern.record.question))),
            "also_asked": tuple(self._random.choices(self._asked, k=len(pattern.record.also_asked))),
            "answer": self._some(self._answers, len(_sentences(pattern.record.answer))),
            "tasks": (self._random.choice(self._tasks),),
        }
        return replace(pattern, id=f"{_slug(title)[:60]}-{number}", record=pattern.record.model_copy(update=changes))

    def _model(self) -> Entry[Model]:
        pattern = self._random.choice(self._records.models)
        model, name = pattern.record, self._name()
        variants = (
            variant.model_copy(update={"id": variant.id.replace(model.name, name)}) for variant in model.variants
        )
        names = tuple(known.replace(model.name, name) for known in model.identifiers.cnaps)
        changes = {
            "name": name,
            "title": self._some(self._titles, 2),
            "summary": self._some(self._summaries, len(_phrases(model.summary))),
            "variants": tuple(variants),
            "identifiers": model.identifiers.model_copy(update={"cnaps": names, "hugging_face": None}),
        }
        return replace(pattern, id=_slug(name), record=model.model_copy(update=changes))

    def _name(self) -> str:
        """Make a new name of the beginning of one and the end of another, as a new model brings a new word with it."""
        known = [entry.record.name for entry in self._records.models]
        while True:
            one, two = self._random.sample(known, 2)
            name = one[: self._random.randint(2, len(one))] + two[self._random.randint(1, len(two) - 1) :]
            if _slug(name) not in self._names:
                self._names.add(_slug(name))
                return name

    def _some(self, texts: list[str], count: int) -> str:
        return " ".join(self._random.choices(texts, k=count))


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?!]) ", text)


def _phrases(text: str) -> list[str]:
    return re.split(r"(?<=[,;:]) ", text)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


@dataclass(frozen=True, slots=True)
class Cost:
    """What an answer costs that is asked at once, and one that is typed: bytes, files, milliseconds."""

    bytes: int
    files: int
    asked: float
    on_slow: float
    typed_bytes: int
    typed: float


def print_cost(records: Records, queries: list[str], site: Path, sizes: list[int]) -> None:
    """Print the table of costs."""
    print("Medians, and the most, until the first answer in a browser that has loaded a page. KB are gzipped.")
    print(
        "“asked”: the whole query at once, with ten records; “typed”: letter by letter, from the last key to a result."
    )
    print(
        f"{'':>8}{'whole':>9}{'files':>7}{'KB':>14}{'asked ms':>14}{'on slow 4G ms':>16}{'typed KB':>14}{'ms':>12}{'lunr KB':>10}{'ms':>9}"
    )
    path = chromium.find()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        for size in sizes:
            print(_row(running, records, queries, site, size), flush=True)
        running.close()


def _row(running: Browser, records: Records, queries: list[str], site: Path, size: int) -> str:
    """Put the index of a larger knowledge base into a copy of the site, and measure there."""
    kb = link(Fillers(records).fill(size))
    index, peer = index_files(build_index(kb)), lunr(kb, queries)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "site")
        shutil.copytree(site, copy)
        shutil.rmtree(copy / "search")
        (copy / "search").mkdir()
        for name, content in index.items():
            (copy / "search" / name).write_bytes(content.encode() if isinstance(content, str) else content)
        with serving(copy) as address:
            costs = [_cost(running, address, query) for query in queries]
    whole = sum(len(gzip.compress(text.encode())) for text in index.values() if isinstance(text, str)) / 1024
    return (
        f"{size:>8}{whole:>9.0f}{median(c.files for c in costs):>7.0f}"
        f"{_span([c.bytes / 1024 for c in costs], 14)}{_span([c.asked for c in costs], 14)}"
        f"{_span([c.on_slow for c in costs], 16)}{_span([c.typed_bytes / 1024 for c in costs], 14)}"
        f"{_span([c.typed for c in costs], 12)}{peer.bytes / 1024:>10.0f}{peer.milliseconds:>9.0f}"
    )


def _span(values: list[float], width: int) -> str:
    return f"{f'{median(values):.0f} ≤ {max(values):.0f}':>{width}}"


def _cost(running: Browser, address: str, query: str) -> Cost:
    with _visited(running, address) as page:
        asked = page.evaluate(ASK, query)
        files, size = page.evaluate(LOADED)
    with _visited(running, address) as page:
        page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW_4G)
        on_slow = page.evaluate(ASK, query)
    with _visited(running, address) as page:
        page.evaluate(WATCH, query)
        page.keyboard.press("/")
        page.locator("#search-query:focus").wait_for()
        page.keyboard.type(query, delay=KEYSTROKE)
        typed, moment = page.evaluate("shown")
        _, typed_size = page.evaluate(LOADED, moment)
    return Cost(size, files, asked, on_slow, typed_size, typed)


@contextmanager
def _visited(running: Browser, address: str) -> Iterator[Page]:
    """Open the home page with an empty cache."""
    context = running.new_context()
    page = context.new_page()
    page.goto(address, wait_until="load")
    page.wait_for_function("window.kb")
    yield page
    context.close()
