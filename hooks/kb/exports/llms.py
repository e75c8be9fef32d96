"""Texts for chatbots: ``llms.txt``, a list of all Markdown copies as https://llmstxt.org describes it, and the gist of all pages in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.exports.api_files import INDEX, WHOLE
from kb.exports.export import Export
from kb.exports.markdown_copies import COPY, texts_in_short
from kb.exports.markdown_writing import bullets, link, plain
from kb.exports.models_table import PATH as MODELS_TABLE
from kb.views.addresses import address_of
from kb.views.excerpts import shorten
from kb.views.wording import KIND_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kb.exports.export import Site
    from kb.knowledge.link import Knowledge

PATH = "llms.txt"
ABOUT = "All answers in short, all tasks and all words. Below each is the address of its page, which has the rest: sources, steps, models."
LICENCE = "Texts are under CC BY 4.0: name the knowledge base and link to the page."
MOST_BYTES = 1_000_000
"""Of a part: what is larger, many programs do not take whole."""


def llms_files(kb: Knowledge, site: Site) -> Iterator[Export]:
    """Write the list and the parts.

    Args:
        kb: the linked records.
        site: what the files say of the site.
    """
    first = f"# {plain(site.name)}\n\n{ABOUT} {LICENCE}\n"
    parts = list(_parts((first.encode(), *texts_in_short(kb, site))))
    yield Export(PATH, _list(kb, site, parts).encode())
    yield from parts


def _parts(texts: Iterable[bytes]) -> Iterator[Export]:
    """Join texts to parts that are not too large; no page is cut in two."""
    number, held = 1, b""
    for text in texts:
        if held and len(held) + 1 + len(text) >= MOST_BYTES:
            yield _part(number, held)
            number, held = number + 1, b""
        held += (b"\n" if held else b"") + text
    if held:
        yield _part(number, held)


def _part(number: int, content: bytes) -> Export:
    # The first one has the name that programs ask for.
    return Export(f"llms-full-{number}.txt" if number > 1 else "llms-full.txt", content)


def _list(kb: Knowledge, site: Site, parts: Sequence[Export]) -> str:
    return (
        "\n\n".join(
            [
                f"# {plain(site.name)}",
                f"> {plain(site.description)}",
                "People meet AI in their apps and wonder how it works. Each question has a plain answer with its sources, the task of AI behind it, the steps "
                "from input to output, and the models that do it. Every record says when its sources were last read; what no source confirms is marked so. "
                f"{LICENCE}",
                "Each link leads to the Markdown copy of a page; without `index.md` it leads to the page itself.",
                _section(
                    "In one file",
                    (_file(site, one.path, "all answers in short, all tasks and all words") for one in parts),
                ),
                _section(
                    "Data",
                    [
                        _file(site, INDEX, "where each record is as JSON"),
                        _file(site, WHOLE, "all records in full"),
                        _file(site, MODELS_TABLE, "all works as a table, with licences and links"),
                    ],
                ),
                _section(
                    "Questions", (_copy(site, "question", id_, one.record.title) for id_, one in kb.questions.items())
                ),
                _section(
                    "Tasks",
                    (_copy(site, "task", id_, one.record.name, one.record.summary) for id_, one in kb.tasks.items()),
                ),
                _section("Words", (_copy(site, "term", id_, one.record.name) for id_, one in kb.terms.items())),
                _section("Optional", (_work(kb, site, id_) for id_ in kb.models)),
            ]
        )
        + "\n"
    )


def _section(heading: str, lines: Iterable[str]) -> str:
    return f"## {heading}\n\n{bullets(lines)}"


def _file(site: Site, path: str, notes: str) -> str:
    return f"{link(path.rpartition('/')[2], site.absolute(path))}: {notes}"


def _copy(site: Site, kind: str, id_: str, name: str, notes: str = "") -> str:
    address = site.absolute(f"{address_of(kind, id_)}{COPY}")
    return f"{link(name, address)}{f': {plain(shorten(notes))}' if notes else ''}"


def _work(kb: Knowledge, site: Site, model: str) -> str:
    record = kb.models[model].record
    task = kb.tasks[record.tasks[0]].record.name
    return f"{_copy(site, 'model', model, record.name)}: {KIND_NAMES[record.kind].lower()} of {record.published[:4]}, {plain(task).lower()}"
