"""The Atom feeds, held to the rules of RFC 4287 one by one: https://www.rfc-editor.org/rfc/rfc4287."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from defusedxml import ElementTree

from kb.exports.feeds import ATOM, MOST_ENTRIES, feeds
from kb.knowledge.link import link
from kb.rules.check import check
from tests.conftest import TODAY
from tests.exports.test_models_table import SITE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from kb.knowledge.link import Knowledge

ONCE = {"id", "title", "updated"}
"""What a feed and an entry hold exactly once (4.1.1 and 4.1.2)."""
AT_MOST_ONCE = {"generator", "icon", "logo", "rights", "subtitle", "content", "published", "source", "summary"}
OF_A_FEED = {*ONCE, "author", "category", "contributor", "generator", "icon", "link", "logo", "rights", "subtitle"}
OF_AN_ENTRY = {
    *ONCE,
    "author",
    "category",
    "content",
    "contributor",
    "link",
    "published",
    "rights",
    "source",
    "summary",
}
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def name_of(element: Element) -> str:
    space, _, name = element.tag.removeprefix("{").partition("}")
    assert space == ATOM
    return name


def text_in(element: Element, name: str) -> str:
    return element.findtext(f"{{{ATOM}}}{name}") or ""


def assert_instant(text: str) -> None:
    """3.3: a date and time as in RFC 3339, with T and Z in capitals."""
    assert INSTANT.fullmatch(text)
    dt.datetime.fromisoformat(text)


def assert_links(element: Element) -> None:
    """4.2.7: each link has an address, and no two alternates are of one type and language."""
    links = [dict(child.attrib) for child in element if name_of(child) == "link"]
    assert all(urlsplit(one["href"]).scheme == "https" for one in links)
    alternates = [(one.get("type"), one.get("hreflang")) for one in links if one.get("rel", "alternate") == "alternate"]
    assert len(alternates) == len(set(alternates)) >= 1


def assert_common(element: Element, allowed: set[str]) -> None:
    names = [name_of(child) for child in element if name_of(child) != "entry"]
    assert set(names) <= allowed
    assert {name for name in ONCE if names.count(name) != 1} == set()
    assert {name for name in AT_MOST_ONCE if names.count(name) > 1} == set()
    # 4.2.6: an id is an IRI, never a relative one.
    assert urlsplit(text_in(element, "id")).scheme in ("https", "tag")
    for child in element:
        if name_of(child) in ("title", "subtitle", "summary", "rights"):
            assert child.get("type", "text") == "text"
            assert len(child) == 0
            assert (child.text or "").strip()
        elif name_of(child) in ("updated", "published"):
            assert_instant(child.text or "")
        elif name_of(child) == "category":
            assert child.get("term")
        elif name_of(child) == "author":
            assert (child.findtext(f"{{{ATOM}}}name") or "").strip()
            assert {name_of(part) for part in child} <= {"name", "uri", "email"}
    assert_links(element)


def assert_valid(content: bytes) -> Element:
    """Hold a feed to RFC 4287; give its root."""
    assert content.startswith(b"<?xml version='1.0' encoding='utf-8'?>")
    feed: Element = ElementTree.fromstring(content.decode().partition("?>")[2], forbid_dtd=True)
    assert name_of(feed) == "feed"
    assert_common(feed, OF_A_FEED)
    own = [child for child in feed if name_of(child) == "link" and child.get("rel") == "self"]
    assert [one.get("href") for one in own] == [text_in(feed, "id")]
    assert any(name_of(child) == "author" for child in feed)
    entries = entries_of(feed)
    for entry in entries:
        assert_common(entry, OF_AN_ENTRY)
        # 4.1.2: a summary or the content, where no alternate shows more; ours have both a summary and an alternate.
        assert text_in(entry, "summary")
        assert text_in(entry, "published") <= text_in(entry, "updated")
    ids = [text_in(entry, "id") for entry in entries]
    assert len(ids) == len(set(ids)) <= MOST_ENTRIES
    assert text_in(feed, "updated") == max(text_in(entry, "updated") for entry in entries)
    return feed


def entries_of(feed: Element) -> list[Element]:
    return feed.findall(f"{{{ATOM}}}entry")


def written(content: Path) -> Mapping[str, bytes]:
    return {one.path: one.content for one in feeds(link(check(content, TODAY).records), SITE)}


@pytest.fixture
def small(content: Path) -> Mapping[str, Element]:
    return {path: assert_valid(text) for path, text in written(content).items()}


def test_there_are_three(small: Mapping[str, Element]) -> None:
    assert set(small) == {"feeds/questions.xml", "feeds/models.xml", "feeds/changes.xml"}


def test_an_entry_says_what_it_is_about_and_where_it_is(small: Mapping[str, Element]) -> None:
    entries = {text_in(entry, "id"): entry for entry in entries_of(small["feeds/questions.xml"])}
    entry = entries["https://example.org/kb/questions/how-does-tagging-work/"]
    assert text_in(entry, "title") == "How does the app know it is a red jumper?"
    assert text_in(entry, "summary").startswith("A model compares the picture")
    assert text_in(entry, "updated") == "2026-01-10T00:00:00Z"
    assert [one.get("term") for one in entry if name_of(one) == "category"] == ["Image tagging"]


def test_what_was_reviewed_again_is_a_change_and_nothing_new(content: Path) -> None:
    file = content / "questions/how-does-tagging-work.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("reviewed: 2026-01-10", "reviewed: 2026-05-20"), encoding="utf-8")
    made = {path: assert_valid(text) for path, text in written(content).items()}
    first = entries_of(made["feeds/changes.xml"])[0]
    assert text_in(first, "id").endswith("/questions/how-does-tagging-work/")
    assert text_in(first, "updated") == "2026-05-20T00:00:00Z"
    entries = {text_in(one, "id").split("/")[-2]: one for one in entries_of(made["feeds/questions.xml"])}
    assert text_in(entries["how-does-tagging-work"], "published") == "2026-01-10T00:00:00Z"


def test_signs_of_xml_in_contributed_texts_stay_texts(content: Path) -> None:
    file = content / "questions/how-does-tagging-work.md"
    text = file.read_text(encoding="utf-8")
    title = "Is <b> & ]]> a tag?"
    file.write_text(
        text.replace("title: How does the app know it is a red jumper?", f'title: "{title}"'), encoding="utf-8"
    )
    made = assert_valid(written(content)["feeds/questions.xml"])
    assert title in [text_in(entry, "title") for entry in entries_of(made)]


def test_without_records_a_feed_is_valid_but_for_having_none(tmp_path: Path) -> None:
    for text in written(tmp_path).values():
        feed = ElementTree.fromstring(text.decode().partition("?>")[2])
        assert_common(feed, OF_A_FEED)
        assert text_in(feed, "updated") == f"{TODAY}T00:00:00Z"


def test_the_real_feeds_are_valid_full_and_newest_first(real_knowledge: Knowledge) -> None:
    for path, text in ((one.path, one.content) for one in feeds(real_knowledge, SITE)):
        entries = entries_of(assert_valid(text))
        assert len(entries) == MOST_ENTRIES
        kept = "updated" if "changes" in path else "published"
        days = [text_in(entry, kept) for entry in entries]
        assert days == sorted(days, reverse=True)
