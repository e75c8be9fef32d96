"""Twice the text costs no more than about twice the work: no small file may keep the checks and the build busy."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from kb.rules import texts
from kb.rules.base import Catalogue
from kb.rules.check import check
from kb.text.document import MarkdownText, contents
from kb.text.flaws import find_flaws
from kb.text.safe_html import render
from kb.text.slugs import PageIds
from kb.text.terms import Explained, FirstUses, Vocabulary
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def calls_of(work: Callable[..., object], *arguments: object) -> int:
    """Count the calls, of Python and of C, that some work takes."""
    count = 0

    def called(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(called)
    try:
        work(*arguments)
    finally:
        sys.setprofile(None)
    return count


def publish(text: str) -> None:
    """Do to a text all that a build does."""
    document = MarkdownText(text)
    list(find_flaws(document, headings=True))
    contents(document)
    render(document, lambda kind, record_id: f"../../{kind}s/{record_id}/")


REPEATED = [
    *(
        "##\n",
        "## a\n\n",
        "## a 2\n\n## a\n\n",
        "{: ",
        "{:",
        "{ ",
        "{#a ",
        "[",
        "[^",
        "![",
        "](",
        "[a](",
        "[[a",
        "<a ",
        "> ",
        "- a\n",
        "1. a\n",
    ),
    *(
        "~~a ",
        "~a ",
        "==a ",
        " :a",
        "$a ",
        "$=",
        "*a_ ",
        "**a",
        "`a``b```c",
        "\\",
        "&",
        "&amp;",
        "a  \n",
        "```\n",
        "``` a b\n",
        "    a\n\n",
    ),
    *(
        "://",
        "https://",
        "https://a.b ",
        "https://a.b/(",
        "https://a@",
        "https://a..b/",
        "www.",
        "http://",
        "> [!NOTE]\n> a\n\n",
        "> [!NOTE",
    ),
    *("[^1]: a\n", "[^1]: a[^1]\n\n", "[^1] [^1]: a\n\n", "| a |\n|---|\n", "a|b\n"),
]


@pytest.mark.parametrize("piece", REPEATED)
def test_a_text_of_one_piece_costs_what_it_is_long(piece: str) -> None:
    once, twice = (calls_of(publish, piece * (length // len(piece))) for length in (2000, 4000))
    assert twice < 3 * once


@pytest.mark.parametrize(
    ("beginning", "piece"), [("{:", " "), ("x[^1]\n\n[^1]: a\n\n", "[^"), ("x[^1]\n\n[^1]: a\n\n", "[^1] "), ("$", "=")]
)
def test_a_text_with_a_beginning_costs_what_it_is_long(beginning: str, piece: str) -> None:
    once, twice = (calls_of(publish, beginning + piece * (length // len(piece))) for length in (2000, 4000))
    assert twice < 3 * once + 2000


def test_many_notes_cost_what_they_are_many() -> None:
    texts_of = ("".join(f"a[^{n}] b[^{n}].\n\n[^{n}]: c\n\n" for n in range(count)) for count in (100, 200))
    once, twice = (calls_of(publish, text) for text in texts_of)
    assert twice < 3 * once


class Looked(set[str]):
    """A set that counts how often somebody looks into it."""

    looks = 0

    def __contains__(self, item: object) -> bool:
        self.looks += 1
        return super().__contains__(item)


def test_a_free_id_is_found_without_trying_all_that_are_taken() -> None:
    ids = PageIds({"a-2", "a-3"})
    ids._taken = taken = Looked(ids._taken)
    assert [ids.take("a") for _ in range(3)] == ["a", "a-4", "a-5"]
    for _ in range(1000):
        ids.take("a")
    assert taken.looks < 3000


class Text(str):
    """A text that counts how many of its characters are looked at one by one, or cut out."""

    seen: Counter[str]

    def __getitem__(self, key: object) -> str:
        piece = super().__getitem__(key)  # type: ignore[index]
        self.seen["characters"] += len(piece)
        return piece


def test_the_beginning_of_a_sentence_is_looked_for_nearby() -> None:
    def characters(count: int) -> int:
        text = Text("an Embedding " * count)
        text.seen = Counter()
        list(FirstUses(Vocabulary([Explained("embedding", ("embedding",), "Numbers.")]), "glossary/").find(text))
        return text.seen["characters"]

    assert 0 < characters(400) < 3 * characters(200)


def test_copies_of_a_question_are_told_once_each(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    question = content / "questions" / "how-does-tagging-work.md"
    text = question.read_text(encoding="utf-8")
    for number in range(60):
        (question.parent / f"copy-{number:02}.md").write_text(
            text.replace("red jumper", f"red jumper {number % 3}"), encoding="utf-8"
        )
    monkeypatch.setattr(texts, "find_flaws", lambda *_, **__: ())
    checked = check(content, TODAY)
    assert Counter(problem.rule for problem in checked.problems)["near-duplicate"] == 60

    def work(count: int) -> int:
        records = checked.records
        some = type(records)(
            **{name: getattr(records, name) for name in records.__slots__} | {"questions": records.questions[:count]}
        )
        return calls_of(lambda: list(texts.check_near_duplicates(Catalogue.of(some, TODAY))))

    assert work(60) < 3 * work(30)
