"""Long lists in a real browser: models, apps and questions, filtered, sorted, in the address, and whole without scripts."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from kb.views.models_index import ROWS
from tests.conftest import BASE, OF_TODAY, kb
from tests.project import copy_project
from tests.server import serving
from tests.visit import Visit, axe_violations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def small_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project with all that is of today and more works than a page shows, built."""
    root = tmp_path_factory.mktemp("lists") / "content"
    shutil.copytree(BASE, root)
    shutil.copytree(OF_TODAY, root, dirs_exist_ok=True)
    text = (root / "catalog/models/captioner.yml").read_text(encoding="utf-8")
    assert "name: Captioner\n" in text
    for number in range(ROWS):
        again = "\n".join(line for line in text.splitlines() if not line.startswith("paper:"))
        again = again.replace("name: Captioner", f"name: Copy {number}").replace("captioner", f"copy-{number}")
        (root / f"catalog/models/copy-{number}.yml").write_text(again + "\n", encoding="utf-8")
    (root / "catalog/redirects.yml").write_text("- {kind: model, old: old-tagger, new: tagger}\n", encoding="utf-8")
    copy_project(root)
    result = kb("build", "--root", root)
    assert result.returncode == 0, result.stdout + result.stderr
    return root


@pytest.fixture(scope="module")
def small_address(small_project: Path) -> Iterator[str]:
    with serving(small_project / "site") as url:
        yield url


CELLS = """rows => rows.map((row) => [row.innerText, [...row.querySelectorAll("[href], [src]")].map((node) => node.href ?? node.src)])"""


def rows(page: Page) -> list[str]:
    names: list[str] = page.locator("#models-table tbody tr").evaluate_all(
        "rows => rows.map((row) => row.cells[0].innerText.trim())"
    )
    return names


def count(page: Page) -> Locator:
    return page.locator("#model-count")


def test_models_are_sorted_by_each_column_and_shown_in_steps(browser: Browser, small_address: str) -> None:
    visit = Visit(browser, small_address)
    page = visit.open("models/")
    expect(count(page)).to_have_text(f"{ROWS} of {ROWS + 8} shown")
    written = page.locator("#models-table tbody tr").evaluate_all(CELLS)
    name, year = (page.get_by_role("columnheader", name=words) for words in ("Name", "Year"))
    name.get_by_role("button").press("Enter")
    expect(name).to_have_attribute("aria-sort", "ascending")
    expect(page.locator("#models-table tbody th").first).to_have_text("Captioner")
    name.get_by_role("button").press("Enter")
    expect(name).to_have_attribute("aria-sort", "descending")
    expect(page.locator("#models-table tbody th").first).to_have_text("Word Cloud")
    year.get_by_role("button").press("Enter")
    expect(page.locator("#models-table tbody th").first).to_have_text(written[0][0].split("\t")[0].strip())
    expect(name).not_to_have_attribute("aria-sort", re.compile("."))
    assert page.url.endswith("models/?sort=-year")
    page.reload()
    expect(year).to_have_attribute("aria-sort", "descending")

    page.get_by_role("button", name="Clear filters").click()
    assert page.url.endswith("models/")
    assert page.locator("#models-table tbody tr").evaluate_all(CELLS) == written, "the script's rows are the page's own"
    page.get_by_role("button", name="Show 6 more").press("Enter")
    expect(page.locator("#models-table tbody tr").nth(ROWS).get_by_role("link").first).to_be_focused()
    page.get_by_role("button", name="Show 2 of the past too").press("Enter")
    expect(count(page)).to_have_text(f"All {ROWS + 8} shown")
    assert rows(page)[-2:] == ["Second Tagger", "First Tagger"]
    assert visit.complaints == []
    visit.context.close()


def test_models_filter_over_all_parts_and_keep_filters_in_the_address(browser: Browser, small_address: str) -> None:
    visit = Visit(browser, small_address)
    page = visit.open("models/")
    page.get_by_label("Name or words").focus()
    for typed, first, found in (
        ("Tagger-S", "Tagger", 1),
        ("sentences", "Captioner", 41),
        ("tagg", "Tagger", 7),
    ):
        page.keyboard.press("Control+A")
        page.keyboard.type(typed)
        expect(count(page)).to_contain_text(re.compile(rf"^(40 of )?{found} (of|that fit)"))
        assert first in rows(page)
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.press("Tab")
    page.keyboard.type("Recog")
    page.get_by_label("Task", exact=True).select_option("image-tagging")
    page.get_by_label("Has code").check()
    page.locator("#filter-kind").select_option("model")
    expect(count(page)).to_have_text(f"{len(rows(page))} of {ROWS + 8} shown")
    narrowed = rows(page)
    assert "Tagger" in narrowed
    assert "Captioner" not in narrowed
    assert page.url.endswith("models/?family=recognition&task=image-tagging&kind=model&code=yes")
    page.reload()
    expect(count(page)).to_have_text(f"{len(narrowed)} of {ROWS + 8} shown")
    assert rows(page) == narrowed
    page.get_by_label("May be used commercially").select_option("yes")
    expect(page.get_by_text("No model fits all of these filters.")).to_be_visible()
    page.get_by_role("button", name="Clear filters").click()
    expect(count(page)).to_have_text(f"{ROWS} of {ROWS + 8} shown")
    assert visit.complaints == []

    page = visit.open("models/?task=gone&licence=gone&sort=gone")
    expect(count(page)).to_have_text(f"{ROWS} of {ROWS + 8} shown")
    page.route("**/models/table.json", lambda route: route.abort())
    page.get_by_label("Has code").check()
    expect(count(page)).to_contain_text("The list could not be loaded.")
    visit.context.close()


def test_works_are_chosen_in_the_table_and_compared(browser: Browser, small_address: str) -> None:
    visit = Visit(browser, small_address)
    page = visit.open("models/")
    choice = page.get_by_role("region", name="Works to compare")
    page.get_by_label("Compare New Tagger").press("Space")
    expect(choice.get_by_role("status")).to_have_text("Chosen: New Tagger. Choose one more to compare.")
    page.get_by_label("Task", exact=True).select_option("image-tagging")
    page.get_by_label("Standing").select_option("superseded")
    page.get_by_label("Compare Second Tagger").press("Space")
    page.get_by_role("button", name="Clear filters").click()
    expect(choice.get_by_role("status")).to_have_text("Chosen: New Tagger and Second Tagger.")
    for name in ("Captioner", "Tagger"):
        page.get_by_label(f"Compare {name}", exact=True).check()
    page.get_by_label("Compare Picture Studio").press("Space")
    expect(choice.get_by_role("status")).to_contain_text("At most 4 works stand side by side")
    expect(page.get_by_label("Compare Picture Studio")).not_to_be_checked()
    page.get_by_label("Compare Captioner", exact=True).uncheck()
    page.reload()
    expect(choice.get_by_role("status")).to_have_text("Chosen: New Tagger, Second Tagger, and Tagger.")
    assert axe_violations(page) == []
    page.get_by_label("Compare New Tagger").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/models/compare/\?a=new-tagger&b=second-tagger&c=tagger$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("New Tagger, Second Tagger, and Tagger side by side")
    expect(compared(page, "Weights and their licence").nth(2)).to_contain_text("Creative Commons")
    expect(compared(page, "Many Pictures")).to_contain_text(
        ["81.5 (new-tagger-xl)", "80.25 by the makers of New Tagger", "None"]
    )
    expect(compared(page, "Know before").first).to_have_text(
        "Reliability: It fails at night. Source of the warning “Reliability”"
    )
    for width, scheme in ((1280, "light"), (390, "dark"), (320, "light")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width
        assert axe_violations(page) == [], f"{width} {scheme}"
    page.get_by_role("link", name="Remove Second Tagger").click()
    expect(page.get_by_role("columnheader")).to_have_count(2)
    page.get_by_role("link", name="Add or change works").click()
    expect(choice.get_by_role("link", name="Compare 2 works")).to_be_visible()
    assert visit.complaints == []
    visit.context.close()


def compared(page: Page, heading: str) -> Locator:
    """Give the cells of a row of the comparison."""
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=heading)).get_by_role("cell")


def test_addresses_of_comparisons_are_followed_or_told_what_is_wrong(browser: Browser, small_address: str) -> None:
    visit = Visit(browser, small_address)
    hostile = ("<img src=x onerror=alert(1)>", "../tasks/image-tagging", "//example.org/x", "%00")
    page = visit.open("models/compare/?" + urlencode(dict(zip("abcd", hostile, strict=True))))
    said = page.locator("#compare-said")
    for one in hostile:
        expect(said).to_contain_text(f"There is no work “{one}” here")
    assert page.locator("#content :is(img, table)").count() == 0
    assert axe_violations(page) == []
    visit.open("models/compare/?a=old-tagger&b=captioner&c=tagger&e=word-cloud")
    expect(said).to_have_text("What the address calls “old-tagger” is now called Tagger.")
    assert page.url.endswith("models/compare/?a=tagger&b=captioner")
    expect(page.get_by_text("No number is known here that two of them share")).to_be_visible()
    visit.open("models/compare/?a=tagger&b=no-such-work")
    expect(said).to_contain_text("One work alone is nothing to compare.")
    assert [one for one in visit.complaints if "404" not in one] == []
    page.route("**/api/v1/models/*", lambda route: route.abort())
    visit.open("models/compare/?a=tagger&b=captioner")
    expect(said).to_contain_text("The works could not be loaded.")
    visit.context.close()
    visit = Visit(browser, small_address, scripts=False)
    page = visit.open("models/compare/?a=tagger&b=captioner")
    expect(page.get_by_role("heading", name="How to compare")).to_be_visible()
    expect(page.get_by_text("need scripts, and your browser runs none here")).to_be_visible()
    page.get_by_role("link", name="table of all models and works").click()
    expect(page.get_by_label("Compare Tagger", exact=True)).to_have_count(0)
    visit.context.close()


def shown(page: Page) -> list[str]:
    return [name.inner_text() for name in page.locator("#app-list > li > h2").all() if name.is_visible()]


def test_the_apps_filter_by_words_and_by_what_makers_say(browser: Browser, small_address: str) -> None:
    visit = Visit(browser, small_address)
    page = visit.open("apps/")
    page.get_by_label("App, maker or feature").fill("exshop keywords")
    status = page.get_by_role("status").filter(has_text="shown")
    expect(status).to_have_text("1 of 4 shown")
    assert shown(page) == ["Example Shop"]
    expect(page.locator("#app-index")).to_be_hidden()
    assert page.url.endswith("apps/?words=exshop+keywords")
    page.reload()
    expect(status).to_have_text("1 of 4 shown")
    assert shown(page) == ["Example Shop"]
    page.get_by_role("button", name="Clear filters").click()
    expect(page.locator("#app-index")).to_be_visible()
    page.get_by_label("Only what the maker says").check()
    expect(status).to_have_text("3 of 4 shown")
    assert shown(page) == ["Example Shop", "Picture Studio", "Word Cloud"]
    page.get_by_label("App, maker or feature").fill("nothing like this")
    expect(page.get_by_text("Nothing here fits.")).to_be_visible()
    page.get_by_label("App, maker or feature").fill("shop")
    page.get_by_role("link", name="Example Shop").click()
    expect(page).to_have_url(re.compile(r"/apps/e/#example-shop$"))
    visit.open("apps/#example-phone")
    expect(page).to_have_url(re.compile(r"/apps/e/#example-phone$"))
    assert visit.complaints == []
    visit.context.close()


def test_without_scripts_lists_lead_to_all_their_parts(browser: Browser, small_address: str) -> None:
    visit = Visit(browser, small_address, scripts=False)
    page = visit.open("apps/")
    expect(page.locator("#app-filters")).to_be_hidden()
    page.get_by_role("navigation", name="Products by letter").get_by_role("link", name="E").click()
    assert [name.inner_text() for name in page.locator(".kb-apps > li > h2").all()] == ["Example Phone", "Example Shop"]
    visit.open("apps/e/#example-shop")
    expect(page.locator("#example-shop")).to_be_in_viewport()
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Models").click()
    expect(page.locator("#model-filters")).to_be_hidden()
    expect(page.locator("#models-table tbody tr:visible")).to_have_count(ROWS)
    page.get_by_role("navigation", name="Models by subject").get_by_role("link", name="Recognise").click()
    page.get_by_role("navigation", name="Parts of this list").first.get_by_role("link", name="2").click()
    page.get_by_text("2 works of the past").click()
    expect(page.get_by_role("rowheader", name="First Tagger")).to_be_visible()
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Questions").click()
    expect(page.locator("#question-filters")).to_be_hidden()
    page.get_by_role("link", name="With the first lines of the answers").click()
    expect(page.get_by_role("link", name="How does the app know it is a red jumper?")).to_be_visible()
    visit.context.close()


def test_questions_stand_by_subject_and_filter(browser: Browser, small_address: str) -> None:
    visit = Visit(browser, small_address)
    page = visit.open("questions/")
    jumper = page.locator("#question-results").get_by_role("link", name="How does the app know it is a red jumper?")
    captions = page.locator("#question-results").get_by_role("link", name="Why does a description invent things?")
    expect(page.locator("#question-groups")).to_be_visible()
    page.get_by_label("Words of the question").fill("jumpers")
    expect(jumper).to_be_visible()
    expect(captions).to_be_hidden()
    expect(page.get_by_role("status").filter(has_text="shown")).to_have_text("1 of 2 shown")
    assert page.url.endswith("questions/?words=jumpers")
    expect(page.locator("#question-groups")).to_be_hidden()
    page.reload()
    expect(jumper).to_be_visible()
    page.get_by_role("button", name="Clear filters").click()
    expect(jumper).to_be_hidden()
    expect(page.locator("#question-groups")).to_be_visible()
    page.get_by_label("Words of the question").fill("nothing like this")
    expect(page.get_by_text("No title and no first line holds these words.")).to_be_visible()
    page.get_by_label("Words of the question").fill("things")
    captions.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Why does a description invent things?")
    visit.open("questions/#recognition")
    expect(page.locator("#recognition")).to_be_in_viewport()
    assert visit.complaints == []
    page = visit.open("questions/")
    page.route("**/questions/table.json", lambda route: route.abort())
    page.get_by_label("Words of the question").fill("jumpers")
    expect(page.locator("#question-count")).to_contain_text("The list could not be loaded.")
    expect(page.locator("#question-groups")).to_be_visible()
    visit.context.close()


def test_what_is_typed_while_the_filter_loads_is_looked_for(browser: Browser, small_address: str) -> None:
    visit = Visit(browser, small_address)
    visit.page.route("**/question-filters.js", lambda _: None)
    page = visit.open("questions/")
    page.get_by_label("Words of the question").fill("jumpers")
    page.unroute("**/question-filters.js")
    expect(page.get_by_role("status").filter(has_text="shown")).to_have_text("1 of 2 shown")
    assert page.url.endswith("questions/?words=jumpers")
    visit.context.close()


def test_pages_of_today_are_for_everybody(browser: Browser, small_address: str) -> None:
    visit = Visit(browser, small_address)
    lists = ("apps/", "apps/e/", "apps/programs/recognition/", "models/by/recognition/2/", "questions/by/recognition/")
    for path in (*lists, "tasks/image-tagging/", "models/picture-studio/", "models/second-tagger/"):
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
    expect(page).to_have_url(re.compile(r"/apps/e/#example-shop$"))
    expect(page.locator("#example-shop")).to_be_in_viewport()
    assert visit.complaints == []
    visit.context.close()
