"""Linked records become pages that say all that the records say."""

from __future__ import annotations

import json
from posixpath import join, normpath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from kb.knowledge.link import Knowledge, link
from kb.knowledge.pairs import find_pairs
from kb.pages.page import Page, paths_are_safe
from kb.pages.render import make_pages
from kb.rules.check import check
from kb.views.addresses import url_of
from kb.views.excerpts import opening
from kb.views.models_data import models_data
from kb.views.models_index import ROWS
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
    assert paths_are_safe([page.path for page in pages.values()])


def test_question_page(pages: dict[str, Page]) -> None:
    page = pages["questions/how-does-tagging-work.md"]
    tree = LexborHTMLParser(str(page.content))
    assert [node.text() for node in tree.css("h1")] == ["How does the app know it is a red jumper?"]
    assert "I uploaded a jumper and the app wrote 'red jumper' at once. How?" in text_of(page)
    assert "is not public" not in text_of(page), "no product is named"
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


def works_of(knowledge: Knowledge) -> dict[str, dict[str, Any]]:
    data = json.loads(models_data(knowledge))
    return {values[0]: dict(zip(data["fields"], values, strict=True)) for values in data["works"]}


def test_the_file_of_all_models_holds_what_the_filters_need(knowledge: Knowledge) -> None:
    tagger = works_of(knowledge)["tagger"]
    assert {name: tagger[name] for name in tagger if name not in ("id", "name", "links", "terms")} == {
        "kind": "model",
        "tasks": ["image-tagging"],
        "families": ["recognition"],
        "inputs": ["image"],
        "outputs": ["labels"],
        "year": 2023,
        "standings": ["not-past"],
        "commercial": [],
        "licences": {"Code": "MIT", "Weights": "CC-BY-NC-4.0"},
    }
    assert list(tagger["links"]) == ["Paper", "Code", "Weights"]
    assert {"tag", "list", "pictur", "anyth"} <= set(tagger["terms"].split())


@pytest.mark.parametrize(
    ("code", "weights", "uses"),
    [
        ("MIT", "MIT", ["yes", "conditions"]),
        ("MIT", "GPL-3.0-only", ["conditions"]),
        ("MIT", "CC-BY-NC-4.0", []),
        ("MIT", None, []),
    ],
)
def test_a_business_may_use_what_no_licence_forbids_and_every_licence_is_known_of(
    content: Path, code: str, weights: str | None, uses: list[str]
) -> None:
    file = content / "catalog/models/tagger.yml"
    text = file.read_text(encoding="utf-8").replace("  licence: MIT\n", f"  licence: {code}\n")
    text = text.replace("  licence: CC-BY-NC-4.0\n", f"  licence: {weights}\n" if weights else "")
    file.write_text(text, encoding="utf-8")
    licences = content / "catalog/licences.yml"
    if "GPL-3.0-only" not in licences.read_text(encoding="utf-8"):
        gpl = "- {id: GPL-3.0-only, name: GNU GPL 3, commercial: conditions, note: Share alike., asks: share what you change, url: https://example.org/gpl}\n"
        licences.write_text(licences.read_text(encoding="utf-8") + gpl, encoding="utf-8")
    assert works_of(link(check(content, TODAY).records))["tagger"]["commercial"] == uses


def test_no_page_of_models_grows_with_the_catalogue_and_all_are_reached_without_scripts(content: Path) -> None:
    def elements(pages: dict[str, Page]) -> int:
        return len(LexborHTMLParser(str(pages["models/index.md"].content)).css("*"))

    text = (content / "catalog/models/tagger.yml").read_text(encoding="utf-8")
    counts = []
    for copies in (ROWS, 2 * ROWS + 5):
        for number in range(copies):
            file = content / f"catalog/models/copy-{number}.yml"
            file.write_text(text.replace("name: Tagger", f"name: Copy {number}"), encoding="utf-8")
        kb = link(check(content, TODAY).records)
        pages = {page.path: page for page in make_pages(kb, TODAY)}
        counts.append(elements(pages))
    assert counts[0] == counts[1]

    reached, waiting = set(), ["models/"]
    by_url = {url_of(path): page for path, page in pages.items()}
    names = set()
    while waiting:
        address = waiting.pop()
        reached.add(address)
        tree = LexborHTMLParser(str(by_url[address].content))
        rows = tree.css("tbody tr")
        assert len(rows) <= ROWS
        names |= {node.text() for node in tree.css("tbody th a")}
        hrefs = [
            normpath(join(address, node.attributes["href"] or "")) + "/"
            for node in tree.css("nav:not(.kb-breadcrumbs) a")
        ]
        waiting += [href for href in hrefs if href not in reached and href not in waiting]
    assert names == {entry.record.name for entry in kb.models.values()}


def test_pairs_cover_tasks_and_chains(knowledge: Knowledge) -> None:
    pairs = find_pairs(knowledge)
    direct = {pair: [task.id for task in found.tasks] for pair, found in pairs.items() if found.tasks}
    assert direct == {
        ("image", "text"): ["image-captioning"],
        ("image", "labels"): ["image-tagging"],
        ("text", "image"): ["text-to-image"],
    }
    assert {pair: found.through for pair, found in pairs.items() if found.through} == {}, (
        "nobody looks for keywords in a picture that was made up from words"
    )


def test_chains_lead_through_words_or_are_the_workflow_of_a_question(content: Path) -> None:
    def through() -> dict[tuple[str, str], tuple[str, ...]]:
        found = find_pairs(link(check(content, TODAY).records))
        return {pair: one.through for pair, one in found.items() if one.through}

    task = (content / "catalog/tasks/image-captioning.yml").read_text(encoding="utf-8")
    asking = task.replace("inputs: [image]", "inputs: [text, image]").replace("outputs: [text]", "outputs: [labels]")
    (content / "catalog/tasks/asking.yml").write_text(asking, encoding="utf-8")
    assert through() == {}, "the second task needs a picture besides"
    (content / "catalog/tasks/sorting.yml").write_text(asking.replace("[text, image]", "[text]"), encoding="utf-8")
    assert through() == {("image", "labels"): ("text",)}
    question = content / "questions/how-does-tagging-work.md"
    text = question.read_text(encoding="utf-8")
    first = "  steps:\n    - does: A picture is made up.\n      task: text-to-image\n      inputs: [text]\n      outputs: [image]\n"
    assert "  steps:\n" in text
    question.write_text(text.replace("  steps:\n", first, 1), encoding="utf-8")
    assert through() == {("image", "labels"): ("text",), ("text", "labels"): ("image",)}


def test_every_link_between_pages_leads_to_a_page(pages: dict[str, Page]) -> None:
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


def test_a_work_that_is_no_fit_is_not_led_to(content: Path) -> None:
    def leads() -> set[str]:
        made = {page.path: page for page in make_pages(link(check(content, TODAY).records), TODAY)}
        return set(links_of(made["models/many-pictures.md"]))

    file = content / "questions/how-does-tagging-work.md"
    before = leads()
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("role: background", "role: cited"), encoding="utf-8")
    assert before - leads() == {"How does the app know it is a red jumper?"}
