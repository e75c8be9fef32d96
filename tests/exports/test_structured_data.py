"""JSON-LD in pages, held to schema.org's own definitions: types, properties, where these belong and what they hold."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from kb.knowledge.link import link
from kb.rules.check import check
from kb.views.all_views import make_views
from kb.views.structured_data import structured_data
from tests.conftest import ROOT, TODAY
from tests.exports.test_models_table import SITE
from tests.server import serving
from tests.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

VOCABULARY = json.loads((Path(__file__).parent / "schemaorg-30.0.json").read_text(encoding="utf-8"))
TYPES: dict[str, list[str]] = VOCABULARY["types"]
PROPERTIES: dict[str, dict[str, list[str]]] = VOCABULARY["properties"]
MOST_ON_AVERAGE = 1_000
"""Bytes of a page that has any."""
DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def with_ancestors(name: str) -> set[str]:
    return {name}.union(*(with_ancestors(parent) for parent in TYPES[name]))


def kinds_of(value: object) -> set[str]:
    """Give the types of schema.org that a value may be taken for."""
    if isinstance(value, dict):
        return with_ancestors(value["@type"])
    if isinstance(value, int):
        return {"Integer", "Number"}
    text = str(value)
    # An address may stand for any thing that is described there: https://schema.org/docs/datamodel.html
    return {
        "Text",
        *(["URL", *TYPES] if text.startswith("https://") else []),
        *(["Date"] if DAY.fullmatch(text) else []),
    }


def assert_valid(thing: dict[str, Any]) -> None:
    above = with_ancestors(thing["@type"])
    for name, held in thing.items():
        if name.startswith("@"):
            continue
        if name.endswith("-input"):
            assert name.removesuffix("-input") in PROPERTIES
            continue
        assert name in PROPERTIES, f"schema.org has no property {name}"
        assert above & set(PROPERTIES[name]["domains"]), f"{name} does not belong to {thing['@type']}"
        for value in held if isinstance(held, list) else [held]:
            assert kinds_of(value) & set(PROPERTIES[name]["ranges"]), f"{name}: {value}"
            if isinstance(value, dict):
                assert_valid(value)


def things_in(text: str) -> Iterator[dict[str, Any]]:
    whole = json.loads(text)
    assert whole.pop("@context") == "https://schema.org"
    yield from whole.get("@graph") or [whole]


def texts_of(content: Path) -> dict[str, str]:
    kb = link(check(content, TODAY).records)
    made = ((view.path, structured_data(kb, view, SITE.url, SITE.name)) for view in make_views(kb, TODAY))
    return {path: text for path, text in made if text}


def test_what_real_pages_say_is_valid_and_short() -> None:
    texts = texts_of(ROOT)
    types = {thing["@type"] for text in texts.values() for thing in things_in(text)}
    assert types >= {"TechArticle", "DefinedTerm", "DefinedTermSet", "ScholarlyArticle", "SoftwareSourceCode"}
    assert types >= {"Dataset", "SoftwareApplication", "BreadcrumbList", "WebSite"}
    for text in texts.values():
        for thing in things_in(text):
            assert_valid(thing)
    assert sum(len(text.encode()) for text in texts.values()) <= MOST_ON_AVERAGE * len(texts)


@pytest.mark.parametrize(
    "wrong",
    [
        {"@type": "Question", "codeRepository": "https://example.org/"},
        {"@type": "Question", "acceptedAnswer": {"@type": "Person"}},
        {"@type": "Dataset", "licence": "https://example.org/"},
        {"@type": "Dataset", "datePublished": "lately"},
    ],
)
def test_the_check_finds_what_is_wrong(wrong: dict[str, Any]) -> None:
    with pytest.raises(AssertionError):
        assert_valid(wrong)


def test_a_question_is_an_article_with_its_answer(content: Path) -> None:
    article, way = things_in(texts_of(content)["questions/how-does-tagging-work.md"])
    assert article["@type"] == "TechArticle"
    assert article["mainEntity"]["acceptedAnswer"]["text"].startswith("A model compares the picture")
    assert [stop["name"] for stop in way["itemListElement"]] == ["Questions", "Image tagging"]


def test_no_text_ends_the_script(content: Path) -> None:
    file = content / "questions/how-does-tagging-work.md"
    text = file.read_text(encoding="utf-8")
    title = "</script><script>alert(1)</script> & <!-- <script"
    old = "title: How does the app know it is a red jumper?"
    file.write_text(text.replace(old, f"title: '{title}'"), encoding="utf-8")
    said = texts_of(content)["questions/how-does-tagging-work.md"]
    assert not set("<>&") & set(said)
    assert next(things_in(said))["headline"] == title


def test_pages_hold_it_as_data(built: Path) -> None:
    page = LexborHTMLParser((built / "models/tagger/index.html").read_text(encoding="utf-8"))
    (script,) = page.css("script[type='application/ld+json']")
    assert next(things_in(script.text()))["name"] == "Tagger"
    about = LexborHTMLParser((built / "about/index.html").read_text(encoding="utf-8"))
    assert not about.css("script[type='application/ld+json']")


def test_the_policy_has_nothing_against_it(browser: Browser, built: Path) -> None:
    with serving(built) as address:
        visit = Visit(browser, address)
        page = visit.open("models/tagger/")
        assert page.locator("script[type='application/ld+json']").count() == 1
        assert visit.complaints == []
        visit.context.close()
