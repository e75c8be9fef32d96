"""Citing a work, linking to a section and sharing a page, in one visit; and that nothing of it is missed without scripts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.page_types import PAGE_TYPES
from tests.views.test_cite import read_bibtex, read_csl, read_ris
from tests.visit import Visit, axe_violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def saved(page: Page, format_name: str) -> tuple[str, str]:
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Download {format_name}").click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes().decode()


def test_citing_and_sharing(browser: Browser, address: str) -> None:
    visit = Visit(browser, address)
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit.open(PAGE_TYPES["model"])

    readers = {"BibTeX": read_bibtex, "RIS": read_ris, "CSL-JSON": read_csl}
    endings = {"BibTeX": "bib", "RIS": "ris", "CSL-JSON": "json"}
    for name, read in readers.items():
        page.locator(".kb-cite summary", has_text=name).click()
        file, text = saved(page, name)
        assert file == f"swinir.{endings[name]}"
        assert read(text.removesuffix("\n") if name == "BibTeX" else text)
        page.get_by_role("button", name=f"Copy {name}").click()
        expect(page.get_by_role("status").filter(has_text=f"{name} is copied.")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.replace("\r\n", "\n") == text.replace("\r\n", "\n")

    heading = page.get_by_role("heading", name="Limits", exact=True)
    link = heading.get_by_role("link", name="Link to this section: Limits")
    expect(link).to_have_css("opacity", "0")
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(link).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/models/swinir/#limits$"))

    page.get_by_role("button", name="Share this page").click()
    expect(page.locator(".kb-share-status")).to_have_text("The address is copied.")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    assert axe_violations(page) == []

    page.goto(f"{address}{PAGE_TYPES['question']}#models-that-do-this")
    expect(page.locator("#models-that-do-this")).to_be_in_viewport()
    assert visit.complaints == []
    visit.context.close()


def test_without_scripts_nothing_stands_there_that_does_nothing(browser: Browser, address: str) -> None:
    visit = Visit(browser, address, scripts=False)
    page = visit.open(PAGE_TYPES["model"])
    assert page.locator(".kb-section-link, .kb-share, .kb-cite button").count() == 0
    page.locator(".kb-cite summary", has_text="RIS").click()
    expect(page.locator(".kb-cite pre").nth(1)).to_contain_text("TY  - JOUR")
    visit.context.close()
