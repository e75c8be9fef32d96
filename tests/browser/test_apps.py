"""The apps page in a real browser: filters that stay in the address, and the whole list without scripts."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import BASE, OF_TODAY, copy_project, kb
from tests.server import serving
from tests.visit import Visit, axe_violations

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def small_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of the small project with all that is of today."""
    root = tmp_path_factory.mktemp("apps") / "content"
    shutil.copytree(BASE, root)
    shutil.copytree(OF_TODAY, root, dirs_exist_ok=True)
    copy_project(root)
    result = kb("build", "--root", root)
    assert result.returncode == 0, result.stdout + result.stderr
    with serving(root / "site") as url:
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
