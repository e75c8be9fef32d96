"""The real site in a real browser: every page type, wide and narrow, light and dark; with the keyboard; without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.page_types import PAGE_TYPES
from tests.visit import Visit, axe_violations


@pytest.mark.parametrize("width", [320, 390])
def test_on_phones_the_header_takes_two_lines_and_every_section_can_be_tabbed_to(
    browser: Browser, address: str, width: int
) -> None:
    visit = Visit(browser, address, width)
    page = visit.open("about/")
    header = page.locator("header.kb-header").bounding_box()
    assert header
    assert header["height"] <= 90
    sections = page.get_by_role("navigation", name="Sections").get_by_role("link")
    for number in range(sections.count()):
        sections.nth(number).focus()
        expect(sections.nth(number)).to_be_in_viewport(ratio=0.4)
    name, tools = page.locator(".kb-name").bounding_box(), page.locator(".kb-tools").bounding_box()
    assert name
    assert tools
    assert name["x"] + name["width"] <= tools["x"]
    visit.context.close()


def test_on_phones_the_models_begin_on_the_first_screen_and_filters_unfold(browser: Browser, address: str) -> None:
    visit = Visit(browser, address, 390)
    page = visit.open("models/")
    expect(page.locator("#models-table tbody tr").first).to_be_in_viewport()
    expect(page.get_by_label("Licence", exact=True)).to_be_hidden()
    expect(page.get_by_role("button", name="More filters")).to_be_enabled()
    page.get_by_role("button", name="More filters").press("Enter")
    expect(page.get_by_role("button", name="More filters")).to_have_attribute("aria-expanded", "true")
    page.get_by_label("Licence", exact=True).select_option("MIT")
    page.reload()
    expect(page.get_by_label("Licence", exact=True)).to_be_visible()
    visit.context.close()


LONG_NAMES = "() => { for (const node of document.querySelectorAll('#content :is(h1, h2, .kb-chip, .kb-modality, .kb-meta, li > a, th > a, p > a)')) node.textContent = 'x'.repeat(118); }"


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "path", ["", "models/", "models/swinir/", "tasks/", "tasks/image-denoising/", "have-want/", "coverage/"]
)
def test_names_without_spaces_push_nothing_sideways(browser: Browser, address: str, path: str, width: int) -> None:
    visit = Visit(browser, address, width)
    page = visit.open(path)
    page.evaluate(LONG_NAMES)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    visit.context.close()


def test_without_scripts_all_is_there(browser: Browser, address: str) -> None:
    visit = Visit(browser, address, scripts=False)
    page = visit.open(PAGE_TYPES["question"])
    expect(page.locator(".kb-answer")).to_be_visible()
    assert page.get_by_role("list").filter(has_text="Output").locator("> li.kb-step").count() >= 2
    page = visit.open("")
    expect(page.locator(".kb-hero noscript > p")).to_contain_text("Without scripts this field can’t search")
    expect(page.locator(".kb-hero noscript a").first).to_be_visible()
    page.get_by_role("searchbox", name="What did you see?").fill("blurry photo")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("All tasks")
    page = visit.open("have-want/")
    expect(page.locator("#image-to-text")).to_be_visible()
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Tasks").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("All tasks")
    visit.context.close()


def test_have_and_want_leads_to_the_pair(visit: Visit) -> None:
    page = visit.open("have-want/")
    page.get_by_label("I have").select_option("image")
    page.get_by_label("I want").select_option("audio")
    page.get_by_role("button", name="Show the way").click()
    expect(page.locator("#image-to-audio")).to_be_focused()
    expect(page.locator("#image-to-text")).to_be_hidden()
    page.locator("#image-to-audio").locator("xpath=..").get_by_role("link", name="image to text").click()
    expect(page.locator("#image-to-text")).to_be_visible()
    assert page.url.endswith("have-want/#image-to-text")
    page.get_by_role("button", name="Show all pairs").click()
    expect(page.locator("#image-to-audio")).to_be_visible()
    expect(page.get_by_role("button", name="Show all pairs")).to_be_hidden()


@pytest.mark.parametrize("path", ["have-want/#%", "have-want/#%E0%A4%A", "questions/#%"])
def test_an_address_that_is_spelt_wrongly_leads_nowhere_in_silence(visit: Visit, path: str) -> None:
    visit.open(path)
    assert visit.complaints == []


def test_have_and_want_says_when_no_way_is_known(visit: Visit) -> None:
    page = visit.open("have-want/#image-to-text")
    expect(page.locator("#image-to-text")).to_be_visible()
    page.get_by_label("I have").select_option("shape-3d")
    page.get_by_label("I want").select_option("audio")
    page.get_by_role("button", name="Show the way").click()
    expect(page.get_by_role("status")).to_contain_text("No task here leads from 3d shape to sound")
    expect(page.locator("#image-to-text")).to_be_hidden()
    page.get_by_role("status").get_by_role("link", name="labels").click()
    expect(page.locator("#shape-3d-to-labels")).to_be_visible()
    expect(page.locator("#pair-status")).to_be_empty()


def test_the_colours_switch_and_stay(visit: Visit) -> None:
    page = visit.open("")
    background = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(background)
    page.get_by_role("button", name="Dark colours").press("Enter")
    dark = page.evaluate(background)
    assert dark != light
    page = visit.open("tasks/")
    assert page.evaluate(background) == dark
    expect(page.get_by_role("button", name="Dark colours")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Dark colours").click()
    assert page.evaluate(background) == light


def test_where_the_system_sets_the_colours_shapes_stay(visit: Visit) -> None:
    page = visit.open(PAGE_TYPES["task"])
    page.emulate_media(forced_colors="active")
    style = "(node, name) => getComputedStyle(node)[name]"
    here = page.locator(".kb-sections [aria-current]")
    assert here.evaluate(style, "borderBottomWidth") == "3px"
    for shape in (page.locator("#open-search"), page.locator(".kb-chip").first):
        if shape.count():
            assert shape.evaluate(style, "borderTopStyle") == "solid"
    page.goto(f"{visit.address}{PAGE_TYPES['models of a family']}")
    for part in page.locator(".kb-parts [aria-current], .kb-pages [aria-current]").all():
        assert part.evaluate(style, "borderBottomWidth") == "3px"
    page.locator("#search-dialog").evaluate(
        "dialog => { dialog.showModal(); dialog.append(document.createElement('mark')); }"
    )
    assert page.locator("#search-dialog mark").evaluate(style, "forcedColorAdjust") == "none"


def test_no_part_of_a_page_falls_back_to_another_family(visit: Visit) -> None:
    page = visit.open("")
    family = "selector => getComputedStyle(document.querySelector(selector)).fontFamily"
    assert page.evaluate(family, "#ask") == page.evaluate(family, "body")
    page = visit.open(PAGE_TYPES["model"])
    assert page.evaluate(family, "aside") == page.evaluate(family, "body")


def test_the_first_tab_stop_leads_past_the_header(visit: Visit) -> None:
    page = visit.open(PAGE_TYPES["question"])
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_a_contents_link_leads_to_its_section(visit: Visit) -> None:
    page = visit.open(PAGE_TYPES["question"])
    page.get_by_role("navigation", name="On this page").get_by_role(
        "link", name="What are these models trained on?"
    ).click()
    expect(page.get_by_role("heading", name="What are these models trained on?")).to_be_in_viewport()


def test_printed_pages_hold_the_text_the_addresses_and_no_controls(visit: Visit) -> None:
    page = visit.open(PAGE_TYPES["question"])
    expect(page.locator(".kb-printed")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator("header.kb-header")).to_be_hidden()
    expect(page.locator(".kb-answer")).to_be_visible()
    expect(page.locator(".kb-flow")).to_be_visible()
    expect(page.locator(".kb-printed")).to_contain_text(re.compile(r"https://.+/questions/.+/, as of \d{4}-\d\d-\d\d$"))
    expect(page.locator("summary", has_text="On this page")).to_be_hidden()
    page.goto(f"{visit.address}{PAGE_TYPES['model']}")
    code = page.locator(".kb-facts a.kb-address").first
    assert code.evaluate("node => getComputedStyle(node, '::after').content") == "none", "an address stands twice"
    page.goto(f"{visit.address}{PAGE_TYPES['question']}")
    paper = page.locator(".kb-resources a", has_text="Paper").first
    assert paper.get_attribute("href") in paper.evaluate("node => getComputedStyle(node, '::after').content")
    assert page.locator(".kb-step").evaluate_all(
        "steps => steps.every((step) => getComputedStyle(step).breakInside === 'avoid' && getComputedStyle(step, '::after').content === 'none')"
    ), "a step is split, or an arrow may stand alone"


def test_on_phones_the_facts_follow_the_summary_and_arrows_lead_to_something(browser: Browser, address: str) -> None:
    visit = Visit(browser, address, 390)
    page = visit.open(PAGE_TYPES["model"])
    paper = page.locator(".kb-aside .kb-facts a", has_text="arXiv").bounding_box()
    assert paper
    assert paper["y"] < 900
    boxes = [box for part in page.locator(".kb-in-out > span").all() if (box := part.bounding_box())]
    assert [round(box["y"]) for box in boxes] == sorted({round(box["y"]) for box in boxes}), "parts stand in a column"
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator("#cite").scroll_into_view_if_needed()
    expect(page.locator("#facts")).to_be_in_viewport()
    visit.context.close()


BROKEN = """() => [...document.querySelectorAll("#content tbody :is(td, th), #content .kb-figure thead th")].flatMap((cell) => {
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  const broken = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const { index, 0: word } of node.data.matchAll(/[a-z]{3,14}/gi)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) broken.push(word);
    }
  }
  return broken;
})"""
"""Words of tables that are written on two lines."""


@pytest.mark.parametrize(
    "path", ["data-guide/", "data-guide/fields/", "models/swinir/", "tasks/image-denoising/", "coverage/"]
)
def test_on_phones_no_table_breaks_a_word_or_is_cut_off(browser: Browser, address: str, path: str) -> None:
    visit = Visit(browser, address, 390)
    page = visit.open(path)
    assert page.locator("#content td").count() > 0
    assert page.evaluate(BROKEN) == []
    cells = page.locator("#content td:visible")
    assert cells.evaluate_all("cells => Math.max(...cells.map((cell) => cell.getBoundingClientRect().right))") <= 390
    visit.context.close()


def test_a_product_on_a_later_part_of_its_letter_is_led_to(browser: Browser, address: str) -> None:
    visit = Visit(browser, address)
    page = visit.open("apps/g/#google-translate")
    expect(page).to_have_url(re.compile(r"/apps/g/\d/#google-translate$"))
    expect(page.locator("#google-translate")).to_be_in_viewport()
    page.get_by_role("navigation", name="Parts of this letter", exact=True).get_by_role("link", name="Gboard").click()
    page.get_by_role("navigation", name="Products on this page").get_by_role("link", name="Gemini", exact=True).click()
    expect(page.locator("#gemini")).to_be_in_viewport()
    visit.open("apps/#google-translate")
    expect(page).to_have_url(re.compile(r"/apps/g/\d/#google-translate$"))
    assert visit.complaints == []
    visit.context.close()


def test_on_phones_a_long_page_has_a_folded_list_of_its_parts(browser: Browser, address: str) -> None:
    visit = Visit(browser, address, 390, scripts=False)
    for path, name in ((PAGE_TYPES["question"], "What is not known"), (PAGE_TYPES["task"], "How to choose")):
        page = visit.open(path)
        contents = page.locator("summary", has_text="On this page")
        expect(contents).to_be_in_viewport() if "tasks/" in path else expect(contents).to_be_visible()
        contents.press("Enter")
        page.get_by_role("navigation", name="On this page").get_by_role("link", name=name).press("Enter")
        expect(page.get_by_role("heading", name=name)).to_be_in_viewport()
    visit.context.close()


def test_a_script_that_is_not_ours_does_not_run(visit: Visit) -> None:
    page = visit.open("")
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.evil = 1'; document.body.append(s); }"
    )
    assert page.evaluate("window.evil") is None
    assert any("Content Security Policy" in complaint for complaint in visit.complaints)


WORD = ".kb-term > a"
TIP = ".kb-tip"


def term_page(visit: Visit) -> Page:
    """Open a page that explains a word of the field."""
    page = visit.open("tasks/text-to-image/")
    expect(page.locator(TIP).first).to_be_hidden()
    return page


def test_words_are_explained_on_hover_and_focus_without_scripts(browser: Browser, address: str) -> None:
    visit = Visit(browser, address, scripts=False)
    page = term_page(visit)
    word, tip = page.locator(WORD).first, page.locator(TIP).first

    word.hover()
    expect(tip).to_be_visible()
    page.mouse.move(0, 0)
    expect(tip).to_be_hidden()
    word.focus()
    expect(tip).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/glossary/[a-z-]+/$"))
    expect(page.get_by_text("Word of the field")).to_be_visible()
    visit.context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_an_explanation_stays_on_the_screen_and_goes_away_with_escape(
    browser: Browser, address: str, width: int
) -> None:
    visit = Visit(browser, address, width)
    page = term_page(visit)
    for number in range(page.locator(WORD).count()):
        word, tip = page.locator(WORD).nth(number), page.locator(TIP).nth(number)
        word.focus()
        # The whole of it, once the page has come to rest below the word.
        expect(tip).to_be_in_viewport(ratio=1)
        # The tips are alike but for their words, so the whole page is looked at once.
        assert axe_violations(page, within=".kb-term:focus-within" if number else "html") == []
        page.keyboard.press("Escape")
        expect(tip).to_be_hidden()
        expect(word).to_be_focused()
    assert page.locator(WORD).count() > 0
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    visit.context.close()


def test_touching_a_word_explains_it_and_touching_it_again_follows_it(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{address}tasks/text-to-image/", wait_until="load")
    word, tip = page.locator(WORD).first, page.locator(TIP).first

    word.tap()
    expect(tip).to_be_visible()
    expect(page).to_have_url(re.compile(r"/tasks/text-to-image/$"))
    page.locator("h1").tap()
    expect(tip).to_be_hidden()
    word.tap()
    word.tap()
    expect(page).to_have_url(re.compile(r"/glossary/[a-z-]+/$"))
    context.close()
