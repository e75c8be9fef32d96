"""Callouts and footnotes in a real browser: to be read by everybody, in light, dark and print, several texts on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kb.text.safe_html import render
from tests.conftest import ROOT
from tests.visit import axe_violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TEXT = """
## fn 1

A fact[^where], again[^where], and ~~no~~ another[^{n}]. See https://example.org/a.

> [!NOTE]
> Number {n}.

> [!WARNING]
> Two **words**, with a [link](https://example.org).
>
> - and a list

[^where]: Where it stands, see https://example.org/b.
[^{n}]: A second one.

    - with a list
"""


def url(kind: str, record_id: str) -> str:
    return f"../../{kind}s/{record_id}/"


def page_of(*texts: str) -> str:
    css = (ROOT / "docs" / "assets" / "kb.css").read_text(encoding="utf-8")
    sections = "".join(f"<section>{render(text, url, ('sources',))}</section>" for text in texts)
    head = f'<meta charset="utf-8"><title>Texts</title><style>{css}</style>'
    return f'<!doctype html><html lang="en">{head}<body><main class="kb"><h1>Texts</h1>{sections}</main>'


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_them(browser: Browser, scheme: str) -> None:
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    page.set_content(page_of(TEXT.format(n=1)))
    assert axe_violations(page) == []
    page.close()


def test_marks_lead_to_their_notes_and_back(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(page_of(TEXT.format(n=1), TEXT.format(n=2)))
    ids = page.eval_on_selector_all("[id]", "all => all.map((one) => one.id)")
    assert len(ids) == len(set(ids)) + 1, "only the heading, which two texts of one page never have, stands twice"
    targets = "all => all.map((link) => [link.textContent, document.querySelector(link.getAttribute('href'))?.textContent.trim().slice(0, 8)])"
    second = page.locator("main > section").nth(1)
    marks = second.locator(".kb-footnote a")
    assert marks.evaluate_all(targets) == [["1", "Where it"], ["1", "Where it"], ["2", "A second"]]
    assert second.locator("[role=doc-backlink]").evaluate_all(targets) == [
        ["↩\ufe0e", "1"],
        ["↩\ufe0e", "1"],
        ["↩\ufe0e", "2"],
    ]
    assert page.get_by_role("note").first.inner_text().split() == ["NOTE", "Number", "1."]
    page.emulate_media(media="print")
    assert not page.locator("[role=doc-backlink]").first.is_visible()
    assert page.locator(".kb-footnotes li").first.is_visible()
    page.close()
