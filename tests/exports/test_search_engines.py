"""What search engines and browsers take: the sitemap with true dates, and the description of the site's search."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from defusedxml import ElementTree
from selectolax.lexbor import LexborHTMLParser

from kb.exports.export import Site
from kb.exports.opensearch import NAMESPACE, opensearch
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

BASE = "https://cnaps-ai.github.io/knowledge-base/"
SITEMAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
OPENSEARCH = f"{{{NAMESPACE}}}"


@pytest.fixture(scope="module")
def days(built: Path) -> Mapping[str, str | None]:
    """Give the days of the sitemap's pages, by their addresses within the site."""
    root = ElementTree.fromstring((built / "sitemap.xml").read_text(encoding="utf-8").partition("?>")[2])
    return {
        (one.findtext(f"{SITEMAPS}loc") or "").removeprefix(BASE): one.findtext(f"{SITEMAPS}lastmod")
        for one in root.findall(f"{SITEMAPS}url")
    }


def test_a_page_has_the_day_of_its_record(days: Mapping[str, str | None]) -> None:
    assert days["questions/why-do-captions-invent-things/"] == "2026-01-10"
    assert days["models/new-tagger/"] == "2026-05-02"


def test_a_list_has_the_day_of_what_is_newest_on_it(days: Mapping[str, str | None]) -> None:
    assert days["questions/"] == "2026-01-10"
    assert days["models/"] == days["models/by/recognition/"] == days[""] == max(filter(None, days.values()))


def test_what_no_record_dates_has_no_day(days: Mapping[str, str | None]) -> None:
    assert {days[page] for page in ("about/", "contribute/", "coverage/", "data-guide/fields/", "glossary/")} == {None}


def test_no_day_is_that_of_the_build(days: Mapping[str, str | None]) -> None:
    assert TODAY.isoformat() not in days.values()
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for day in days.values() if day)


def test_old_addresses_are_not_in_it(days: Mapping[str, str | None]) -> None:
    assert "models/tagger/" in days
    assert "models/old-tagger/" not in days


def test_browsers_find_the_search_and_the_feeds(built: Path) -> None:
    head = LexborHTMLParser((built / "models/index.html").read_text(encoding="utf-8"))
    links = {
        (link.attributes["type"], link.attributes["href"])
        for link in head.css("link[rel=search], link[rel=alternate][type='application/atom+xml']")
    }
    assert links == {
        ("application/opensearchdescription+xml", "../opensearch.xml"),
        *(("application/atom+xml", f"../feeds/{name}.xml") for name in ("questions", "models", "changes")),
    }
    assert all((built / href.removeprefix("../")).is_file() for _, href in links if href)


def test_the_description_of_the_search_keeps_to_its_limits(built: Path) -> None:
    """OpenSearch 1.1, draft 6: names of 16 and 48 characters, one template or more with the words that are looked for."""
    root = ElementTree.fromstring((built / "opensearch.xml").read_text(encoding="utf-8").partition("?>")[2])
    assert root.tag == f"{OPENSEARCH}OpenSearchDescription"
    names = [child.tag.removeprefix(OPENSEARCH) for child in root]
    assert {name: names.count(name) for name in ("ShortName", "LongName", "Description")} == dict.fromkeys(
        ("ShortName", "LongName", "Description"), 1
    )
    assert root.findtext(f"{OPENSEARCH}ShortName") == "CNAPS Knowledge"
    assert 0 < len(root.findtext(f"{OPENSEARCH}LongName") or "") <= 48
    assert 0 < len(root.findtext(f"{OPENSEARCH}Description") or "") <= 1024
    results = [one for one in root.findall(f"{OPENSEARCH}Url") if one.get("rel", "results") == "results"]
    assert [(one.get("type"), one.get("template")) for one in results] == [
        ("text/html", f"{BASE}tasks/?q={{searchTerms}}")
    ]
    assert all(urlsplit(one.get("template")).scheme == "https" for one in root.findall(f"{OPENSEARCH}Url"))


@pytest.mark.parametrize(
    ("name", "short"), [("Small", "Small"), ("A" * 40, "A" * 16), ("Sixteen letters.", "Sixteen letters.")]
)
def test_a_long_name_is_cut(name: str, short: str) -> None:
    text = opensearch(Site("https://example.org/", name, "", "", TODAY)).content.decode()
    assert f"<ShortName>{short}</ShortName>" in text
