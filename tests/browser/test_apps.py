"""The apps page in a real browser: filters that stay in the address, and the whole list without scripts."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import BASE, OF_TODAY, kb
from tests.project import copy_project
from tests.server import serving
from tests.visit import Visit, axe_violations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def small_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project with all that is of today, built."""
    root = tmp_path_factory.mktemp("apps") / "content"
    shutil.copytree(BASE, root)
    shutil.copytree(OF_TODAY, root, dirs_exist_ok=True)
    copy_project(root)
    result = kb("build", "--root", root)
    assert result.returncode == 0, result.stdout + result.stderr
    return root


@pytest.fixture(scope="module")
def small_address(small_project: Path) -> Iterator[str]:
    with serving(small_project / "site") as url:
        yield url


def shown(visit: Visit) -> list[str]:
    names = visit.page.locator(":is(#app-list > li > h3, #program-list .kb-use-name > a)")
    return [name.inner_text() for name in names.all() if name.is_visible()]


def test_the_apps_filter_by_words_and_by_what_makers_say(browser: Browser, small_address: str) -> None:
    visit = Visit(browser, small_address)
    page = visit.open("apps/")
    assert shown(visit) == ["Example Phone", "Example Shop", "Picture Studio", "Word Cloud"]
    page.get_by_label("App, maker or feature").fill("exshop keywords")
    assert shown(visit) == ["Example Shop"]
    expect(page.get_by_role("status").filter(has_text="shown")).to_have_text("1 of 2 shown")
    assert page.url.endswith("apps/?words=exshop+keywords")
    page.reload()
    assert shown(visit) == ["Example Shop"]
    page.get_by_role("button", name="Clear filters").click()
    page.get_by_label("Only what the maker says").check()
    assert shown(visit) == ["Example Shop", "Picture Studio", "Word Cloud"]
    page.get_by_label("App, maker or feature").fill("nothing like this")
    expect(page.get_by_text("Nothing here fits.")).to_be_visible()
    assert visit.complaints == []
    visit.context.close()


def test_without_scripts_the_apps_are_a_plain_list(browser: Browser, small_address: str) -> None:
    visit = Visit(browser, small_address, scripts=False)
    visit.open("apps/#example-shop")
    assert shown(visit) == ["Example Phone", "Example Shop", "Picture Studio", "Word Cloud"]
    expect(visit.page.locator("#app-filters")).to_be_hidden()
    expect(visit.page.locator("#example-shop")).to_be_in_viewport()
    visit.page.get_by_role("navigation", name="Sections").get_by_role("link", name="Apps").click()
    visit.context.close()


def test_pages_of_today_are_for_everybody(browser: Browser, small_address: str) -> None:
    visit = Visit(browser, small_address)
    for path in ("apps/", "tasks/image-tagging/", "models/picture-studio/", "models/second-tagger/"):
        page = visit.open(path)
        page.emulate_media(color_scheme="light")
        assert axe_violations(page) == [], path
        page.set_viewport_size({"width": 390, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
        page.emulate_media(color_scheme="dark")
        assert axe_violations(page, ("color-contrast",)) == [], path
        page.set_viewport_size({"width": 1280, "height": 900})
    assert visit.complaints == []
    visit.context.close()


def test_products_are_found_in_the_browser_as_by_the_command(
    browser: Browser, small_project: Path, small_address: str
) -> None:
    queries = ["exshop", "example", "shop example keywords", "picture studio", "second tagger", "dogs in my gallery"]
    asked = small_project / "queries.txt"
    asked.write_text("\n".join(queries) + "\n", encoding="utf-8")
    answers = kb("search", "--queries", asked, "--json", "--root", small_project).stdout.splitlines()
    visit = Visit(browser, small_address)
    page = visit.open("")
    page.wait_for_function("window.kb")
    ask = (
        "async (queries) => { const all = []; for (const q of queries) all.push(await kb.search(q, 10)); return all; }"
    )
    assert page.evaluate(ask, queries) == [json.loads(answer) for answer in answers]

    page.keyboard.press("/")
    page.locator("#search-query").fill("exshop")
    option = page.get_by_role("option").filter(has_text="Example Shop")
    expect(option).to_have_text("AppExample ShopIn Example Shop: Writes keywords below your picture.")
    page.get_by_text("Filters", exact=True).press("Enter")
    page.get_by_label("Kind").select_option(label="Apps")
    expect(page.locator("[role=option]")).to_have_count(1)
    option.click()
    expect(page).to_have_url(re.compile(r"/apps/#example-shop$"))
    expect(page.locator("#example-shop")).to_be_in_viewport()
    assert visit.complaints == []
    visit.context.close()
