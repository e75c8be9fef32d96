"""The contribution form in a real browser: asking, answering, mistakes, duplicates, drafts, and the ways out."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from kb.content.front_matter import split_front_matter
from kb.content.yamltree import plain, read_yaml
from tests.conftest import kb
from tests.project import copy_content
from tests.visit import Visit, axe_violations

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from playwright.sync_api import Browser, Locator, Page, Route

REPOSITORY = "https://github.com/cnaps-ai/knowledge-base"
QUESTION = "My scanner turns pale pencil drawings into blank pages. What decides that a line is worth keeping?"
KNOWN = "Why do some colours in AI-colourised photos look real and others random?"


def opened(visit: Visit, path: str = "contribute/") -> Page:
    page = visit.open(path)
    expect(page.locator("#contribute[data-ready]")).to_be_attached()
    return page


def on_github(page: Page, link: Locator) -> dict[str, str]:
    """Open GitHub's page without loading it; give what its address says, with the path under ``/``."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="GitHub")

    # Nothing leaves this machine, and the new tab has something to show.
    page.context.route(re.compile("^https://github.com/"), answer)
    with page.context.expect_page() as popup:
        link.press("Enter")
    popup.value.wait_for_load_state()
    assert popup.value.evaluate("opener") is None
    assert len(asked) == 1
    parts = urlsplit(asked[0])
    return {
        "/": parts.path,
        "size": str(len(asked[0])),
        **{name: values[0] for name, values in parse_qs(parts.query).items()},
    }


def choose(page: Page, box: Locator, text: str, name: str) -> None:
    """Choose from a list with the keyboard alone."""
    box.focus()
    page.keyboard.type(text)
    option = page.locator("[role=option]:visible", has_text=name).first
    expect(option).to_be_visible()
    expect(page.locator("[role=listbox][aria-busy=true]")).to_have_count(0)
    while option.get_attribute("aria-selected") != "true":
        page.keyboard.press("ArrowDown")
    active = page.evaluate("document.activeElement.getAttribute('aria-activedescendant')")
    assert active == option.get_attribute("id")
    page.keyboard.press("Enter")
    expect(page.locator("[role=option]:visible")).to_have_count(0)


def fill_whole(
    page: Page,
    body: str = "## How\n\nIt compares each dot with its *neighbours*: see [the task](task:image-denoising).",
) -> None:
    form = page.locator("#answer")
    for label, text in {
        "The question, word for word": QUESTION,
        "A short title": "Why do pale drawings vanish in a scan?",
        "Wording 1": "my scanner app whitens pencil lines",
        "The answer in short": "The app takes pale dots for noise. It keeps what is dark or has a clear edge.",
        "The explanation": body,
    }.items():
        form.get_by_label(label).focus()
        page.keyboard.insert_text(text)
    form.get_by_label("Which model the product really runs").select_option("unknown")
    choose(page, form.get_by_role("combobox", name="The tasks behind it"), "grain in night", "Image denoising")
    choose(page, form.get_by_role("combobox", name="What the person has"), "ima", "Image")
    step = form.get_by_role("group", name="Step 1")
    step.get_by_label("What happens").fill("A model tells dirt from lines.")
    choose(page, step.get_by_role("combobox", name="Task"), "denois", "Image denoising")
    step.get_by_label("Goes in, by name").fill("the scan")
    step.get_by_label("Comes out, by name").fill("the scan without dirt")
    model = form.get_by_role("group", name="Model 1")
    choose(page, model.get_by_role("combobox", name="Model"), "dncnn", "DnCNN")
    model.get_by_label("What it does here").select_option("answers")
    model.get_by_label("Why it stands here").fill("The *plainest* of its kind: easy to follow.")
    source = form.get_by_role("group", name="Source 1")
    source.get_by_label("Its title").fill(
        "Beyond a Gaussian Denoiser: Residual Learning of Deep CNN for Image Denoising"
    )
    source.get_by_label("Its address").fill("https://arxiv.org/abs/1608.03981")
    form.get_by_label("Who asked").fill("Ada, who draws")
    form.get_by_label("You read it as a whole on").fill(dt.date.today().isoformat())


def record_of(text: str) -> tuple[dict[str, Any], str]:
    parts = split_front_matter(text)
    assert not isinstance(parts, str)
    tree, problems = read_yaml(parts[0], "x.md", 1)
    assert tree is not None
    assert problems == []
    return plain(tree), parts[1]


def checked_with(tmp_path: Path, name: str, text: str) -> tuple[int, str]:
    """Run ``kb check`` on a copy of the content that has the file too."""
    copy_content(tmp_path)
    (tmp_path / "questions" / name).write_text(text, encoding="utf-8", newline="")
    result = kb("check", "--root", tmp_path, f"questions/{name}")
    return result.returncode, result.stdout


def test_a_question_alone_goes_to_the_issue_form(visit: Visit) -> None:
    page = opened(visit)
    page.get_by_role("link", name="I only have the question").press("Enter")
    expect(page.get_by_role("heading", name="Ask your question")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type(QUESTION)
    page.locator("#ask").get_by_label("Where did you see it?").fill("An empty page.")
    choose(page, page.get_by_role("combobox", name="The task behind it"), "denois", "Image denoising")
    address = on_github(page, page.get_by_role("link", name="Ask on GitHub"))
    assert address["/"] == urlsplit(REPOSITORY).path + "/issues/new"
    assert address["template"] == "ask-a-question.yml"
    assert address["question"] == QUESTION
    assert address["seen"] == "An empty page."
    assert address["task"] == "Image denoising (image-denoising)"
    assert address["title"].startswith("Question: My scanner turns pale")
    assert visit.complaints == []


def test_an_empty_question_is_not_sent(visit: Visit) -> None:
    page = opened(visit, "contribute/#ask")
    page.get_by_role("link", name="Ask on GitHub").click()
    field = page.get_by_label("What did you see, and what do you wonder?")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("Write your question first.")).to_be_visible()
    assert len(page.context.pages) == 1
    field.fill("w" * 1501)
    page.get_by_role("link", name="Ask on GitHub").click()
    expect(page.get_by_text("This is 1 characters too long; 1500 fit.")).to_be_visible()
    assert len(page.context.pages) == 1
    field.fill("Why? Write to ada@example.org.")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("“ada@example.org” looks like an e-mail address")).to_be_visible()


def test_a_search_that_found_nothing_becomes_a_question(visit: Visit) -> None:
    page = visit.open("")
    page.keyboard.press("/")
    page.locator("#search-query").fill("why do pencil lines vanish")
    expect(page.locator("#search-status")).to_contain_text(re.compile("result", re.IGNORECASE))
    page.get_by_role("link", name="Ask your question").first.click()
    expect(page.get_by_label("What did you see, and what do you wonder?")).to_have_value("why do pencil lines vanish")


def test_a_task_without_questions_leads_to_asking_about_it(visit: Visit) -> None:
    page = opened(visit, "contribute/?task=image-denoising")
    expect(page.get_by_role("combobox", name="The task behind it")).to_have_value("Image denoising")
    page = opened(visit, "contribute/?task=no-such-task")
    expect(page.locator("#answer")).to_be_hidden()


def test_what_was_written_before_is_not_lost_to_a_new_question(visit: Visit) -> None:
    page = opened(visit, "contribute/#ask")
    field = page.get_by_label("What did you see, and what do you wonder?")
    field.fill("My first question")
    page = opened(visit, "contribute/?ask=my+second+question")
    expect(field).to_have_value("my second question")
    page.get_by_role("button", name="Bring back what I wrote before").press("Enter")
    expect(field).to_have_value("My first question")


@pytest.mark.parametrize(
    ("path", "field"), [("ask", "What did you see, and what do you wonder?"), ("answer", "The question, word for word")]
)
def test_a_duplicate_is_shown_while_typing(visit: Visit, path: str, field: str) -> None:
    page = opened(visit, f"contribute/#{path}")
    form = page.locator(f"#{path}")
    form.get_by_label(field).focus()
    page.keyboard.type("colourised photo looks random")
    link = form.get_by_role("link", name=KNOWN)
    expect(link).to_be_visible()
    expect(form.get_by_text("Is it answered already?")).to_have_count(2)
    form.get_by_label(field).fill(KNOWN)
    expect(form.locator(".kb-similar-heading")).to_have_text("This seems to be answered already:")
    expect(form.get_by_role("status").filter(has_text="answered already")).to_have_count(1)
    assert str(link.get_attribute("href")).endswith("/questions/why-do-some-colourised-photos-look-random/")
    assert visit.complaints == []


def test_a_whole_answer_by_keyboard_becomes_a_file_that_passes_the_check(visit: Visit, tmp_path: Path) -> None:
    page = opened(visit)
    page.get_by_role("link", name="I can answer it").press("Enter")
    expect(page.get_by_role("heading", name="Write an answer")).to_be_focused()
    fill_whole(page)
    page.get_by_role("button", name="Check and hand in").press("Enter")
    expect(page.get_by_role("heading", name="Nothing is missing")).to_be_visible()
    address = on_github(page, page.get_by_role("link", name="Open it on GitHub"))
    assert address["/"] == urlsplit(REPOSITORY).path + "/new/main"
    assert address["filename"] == "questions/why-do-pale-drawings-vanish-in-a-scan.md"
    record, body = record_of(address["value"])
    assert record["question"] == QUESTION
    assert record["tasks"] == ["image-denoising"]
    assert record["workflow"]["steps"][0]["inputs"] == ["image"]
    assert record["origin"] == {"kind": "person", "name": "Ada, who draws"}
    assert body.startswith("\n## How\n\nIt compares")
    status, output = checked_with(tmp_path, "why-do-pale-drawings-vanish-in-a-scan.md", address["value"])
    assert (status, output.strip()) == (0, "All content is right. Only what PATHS name was looked at.")
    assert visit.complaints == []


def test_what_is_wrong_is_told_at_the_field_after_it_was_left(visit: Visit) -> None:
    page = opened(visit, "contribute/#answer")
    title = page.get_by_label("A short title")
    title.focus()
    page.keyboard.type("N/A")
    expect(title).not_to_have_attribute("aria-invalid", "true")
    page.keyboard.press("Tab")
    expect(title).to_have_attribute("aria-invalid", "true")
    described = str(title.get_attribute("aria-describedby")).split()
    assert any("says nothing" in page.locator(f"#{one}").inner_text() for one in described)
    title.fill("Why is it grey?")
    expect(title).not_to_have_attribute("aria-invalid", "true")
    url = page.get_by_label("Its address")
    url.fill("http://example.org")
    url.blur()
    expect(page.get_by_text("Write the whole address: https://…")).to_be_visible()


def test_what_is_missing_is_summed_up_with_links_to_the_fields(visit: Visit) -> None:
    page = opened(visit, "contribute/#answer")
    fill_whole(page)
    page.get_by_label("A short title").fill("")
    page.get_by_label("Why it stands here").fill("")
    page.get_by_label("Its address").fill("ftp://example.org/x")
    page.get_by_role("button", name="Check and hand in").click()
    summary = page.locator(".kb-summary")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("heading")).to_have_text("4 things are missing or not right")
    assert summary.get_by_role("listitem").all_inner_texts()[1] == "Model 1, Why it stands here: This is needed."
    summary.get_by_role("link", name="Why it stands here").press("Enter")
    expect(page.get_by_label("Why it stands here")).to_be_focused()
    header, label = (
        page.locator("header.kb-header").bounding_box(),
        page.locator("label", has_text="Why it stands here"),
    )
    assert header
    box = label.bounding_box()
    assert box
    assert box["y"] >= header["y"] + header["height"], "the label is hidden by the header"
    assert page.locator("a:not([href])").count() == 0
    page.keyboard.type("It is plain.")
    expect(summary.get_by_role("heading")).to_have_text("3 things are missing or not right")
    expect(page.get_by_role("link", name="Open it on GitHub")).to_be_hidden()


def test_what_can_not_be_finished_is_handed_in_as_a_draft(visit: Visit, tmp_path: Path) -> None:
    page = opened(visit, "contribute/#answer")
    page.get_by_label("The question, word for word").fill(QUESTION)
    page.get_by_label("A short title").fill("Why do pale drawings vanish?")
    tasks = page.get_by_role("combobox", name="The tasks behind it")
    tasks.fill("cleaning scans")
    page.get_by_role("button", name="Check and hand in").click()
    page.get_by_role("button", name="Hand in as a draft").press("Enter")
    address = on_github(page, page.get_by_role("link", name="Open it on GitHub"))
    assert address["value"].startswith("---\ndraft: true\n")
    assert record_of(address["value"])[0]["tasks"] == ["cleaning scans"]
    status, output = checked_with(tmp_path, "why-do-pale-drawings-vanish.md", address["value"])
    assert status == 0
    assert "error:" not in output
    assert "This is a draft" in output


def test_a_name_that_is_taken_is_refused_and_another_can_be_given(visit: Visit) -> None:
    page = opened(visit, "contribute/#answer")
    name = page.get_by_label("The name of the page")
    page.get_by_label("A short title").fill("Why do some colourised photos look random?")
    expect(name).to_have_value("why-do-some-colourised-photos-look-random")
    page.get_by_role("button", name="Check and hand in").click()
    expect(page.locator(".kb-error").filter(has_text="There is a question at this address already")).to_be_visible()
    expect(page.get_by_role("button", name="Hand in as a draft")).to_have_count(0)
    name.fill("why-are-my-photos-random")
    expect(name).not_to_have_attribute("aria-invalid", "true")
    page.get_by_label("A short title").fill("Another title")
    expect(name).to_have_value("why-are-my-photos-random")


def test_a_long_answer_is_copied_and_github_opens_with_the_name_alone(visit: Visit, tmp_path: Path) -> None:
    page = opened(visit, "contribute/#answer")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    fill_whole(
        page,
        "## How\n\n"
        + "\n\n".join(f"Paragraph {number} says something of its own about lines." for number in range(150)),
    )
    page.get_by_role("button", name="Check and hand in").click()
    expect(page.get_by_text("too long to travel in a link")).to_be_visible()
    address = on_github(page, page.get_by_role("link", name="Open it on GitHub"))
    assert set(address) == {"/", "size", "filename"}
    assert int(address["size"]) < 7_500
    page.bring_to_front()
    expect(page.get_by_text("Copied. Paste it")).to_be_visible()
    text = page.evaluate("navigator.clipboard.readText()")
    assert checked_with(tmp_path, "x-y.md", text)[0] == 0


def test_a_refused_clipboard_is_told_and_the_text_is_there_to_copy(visit: Visit) -> None:
    page = opened(visit, "contribute/#ask")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('denied')); }")
    page.get_by_label("What did you see, and what do you wonder?").fill(QUESTION)
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_text("could not be copied")).to_be_visible()
    page.get_by_text("The text itself", exact=True).first.click()
    assert QUESTION in page.locator("#ask").get_by_label("The text itself").input_value()


def test_the_file_can_be_downloaded(visit: Visit) -> None:
    page = opened(visit, "contribute/#answer")
    fill_whole(page)
    page.get_by_role("button", name="Check and hand in").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "why-do-pale-drawings-vanish-in-a-scan.md"
    assert record_of(download.value.path().read_text(encoding="utf-8"))[0]["question"] == QUESTION


def test_a_draft_is_there_again_after_a_reload_and_starting_again_can_be_undone(visit: Visit) -> None:
    page = opened(visit, "contribute/#answer")
    fill_whole(page)
    page.get_by_role("button", name="Add a step").click()
    page.get_by_role("group", name="Step 2").get_by_label("What happens").fill("Half a st")
    page.reload()
    expect(page.get_by_text("What you wrote here last time is back.")).to_be_visible()
    question = page.get_by_label("The question, word for word")
    expect(question).to_have_value(QUESTION)
    expect(page.get_by_role("group", name="Step 2").get_by_label("What happens")).to_have_value("Half a st")
    expect(page.get_by_role("combobox", name="Model").last).to_have_value("DnCNN")
    page.get_by_role("button", name="Start again").press("Enter")
    expect(question).to_have_value("")
    expect(page.get_by_role("button", name="Bring my draft back")).to_be_focused()
    page.keyboard.press("Enter")
    expect(question).to_have_value(QUESTION)
    page.get_by_role("button", name="Start again").click()
    page.reload()
    expect(page.locator("#contribute[data-ready]")).to_be_attached()
    expect(question).to_have_value("")
    expect(page.get_by_text("last time")).to_have_count(0)


def test_a_browser_that_keeps_nothing_is_told_and_the_form_works(visit: Visit) -> None:
    visit.page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); }")
    page = opened(visit, "contribute/#ask")
    page.get_by_label("What did you see, and what do you wonder?").fill("Why?")
    expect(page.get_by_text("Your browser keeps no drafts here.")).to_be_visible()
    expect(page.get_by_role("link", name="Ask on GitHub")).to_have_attribute("href", re.compile("question=Why"))
    seen = page.locator("#ask .kb-field", has=page.get_by_label("Where did you see it?"))
    seen.get_by_label("Where did you see it?").press("x")
    expect(seen.get_by_text("Your browser keeps no drafts here.")).to_be_visible()
    with page.expect_event("dialog") as leaving:
        page.close(run_before_unload=True)
    assert leaving.value.type == "beforeunload"
    leaving.value.accept()


def test_two_tabs_keep_a_draft_each_and_the_reader_chooses(visit: Visit) -> None:
    page = opened(visit, "contribute/#ask")
    label = "What did you see, and what do you wonder?"
    page.get_by_label(label).fill("Written in the first tab")
    other = visit.context.new_page()
    other.goto(page.url)
    expect(other.locator("#contribute[data-ready]")).to_be_attached()
    expect(other.get_by_label(label)).to_have_value("")
    expect(other.get_by_text("Written in another tab: “Written in the first tab”")).to_be_visible()
    other.get_by_label(label).fill("Written in the second tab")
    expect(page.get_by_text("Written in another tab: “Written in the second tab”")).to_be_visible()
    page.reload()
    expect(page.get_by_label(label)).to_have_value("Written in the first tab")
    page.get_by_role("button", name="Bring it here: Written in another tab").press("Enter")
    expect(page.get_by_label(label)).to_have_value("Written in the second tab")
    expect(page.get_by_text("Kept from before: “Written in the first tab”")).to_be_visible()
    expect(other.get_by_label(label)).to_have_value("Written in the second tab")
    assert axe_violations(page) == []
    assert visit.complaints == []


def test_what_is_pasted_is_mended_and_told(visit: Visit) -> None:
    page = opened(visit, "contribute/#answer")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    body = page.get_by_label("The explanation")
    pasted = "---\ntitle: Why?\n---\nThree:\n•\tOne\n•\tTwo【1†source】\nEnd"
    page.evaluate("(text) => navigator.clipboard.writeText(text)", pasted)
    body.press("Control+V")
    expect(body).to_have_value("Three:\n- One\n- Two\n\nEnd")
    expect(page.get_by_role("status").filter(has_text="Bullets became a list.")).to_be_visible()
    page.get_by_role("button", name="Put in what I pasted").press("Enter")
    expect(body).to_have_value(pasted)


def test_entries_are_added_moved_and_removed_with_the_keyboard(visit: Visit) -> None:
    page = opened(visit, "contribute/#answer")
    for number, text in enumerate(("one", "two", "three"), start=1):
        if number > 1:
            page.get_by_role("button", name="Add a wording").press("Enter")
            expect(page.get_by_label(f"Wording {number}", exact=True)).to_be_focused()
        page.get_by_label(f"Wording {number}", exact=True).fill(text)
    page.get_by_role("button", name="Move up: Wording 3").press("Enter")
    page.get_by_role("button", name="Remove: Wording 1").press("Enter")
    page_words = [page.get_by_label(f"Wording {number}", exact=True).input_value() for number in (1, 2)]
    assert page_words == ["three", "two"]
    page.get_by_role("button", name="Bring it back").press("Enter")
    expect(page.get_by_label("Wording 1", exact=True)).to_have_value("one")


def test_the_preview_shows_the_page_and_runs_nothing(visit: Visit) -> None:
    page = opened(visit, "contribute/#answer")
    fill_whole(
        page,
        "## Why\n\n<img src=x onerror=alert(1)> [bad](javascript:alert(1)) [DnCNN](model:dncnn)\n\n| a | b |\n|:-|-:|\n| 1 | 2 |",
    )
    page.get_by_label("The answer in short").fill("<script>window.evil = 1</script>")
    page.get_by_text("See the page as it will look").press("Enter")
    shown = page.locator(".kb-preview")
    expect(shown.get_by_role("heading", name="Why do pale drawings vanish in a scan?")).to_be_visible()
    expect(shown.locator("ol.kb-flow .kb-step")).to_have_count(1)
    expect(shown.get_by_text("<img src=x onerror=alert(1)>")).to_be_visible()
    expect(shown.locator("img, script")).to_have_count(0)
    assert shown.get_by_text("bad").get_attribute("href") is None
    assert str(shown.get_by_role("link", name="DnCNN").first.get_attribute("href")).endswith("/models/dncnn/")
    assert page.evaluate("window.evil") is None
    page.get_by_label("A short title").fill("Another title")
    expect(shown.get_by_role("heading", name="Another title")).to_be_visible()
    assert visit.complaints == []


def test_the_preview_has_the_parts_of_the_real_page(visit: Visit, real_site: Path) -> None:
    page = opened(visit, "contribute/#answer")
    fill_whole(page)
    page.get_by_text("See the page as it will look").click()
    ours = set(
        page.locator(".kb-preview").evaluate(
            "(one) => [...one.querySelectorAll('[class]')].flatMap((e) => [...e.classList])"
        )
    )
    real = (real_site / "questions/why-do-some-colourised-photos-look-random/index.html").read_text(encoding="utf-8")
    known = {name for names in re.findall(r'class="([^"]+)"', real) for name in names.split()}
    assert ours <= known
    assert {"kb-verbatim", "kb-answer", "kb-flow", "kb-step-model", "kb-uses", "kb-asked", "kb-sources"} <= ours


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_state_is_accessible(browser: Browser, address: str, width: int, scheme: str) -> None:
    visit = Visit(browser, address, width, scheme)
    # What axe finds in the dark can differ in contrast alone.
    rules = ("color-contrast",) if scheme == "dark" else ()
    page = opened(visit, "contribute/#ask")
    page.get_by_label("What did you see, and what do you wonder?").fill("colourised photo looks random")
    expect(page.locator("#ask .kb-similar")).to_be_visible()
    assert axe_violations(page, rules) == []
    page.get_by_role("link", name="I can answer it").click()
    page.get_by_role("combobox", name="The tasks behind it").fill("colour")
    expect(page.locator("[role=option]:visible").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert axe_violations(page, rules) == []
    page.keyboard.press("Enter")
    page.get_by_text("See the page as it will look").click()
    page.get_by_role("button", name="Check and hand in").click()
    expect(page.locator(".kb-summary")).to_be_visible()
    assert axe_violations(page, rules) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert visit.complaints == []
    visit.context.close()


def test_without_scripts_the_ways_are_there(browser: Browser, address: str) -> None:
    visit = Visit(browser, address, scripts=False)
    page = visit.open("contribute/")
    expect(page.get_by_role("link", name="I only have the question")).to_have_attribute(
        "href", f"{REPOSITORY}/issues/new?template=ask-a-question.yml"
    )
    expect(page.get_by_role("heading", name="With git and an editor")).to_be_visible()
    expect(page.get_by_role("heading", name="You found a mistake")).to_be_visible()
    account = page.get_by_text("Without one, fill in the form all the same").bounding_box()
    paths = page.locator(".kb-paths").bounding_box()
    assert account
    assert paths
    assert account["y"] < paths["y"]
    visit.context.close()


def test_the_form_is_loaded_on_its_own_page_alone(visit: Visit) -> None:
    loaded: list[str] = []
    visit.page.on("request", lambda request: loaded.append(request.url))
    page = visit.open("about/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in loaded if "contribute" in url or "vendor" in url]
