"""The search in a real browser: the same order as in Python, and a box that anyone can use."""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.conftest import ROOT, kb
from tests.search.test_ranking import QUERIES
from tests.visit import Visit, axe_violations

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

LONG = "took a pic at night, app cleaned it, now my face looks like wax, why"
ODD = [
    "",
    "?",
    "白黒写真",
    "사진 복원",
    "ΟΔΟΣ ΣΑΣ",
    "resnet50",
    "SISR-RCAN-2x",
    "blackandwhite",
    "deoldfy",
    "constructor",
    "__proto__",
]


def opened(page: Page) -> Page:
    page.wait_for_load_state("load")  # until then no script listens to keys
    page.keyboard.press("/")
    expect(page.locator("#search-dialog")).to_be_visible()
    return page


def options(page: Page) -> list[str]:
    return page.locator("[role=option] .kb-result-title").all_inner_texts()


def search_for(page: Page, query: str) -> None:
    page.locator("#search-query").fill(query)
    expect(page.locator("#search-status")).to_contain_text(re.compile("result"))


IN_PARTS = 50
"""Queries that are asked before all of the index is there."""


def test_the_browser_ranks_as_the_command_does(visit: Visit, tmp_path: Path) -> None:
    with QUERIES.open(encoding="utf-8", newline="") as file:
        queries = [row["query"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    # Beginnings too, since the box searches while people type.
    queries = [*queries, *ODD, *(query[: len(query) // 2] for query in queries[:150])]
    asked = tmp_path / "queries.txt"
    asked.write_text("\n".join(queries) + "\n", encoding="utf-8")
    expected = [json.loads(line) for line in kb("search", "--queries", asked, "--json").stdout.splitlines()]
    page = visit.open("")
    page.wait_for_function("window.kb")
    # The first with the parts that they need, which take their time; the rest with all parts, as the box has them after a while.
    ask = (
        "async (queries) => { const all = []; for (const q of queries) all.push(await kb.search(q, 10)); return all; }"
    )
    found = page.evaluate(ask, queries[:IN_PARTS])
    page.evaluate("async () => (await import(new URL('assets/search/engine.js', document.baseURI))).prefetch()")
    found += page.evaluate(ask, queries[IN_PARTS:])
    assert len(found) == len(expected) > 500
    for ours, theirs in zip(expected, found, strict=True):
        assert theirs == ours


def test_nothing_is_loaded_before_the_reader_turns_to_search(visit: Visit) -> None:
    loaded: list[str] = []
    visit.page.on("request", lambda request: loaded.append(request.url))
    page = visit.open("")
    page.wait_for_load_state("networkidle")
    assert not [url for url in loaded if "/search/" in url]
    search_for(opened(page), "rain removal")
    assert [url for url in loaded if url.endswith("/search/start.json")]


def test_a_long_question_finds_its_task_question_and_models(visit: Visit) -> None:
    page = opened(visit.open(""))
    search_for(page, LONG)
    assert options(page)[:2] == ["Image denoising", "Why does AI noise removal make parts of a night photo blurry?"]
    expect(page.locator(".kb-result-question mark").first).to_be_visible()
    # What is quoted comes from the answer, which the page shows first.
    said = page.locator(".kb-result-question .kb-result-line").first.inner_text()
    question = (page.locator(".kb-result-question").first.get_attribute("href") or "").split("/")[-2]
    file = ROOT / "questions" / f"{question}.md"
    assert said in " ".join(file.read_text(encoding="utf-8").partition("answer:")[2].split())
    expect(page.locator("#search-status")).to_have_text(re.compile(r"\d+ results in 5 tasks\."))
    assert visit.complaints == []


def test_a_task_is_shown_with_a_small_picture_where_it_has_one(visit: Visit) -> None:
    page = opened(visit.open(""))
    search_for(page, "rain removal")
    picture = page.locator("[role=option]").first.locator("img")
    expect(picture).to_have_attribute("alt", "")
    assert picture.evaluate("async (img) => { await img.decode(); return [img.naturalWidth, img.naturalHeight]; }") == [
        96,
        72,
    ]
    assert visit.complaints == []


@pytest.mark.parametrize(
    ("query", "found"), [("rain removal", "Weather removal"), ("colour my grandads potos", "Image colourisation")]
)
def test_two_words_and_typos(visit: Visit, query: str, found: str) -> None:
    page = opened(visit.open(""))
    search_for(page, query)
    assert options(page)[0] == found


def test_with_the_keyboard_alone(visit: Visit) -> None:
    page = visit.open("about/")
    page.keyboard.press("Control+k")
    box = page.get_by_role("combobox", name="What did you see?")
    expect(box).to_be_focused()
    page.keyboard.type("rain removal")
    expect(page.locator("[role=option]").first).to_contain_text("Weather removal")
    expect(page.locator("#search-status")).to_contain_text("results")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[role=option]").first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "search-option-0")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(box).to_have_accessible_description("The arrow keys or Tab choose a result, Enter opens it.")
    for _ in range(3):  # past the button that closes, and the filters
        page.keyboard.press("Tab")
    expect(page.locator("[role=option]").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[role=option]").nth(1)).to_be_focused()
    expect(page.locator("[aria-selected=true]")).to_have_count(1)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/tasks/weather-removal/$"))


@pytest.mark.parametrize("key", ["/", "s", "f", "Control+k"])
def test_keys_open_it_and_escape_closes_it(visit: Visit, key: str) -> None:
    page = visit.open("tasks/")
    page.keyboard.press(key)
    expect(page.locator("#search-query")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#search-dialog")).to_be_hidden()
    page.keyboard.press(key)
    expect(page.locator("#search-query")).to_be_focused()


def test_the_single_keys_can_be_switched_off_for_good(visit: Visit) -> None:
    page = opened(visit.open("tasks/"))
    page.get_by_role("checkbox", name="open this search").uncheck()
    page.keyboard.press("Escape")
    expect(page.locator("#search-dialog")).to_be_hidden()
    page.reload(wait_until="load")
    page.keyboard.press("s")
    page.keyboard.press("Control+k")
    expect(page.locator("#search-query")).to_have_value("")
    expect(page.locator("#search-query")).to_be_focused()
    expect(page.locator("#open-search")).to_have_attribute("aria-keyshortcuts", "Control+K")


def test_back_closes_it_and_leaves_the_page(visit: Visit) -> None:
    page = opened(visit.open("tasks/"))
    search_for(page, "rain removal")
    page.go_back()
    expect(page.locator("#search-dialog")).to_be_hidden()
    assert page.url.endswith("/tasks/")
    page.go_forward()
    expect(page.locator("#search-query")).to_have_value("rain removal")
    page.locator("[role=option]").first.click()
    expect(page).to_have_url(re.compile(r"/tasks/weather-removal/$"))
    page.go_back()
    expect(page.locator("[role=option]").first).to_contain_text("Weather removal")
    page.keyboard.press("Escape")
    expect(page.locator("#search-dialog")).to_be_hidden()
    expect(page).to_have_url(re.compile(r"/tasks/$"))


def test_a_slow_network_is_told(visit: Visit) -> None:
    page = visit.open("")
    page.route("**/search/start.json", lambda _: None)
    opened(page)
    page.locator("#search-query").fill("rain removal")
    expect(page.locator("#search-status")).to_have_text("Searching…")
    page.unroute("**/search/start.json")
    expect(page.locator("[role=option]").first).to_contain_text("Weather removal")
    expect(page.locator("#search-status")).to_contain_text("results in")


def test_the_ask_box_waits_until_a_word_is_composed(visit: Visit) -> None:
    page = visit.open("")
    page.get_by_role("searchbox", name="What did you see?").click()
    page.wait_for_load_state("networkidle")
    keyboard = visit.context.new_cdp_session(page)
    for part in ("b", "bl", "blurry"):
        keyboard.send("Input.imeSetComposition", {"text": part, "selectionStart": len(part), "selectionEnd": len(part)})
        expect(page.get_by_role("searchbox", name="What did you see?")).to_have_value(part)
    expect(page.locator("#search-dialog")).to_be_hidden()
    keyboard.send("Input.insertText", {"text": "blurry"})
    expect(page.locator("#search-query")).to_have_value("blurry")
    expect(page.locator("[role=option]").first).to_be_visible()


def test_the_ask_box_is_the_same_search(visit: Visit) -> None:
    page = visit.open("")
    page.get_by_role("searchbox", name="What did you see?").click()
    page.keyboard.type("grainy")
    expect(page.locator("#search-query")).to_be_focused()
    expect(page.locator("[role=option]").first).to_contain_text("Image denoising")


def test_a_result_can_be_followed_and_the_link_shared(visit: Visit) -> None:
    page = opened(visit.open(""))
    search_for(page, "rain removal")
    shared = page.url
    assert shared.endswith("?q=rain+removal")
    chosen = page.locator(".kb-result-model").first
    title = chosen.locator(".kb-result-title").inner_text()
    chosen.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.goto(shared)
    expect(page.locator("#search-query")).to_have_value("rain removal")
    expect(page.locator("[role=option]").first).to_contain_text("Weather removal")


def test_it_works_without_a_network_after_the_first_search(visit: Visit) -> None:
    page = visit.open("")
    with page.expect_response(lambda response: "all.json" in response.url):
        search_for(opened(page), "rain removal")
    page.wait_for_load_state("networkidle")
    page.evaluate("kb.search('anything')")
    visit.context.set_offline(True)
    search_for(page, "speech recognition")
    expect(page.locator("[role=option]").first).to_contain_text("Speech recognition")
    assert "missing" not in page.locator("#search-status").inner_text()


def test_filters_narrow_the_results(visit: Visit) -> None:
    page = opened(visit.open(""))
    search_for(page, "photo")
    page.get_by_text("Filters", exact=True).press("Enter")
    page.get_by_label("Kind").select_option("model")
    expect(page.locator(".kb-result-task")).to_have_count(0)
    assert page.locator(".kb-result-model").count() > 0
    page.get_by_label("Kind").select_option("")
    page.get_by_label("Output", exact=True).select_option("depth-map")
    expect(page.locator(".kb-result-task").first).to_contain_text("depth")
    page.get_by_label("Family").select_option("sound")
    expect(page.locator("[role=option]")).to_have_count(0)
    expect(page.locator("#search-status")).to_have_text("No results with these filters.")
    expect(page.get_by_text("Nothing quite fits these words.")).to_be_visible()
    expect(page.locator("#search-nearest a").first).to_be_visible()

    # Folded away they are still seen, and can be taken off.
    page.get_by_text("Filters", exact=True).press("Enter")
    on = page.get_by_role("list", name="Filters that are on").get_by_role("button")
    expect(on).to_have_count(2)
    assert axe_violations(page, within="#search-dialog") == []
    page.get_by_role("button", name="Take off Family: ").click()
    expect(page.locator("#search-query")).to_be_focused()
    expect(page.locator("[role=option]").first).to_be_visible()
    expect(on).to_have_count(1)
    page.keyboard.press("Escape")
    opened(page)
    search_for(page, "speech recognition")
    expect(on).to_have_count(0)
    expect(page.locator("[role=option]").first).to_contain_text("Speech recognition")


def test_a_pasted_address_finds_what_it_leads_to_or_offers_to_add_it(visit: Visit) -> None:
    page = opened(visit.open(""))
    for pasted in (
        "https://github.com/openai/CLIP/tree/main/clip?tab=readme",
        "arXiv:2103.00020v1",
        "openai/clip-vit-base-patch32",
    ):
        page.locator("#search-query").fill("")
        page.locator("#search-query").fill(pasted)
        expect(page.locator("[role=option]").first.locator(".kb-result-title")).to_have_text("CLIP")
        expect(page.locator("#search-status")).to_contain_text(re.compile("that links? to this address"))
    page.locator("#search-query").fill("https://arxiv.org/abs/0704.0001")
    expect(page.get_by_text("Nothing here links this address yet.")).to_be_visible()
    expect(page.locator("[role=option]")).to_have_count(0)
    expect(page.get_by_role("link", name="Propose to add it")).to_have_attribute(
        "href", re.compile(r"contribute/\?ask=Please\+add\+this%3A\+https%3A%2F%2Farxiv.org%2Fabs%2F0704.0001$")
    )
    search_for(page, "rain removal")
    expect(page.get_by_text("Nothing here links this address yet.")).to_be_hidden()


def test_another_language_gets_a_word_in_it_and_a_way_to_look_at_pictures(visit: Visit) -> None:
    page = opened(visit.open(""))
    said = page.locator("#search-foreign")
    for query, language, direction in (
        ("por qué mi foto sale borrosa", "es", "ltr"),
        ("لماذا صورتي غير واضحة", "ar", "rtl"),
        ("写真をきれいにする", "ja", "ltr"),
    ):
        page.locator("#search-query").fill(query)
        expect(said).to_have_attribute("lang", language)
        expect(said).to_have_attribute("dir", direction)
        expect(said).to_be_visible()
        expect(page.get_by_text("Nothing quite fits these words.")).to_be_hidden()
    assert axe_violations(page, within="#search-dialog") == []
    said.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("All tasks")
    assert page.locator(".kb-tree img").count() > 50
    search_for(opened(page), "rain removal")
    expect(said).to_be_hidden()
    assert visit.complaints == []


def test_filters_and_results_name_things_as_the_pages_do(visit: Visit) -> None:
    page = opened(visit.open(""))
    page.get_by_text("Filters", exact=True).press("Enter")
    page.get_by_label("Family").select_option(label="Recognise and describe")
    page.get_by_label("Family").select_option(label="Any")
    page.get_by_label("Output", exact=True).select_option(label="Depth map")
    search_for(page, "how far away is everything in a photo")
    expect(page.locator(".kb-result-task").filter(has_text="→ depth map)").first).to_be_visible()


def test_nothing_found_offers_the_nearest_tasks_and_to_ask(visit: Visit) -> None:
    page = opened(visit.open(""))
    page.locator("#search-query").fill("pfotogrrafies ")
    expect(page.get_by_text("Nearest to them:")).to_be_visible()
    page.locator("#search-nearest a").first.click()
    expect(page).to_have_url(re.compile(r"/tasks/[a-z-]+/$"))
    opened(page).locator("#search-query").fill("qqqqqqqq zzz")
    expect(page.get_by_text("Nearest to them:")).to_be_hidden()
    expect(page.get_by_role("link", name="Ask your question")).to_have_attribute(
        "href", re.compile(r"contribute/\?ask=qqqqqqqq\+zzz$")
    )


def test_an_offer_chosen_while_the_search_loads_is_looked_for(visit: Visit) -> None:
    page = visit.open("")
    page.route("**/search/box.js", lambda _: None)
    opened(page).get_by_role("button", name="resnet 50").click()
    page.unroute("**/search/box.js")
    expect(page.locator("[role=option]").first).to_be_visible()


def test_an_empty_box_helps_and_nonsense_offers_a_way_out(visit: Visit) -> None:
    page = opened(visit.open(""))
    page.get_by_role("button", name="resnet 50").click()
    expect(page.locator("[role=option]").first).to_be_visible()
    page.locator("#search-query").fill("qqqqqqqq")
    expect(page.get_by_role("link", name="Ask your question")).to_be_visible()
    page.locator("#search-query").fill("")
    expect(page.get_by_text("Say it in your own words")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_open_dialog_has_no_axe_violation(browser: Browser, address: str, width: int, scheme: str) -> None:
    visit = Visit(browser, address, width, scheme)
    page = opened(visit.open(""))
    assert axe_violations(page) == []
    search_for(page, LONG)
    page.keyboard.press("ArrowDown")
    assert axe_violations(page) == []
    assert visit.complaints == []
    visit.context.close()


def test_contributed_words_are_shown_as_text(visit: Visit) -> None:
    page = opened(visit.open(""))
    page.locator("#search-query").fill("<img src=x onerror=alert(1)>")
    expect(page.locator("#search-status")).to_contain_text("result")
    assert page.locator("#search-dialog img:not(.kb-result-picture)").count() == 0
    assert visit.complaints == []
