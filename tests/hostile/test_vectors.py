"""Known ways to smuggle a script into a page, in every text of every record: nothing of them is more than text, whatever the checks say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from markupsafe import escape
from playwright.sync_api import expect

from kb.knowledge.link import link
from kb.pages.render import make_pages
from kb.text.document import MarkdownText
from kb.text.safe_html import render, render_inline, render_plain
from tests.conftest import TODAY
from tests.contribute.test_form import opened
from tests.hostile.active_parts import VECTORS, active_parts
from tests.pages.test_every_field import is_chosen, records, with_change
from tests.server import serving
from tests.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from kb.content.records import Records
    from kb.content.schema import Record

__all__ = ["records"]
AT_ONCE = 40
"""Vectors that one text holds."""
ROUNDS = [VECTORS[start : start + AT_ONCE] for start in range(0, len(VECTORS), AT_ONCE)]
WATCH = "window.ran = []; window.xss = () => window.ran.push(location.href); window.alert = window.xss;"


@pytest.mark.parametrize("vector", VECTORS)
def test_a_text_becomes_nothing_active(vector: str) -> None:
    for shown in (render, render_inline):
        assert not active_parts(shown(vector, lambda kind, record_id: f"../{kind}/{record_id}/"))
    assert not active_parts(render_plain(vector))


def hostile(texts: list[str]) -> Callable[[type[Record], str, Any], Any]:
    """Give a change that puts vectors into every text, and behind every address."""

    def change(record: type[Record], name: str, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(change(record, name, item) for item in value)
        if type(value) not in (str, MarkdownText) or is_chosen(record, name):
            return value
        if value.startswith("https://"):
            return f"https://example.org/{texts[0]}"
        return (
            MarkdownText("\n\n".join([value, *texts])) if isinstance(value, MarkdownText) else " ".join([value, *texts])
        )

    return change


def pages_of(records: Records) -> Mapping[str, str]:
    """Give all pages, with titles and descriptions escaped as the frame does it."""
    pages = make_pages(link(records), TODAY)
    return {page.path: f"<title>{escape(page.title)}</title>{page.content}" for page in pages}


@pytest.fixture(scope="module")
def hostile_pages(records: Records) -> list[Mapping[str, str]]:
    """All pages of the small content for each of ``ROUNDS``; no check keeps any text out."""
    return [pages_of(with_change(records, hostile(texts))) for texts in ROUNDS]


def test_pages_have_no_active_part_more_than_without(records: Records, hostile_pages: list[Mapping[str, str]]) -> None:
    plain = {path: active_parts(html) for path, html in pages_of(records).items()}
    for texts, pages in zip(ROUNDS, hostile_pages, strict=True):
        assert any(escape(texts[0]) in html for html in pages.values()), "the vectors are on no page"
        for path, html in pages.items():
            assert not active_parts(html) - plain[path], path


def test_in_a_browser_no_page_runs_or_asks_for_anything(
    browser: Browser, hostile_pages: list[Mapping[str, str]], tmp_path: Path
) -> None:
    """Without the policy that would stop it anyway."""
    for number, pages in enumerate(hostile_pages):
        (tmp_path / f"{number}.html").write_text(f"<!doctype html><body>{''.join(pages.values())}", encoding="utf-8")
    with serving(tmp_path) as address:
        visit = Visit(browser, address)
        visit.context.add_init_script(WATCH)
        for number in range(len(hostile_pages)):
            page = visit.open(f"{number}.html")
            page.evaluate("document.querySelectorAll('[autofocus], a').forEach((one) => one.focus())")
            assert page.evaluate("window.ran") == []
        asked = [complaint for complaint in visit.complaints if complaint.startswith("request to")]
        assert asked == []
        visit.context.close()


def watched(visit: Visit) -> Visit:
    visit.context.add_init_script(WATCH)
    return visit


def assert_nothing_ran(visit: Visit, page: Page) -> None:
    assert page.evaluate("window.ran") == []
    assert [one for one in visit.complaints if "request to" in one or "Policy" in one] == []


def test_the_search_shows_what_is_asked_as_text(visit: Visit) -> None:
    page = watched(visit).open("")
    page.wait_for_function("window.kb")
    page.keyboard.press("/")
    box = page.locator("dialog input[type=search], dialog [role=combobox]").first
    for texts in ROUNDS:
        for typed in (texts[0], " ".join(texts)[:400]):
            box.fill(typed)
            # Whoever asks later is answered later.
            page.evaluate("(words) => kb.search(words, 3).then(() => null)", typed)
    assert_nothing_ran(visit, page)


@pytest.mark.parametrize("number", range(0, len(VECTORS), 12))
def test_an_address_with_a_query_shows_it_as_text(visit: Visit, number: int) -> None:
    page = watched(visit).open(f"?q={quoted(VECTORS[number])}#{quoted(VECTORS[number - 1])}")
    page.wait_for_function("window.kb")
    page.evaluate("(words) => kb.search(words, 3).then(() => null)", VECTORS[number])
    assert_nothing_ran(visit, page)


def quoted(text: str) -> str:
    return "".join(f"%{byte:02x}" for byte in text.encode())


def test_the_preview_of_the_form_shows_all_as_text(visit: Visit) -> None:
    page = opened(watched(visit), "contribute/#answer")
    page.get_by_text("See the page as it will look").press("Enter")
    form = page.locator("#answer")
    shown = page.locator(".kb-preview")
    for texts in ROUNDS:
        everything = "\n\n".join(texts)
        for label in ("The question, word for word", "A short title", "The answer in short", "The explanation"):
            form.get_by_label(label).fill(everything)
        expect(shown).to_contain_text(texts[-1][:4])
        inside = active_parts(shown.evaluate("(one) => one.innerHTML"))
        assert {part: number for part, number in inside.items() if not part.startswith("href=")} == {}, json.dumps(
            texts
        )
        links = shown.evaluate("(one) => [...one.querySelectorAll('a[href]')].map((link) => link.protocol)")
        assert set(links) <= {"https:", "http:"}
    assert_nothing_ran(visit, page)


def test_the_watch_sees_what_runs(browser: Browser, tmp_path: Path) -> None:
    """What the tests above rely on."""
    (tmp_path / "0.html").write_text("<!doctype html><body><img src=x onerror=xss()>", encoding="utf-8")
    with serving(tmp_path) as address:
        visit = watched(Visit(browser, address))
        page = visit.open("0.html")
        page.wait_for_function("window.ran.length === 1")
        visit.context.close()
