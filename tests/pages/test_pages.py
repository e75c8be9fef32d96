"""Linked records become pages that say all that the records say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from kb.knowledge.link import Knowledge, link
from kb.knowledge.pairs import find_pairs
from kb.pages.page import Page, paths_are_safe
from kb.pages.render import make_pages
from kb.rules.check import check
from kb.views.cite import bibtex
from kb.views.excerpts import opening
from tests.conftest import BASE, TODAY

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return link(check(BASE, TODAY).records)


@pytest.fixture(scope="module")
def pages(knowledge: Knowledge) -> dict[str, Page]:
    return {page.path: page for page in make_pages(knowledge, TODAY)}


def text_of(page: Page) -> str:
    return " ".join(LexborHTMLParser(str(page.content)).text(separator=" ").split())


def links_of(page: Page) -> dict[str, str]:
    return {
        " ".join(node.text(separator=" ").split()): node.attributes["href"] or ""
        for node in LexborHTMLParser(str(page.content)).css("a")
    }


def test_there_is_a_page_for_every_record(pages: dict[str, Page], knowledge: Knowledge) -> None:
    for folder, records in (
        ("questions", knowledge.questions),
        ("models", knowledge.models),
        ("tasks", knowledge.tasks),
        ("families", knowledge.families),
    ):
        assert {f"{folder}/{record}.md" for record in records} <= set(pages)
    assert {"index.md", "questions/index.md", "models/index.md", "tasks/index.md", "have-want.md"} <= set(pages)
    assert paths_are_safe(pages.values())


def test_question_page(pages: dict[str, Page]) -> None:
    page = pages["questions/how-does-tagging-work.md"]
    tree = LexborHTMLParser(str(page.content))
    assert [node.text() for node in tree.css("h1")] == ["How does the app know it is a red jumper?"]
    assert "I uploaded a jumper and the app wrote 'red jumper' at once. How?" in text_of(page)
    assert "Which model this particular product runs is not public." in text_of(page)
    steps = [" ".join(node.text(separator=" ").split()) for node in tree.css("ol.kb-flow > li")]
    assert steps == [
        "Input Image Step 1 · Model The picture is compared with all known words. Task: Image tagging · for example Tagger "
        "Output Labels"
    ]
    links = links_of(page)
    assert links["Image tagging"] == "../../tasks/image-tagging/"
    assert links["Tagger"] == "../../models/tagger/"
    assert links["Paper of Tagger"] == "https://arxiv.org/abs/2306.03514"
    assert links["tagging"] == "../../tasks/image-tagging/"
    assert "Code: MIT (commercial use allowed)" in text_of(page)
    assert "Weights: CC-BY-NC-4.0 (no commercial use)" in text_of(page)
    assert "read on 10 January 2026" in text_of(page)


def test_model_page(pages: dict[str, Page]) -> None:
    page = pages["models/tagger.md"]
    text = text_of(page)
    for said in ("Tagging Anything: A Model", "Lists what is in a picture.", "Tagger-S", "A small one.", "It is fast."):
        assert said in text
    assert links_of(page)["How does the app know it is a red jumper?"] == "../../questions/how-does-tagging-work/"
    assert "eprint = {2306.03514}" in text
    assert "licence not confirmed here; look at the source" in text_of(pages["models/many-pictures.md"])


def test_task_page(pages: dict[str, Page]) -> None:
    text = text_of(pages["tasks/image-tagging.md"])
    for said in ("multi-label classification", "why does it say cat when it is a fox", "Many Pictures", "not a list"):
        assert said in text


def test_taxonomy_shows_the_tree_with_counts(pages: dict[str, Page]) -> None:
    text = text_of(pages["tasks/index.md"])
    assert "Recognise and describe 2 tasks" in text
    assert "Image tagging Image → to Labels · 2 works · 1 question" in text


def test_models_table_holds_what_the_filters_need(pages: dict[str, Page]) -> None:
    rows = LexborHTMLParser(str(pages["models/index.md"].content)).css("#models-table tbody tr")
    tagger = next(row for row in rows if "Tagger" in row.text())
    assert {
        name: tagger.attributes[f"data-{name}"] for name in ("task", "input", "output", "kind", "year", "code")
    } == {
        "task": "image-tagging",
        "input": "image",
        "output": "labels",
        "kind": "model",
        "year": "2023",
        "code": "yes",
    }
    assert (tagger.attributes["data-licence"] or "").split() == ["MIT", "CC-BY-NC-4.0"]


def test_pairs_cover_tasks_and_chains(knowledge: Knowledge) -> None:
    pairs = find_pairs(knowledge)
    direct = {pair: [task.id for task in found.tasks] for pair, found in pairs.items() if found.tasks}
    assert direct == {
        ("image", "text"): ["image-captioning"],
        ("image", "labels"): ["image-tagging"],
        ("text", "image"): ["text-to-image"],
    }
    assert {pair: found.through for pair, found in pairs.items() if found.through} == {("text", "labels"): ("image",)}


def test_every_link_between_pages_leads_to_a_page(pages: dict[str, Page]) -> None:
    from posixpath import join, normpath
    from urllib.parse import urlsplit

    from kb.views.addresses import url_of

    hand_written = {"about/", "contribute/", "data-guide/"}
    urls = {url_of(path) for path in pages} | hand_written
    for page in pages.values():
        for href in links_of(page).values():
            if not href.startswith(("https://", "#")):
                target = normpath(join("/", url_of(page.path), urlsplit(href).path)).strip("/")
                assert (f"{target}/" if target else "") in urls, f"{page.path}: {href}"


def test_titles_reach_the_front_matter_escaped(content: Path) -> None:
    file = content / "catalog/models/tagger.yml"
    text = file.read_text(encoding="utf-8").replace("name: Tagger", "name: 'A \"quoted\" & <3 name'")
    file.write_text(text, encoding="utf-8")
    pages = {page.path: page for page in make_pages(link(check(content, TODAY).records), TODAY)}
    assert "title: A &quot;quoted&quot; &amp; &lt;3 name" in pages["models/tagger.md"].markdown
    assert "<h1>A &#34;quoted&#34; &amp; &lt;3 name</h1>" in pages["models/tagger.md"].markdown


def test_bibtex_escapes_what_latex_reads(knowledge: Knowledge) -> None:
    entry = bibtex(knowledge.models["tagger"])
    assert entry is not None
    assert entry.splitlines()[:2] == ["@misc{tagger,", "  title = {{Tagging Anything: A Model}},"]
    assert bibtex(knowledge.models["captioner"]) is None


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        ("Yes. It sees the edge of your sleeve and takes it for skin. More.", "Yes. It sees the edge of your sleeve and takes it for skin."),
        ("It writes what usually comes next, and a park often has a dog. More.", "It writes what usually comes next, and a park often has a dog."),
        ("Yes.", "Yes."),
    ],
)  # fmt: skip
def test_a_question_is_listed_with_the_sentences_that_say_something(text: str, beginning: str) -> None:
    assert opening(text) == beginning
