"""What is of today reaches the pages: what to use, what one can open, where a task is met, and which works are of the past."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from kb.knowledge.link import link
from kb.pages.render import make_pages
from kb.rules.check import check
from tests.conftest import BASE, OF_TODAY, TODAY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CASE = "questions/why-do-captions-invent-things.md"
DOCUMENT = "  kind: document\n  name: a letter\n"


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, LexborHTMLParser]:
    root = tmp_path_factory.mktemp("today") / "content"
    shutil.copytree(BASE, root)
    shutil.copytree(OF_TODAY, root, dirs_exist_ok=True)
    case = root / CASE
    case.write_text(case.read_text(encoding="utf-8").replace(DOCUMENT, "  kind: editors\n"), encoding="utf-8")
    checked = check(root, TODAY)
    assert checked.problems == []
    return {page.path: LexborHTMLParser(str(page.content)) for page in make_pages(link(checked.records), TODAY)}


def words(node: LexborNode | None) -> str:
    assert node is not None
    return " ".join(node.text(separator=" ").split())


def section(tree: LexborHTMLParser, heading: str) -> LexborNode:
    [found] = [node.parent for node in tree.css("h2") if node.attributes.get("id") == heading and node.parent]
    return found


def test_four_lines_say_what_to_use_with_the_warnings_of_the_works(trees: Mapping[str, LexborHTMLParser]) -> None:
    lines = [words(line) for line in section(trees["tasks/image-tagging.md"], "today").css(".kb-today > li")]
    assert lines == [
        "On a laptop without a graphics card Picture Studio Program It has buttons. What it takes: 300 MB, and a second a picture "
        "on an Example Laptop 3. Looked at on 1 May 2026, source : studio.example.org/",
        "On a phone New Tagger Model It is small . Reliability: It fails at night . source : example.org/news "
        "Looked at on 1 May 2026, source : example.org/news",
        "The best to be had Tagger Tagger-S Model It wins. Business use: A business may not use it (licence of the weights: "
        "Creative Commons Attribution-NonCommercial 4.0). source : creativecommons.org/licenses/by-nc/4.0/ "
        "Looked at on 1 May 2026, source : example.org/news",
        "For a business None that one can recommend None may be sold. Looked at on 1 May 2026, source : example.org/law",
    ]


def test_current_works_come_first_and_those_of_the_past_are_folded_away(trees: Mapping[str, LexborHTMLParser]) -> None:
    part = section(trees["tasks/image-tagging.md"], "models")
    rows = [words(row.css_first("th")) for row in part.css("tbody > tr")]
    assert rows == ["New Tagger Current", "Tagger", "Many Pictures", "Second Tagger", "First Tagger"]
    folded = [(words(one.css_first("summary")), words(one.css_first("td.kb-wide"))) for one in part.css("details")]
    assert folded == [
        ("Superseded: 1 work", "Superseded by Tagger and Picture Studio : They know more words. It knew two words."),
        ("Historic: 1 work", "Historic : It taught what a word is. The first of its kind."),
    ]


def test_programs_have_a_part_of_their_own(trees: Mapping[str, LexborHTMLParser]) -> None:
    assert [words(one) for one in section(trees["tasks/image-tagging.md"], "programs").css(".kb-programs > li")] == [
        "Picture Studio Current Windows, Linux Writes words to your pictures. Offline: nothing leaves your device; no programming; "
        "MIT (commercial use allowed). Price: Free. Models inside: Tagger . Its makers name no others.",
        "Word Cloud in a browser Words for pictures, made on its own computers. Sends your data to a service; needs programming or "
        "commands; closed source. Price: 10 cents a picture. Not everywhere: Not sold on the moon. source : cloud.example.org/terms "
        "Business use: A business needs a contract. source : cloud.example.org/terms",
    ]


def test_a_task_says_where_it_is_met_and_how_good_it_is(trees: Mapping[str, LexborHTMLParser]) -> None:
    tree = trees["tasks/image-tagging.md"]
    assert [words(one) for one in section(tree, "met-in").css("li")] == [
        "Example Shop , Words : Writes keywords below your picture. Its maker says so ( source : shop.example.org/how , read on 30 April 2026)",
        "Example Phone , Gallery : Finds dogs. Likely, not said by its maker",
    ]
    assert [words(one) for one in section(tree, "metrics").css("dt, dd")] == [
        "Miss rate less is better",
        "How many things it does not see. Blind spot: Things that are not there.",
        "mAP mean average precision · in per cent · more is better",
        "How many of the words are right, over all words. Blind spot: Words that nobody tests.",
    ]


def test_a_work_says_where_it_stands_who_runs_it_and_who_names_it(trees: Mapping[str, LexborHTMLParser]) -> None:
    old, tagger, studio = (trees[f"models/{name}.md"] for name in ("second-tagger", "tagger", "picture-studio"))
    assert words(old.css_first(".kb-standing")) == (
        "Superseded by Tagger and Picture Studio : They know more words. Seen on 2 May 2026, source : example.org/history"
    )
    assert words(section(tagger, "programs")) == "Programs that run it Picture Studio Writes words to your pictures."
    assert words(section(tagger, "today")) == "Named as what to use today Image tagging The best to be had It wins."
    assert [words(one) for one in studio.css(".kb-program-facts dt")] == [
        *("Home page", "Runs on", "Your data", "To use it", "Price", "Licence", "Models inside"),
    ]
    assert [node.attributes["href"] for node in section(tagger, "today").css("a")] == [
        "../../tasks/image-tagging/#today"
    ]


def test_a_question_names_what_one_can_open(trees: Mapping[str, LexborHTMLParser]) -> None:
    names = section(trees["questions/how-does-tagging-work.md"], "programs").css(".kb-use-name a")
    assert [words(name) for name in names] == ["Picture Studio", "Word Cloud"]


def test_the_apps_are_listed_by_product_each_where_search_and_tasks_lead(trees: Mapping[str, LexborHTMLParser]) -> None:
    tree = trees["apps/e.md"]
    assert [(one.attributes["id"], words(one)) for one in tree.css(".kb-apps > li")] == [
        (
            "example-phone",
            "Example Phone Example Ltd Gallery : Finds dogs. Task: Image tagging · likely, not said by its maker · "
            "How does the app know it is a red jumper?",
        ),
        (
            "example-shop",
            "Example Shop Example Ltd · also called exshop, Shop Example Words : Writes keywords below your picture. "
            "Task: Image tagging · its maker says so ( source : shop.example.org/how , read on 30 April 2026) · "
            "How does the app know it is a red jumper?",
        ),
    ]
    names = trees["apps/programs/recognition.md"].css(".kb-programs .kb-use-name a")
    assert [words(name) for name in names] == ["Picture Studio", "Word Cloud"]
    assert [(words(one), one.attributes["href"]) for one in trees["apps.md"].css("nav:not(.kb-breadcrumbs) a")] == [
        ("E 2 products", "e/"),
        ("Example Phone 1 feature", "e/#example-phone"),
        ("Example Shop 1 feature", "e/#example-shop"),
        ("Recognise and describe 2 programs", "programs/recognition/"),
    ]
    met = trees["tasks/image-tagging.md"].css('a[href^="../../apps/"]')
    assert {one.attributes["href"] for one in met} == {"../../apps/e/#example-phone", "../../apps/e/#example-shop"}


def test_what_the_editors_thought_up_is_no_quotation(trees: Mapping[str, LexborHTMLParser]) -> None:
    assert trees["questions/how-does-tagging-work.md"].css("blockquote")
    tree = trees[CASE]
    assert not tree.css("blockquote")
    assert words(tree.css_first(".kb-case")) == "The description said there was a dog. There was none!"
    assert "A case that the editors thought up. Answer last reviewed" in words(section(tree, "sources"))


def test_featured_questions_come_first_at_home_those_of_tasks_that_people_meet_most_before_others(
    content: Path,
) -> None:
    def starting() -> list[str]:
        pages = {page.path: page for page in make_pages(link(check(content, TODAY).records), TODAY)}
        cards = LexborHTMLParser(str(pages["index.md"].content)).css(".kb-question-cards h3")
        return [words(card) for card in cards]

    captions, tagging = "Why does a description invent things?", "How does the app know it is a red jumper?"
    assert starting() == [captions, tagging]
    feature(content, "questions/how-does-tagging-work.md")
    assert starting() == [tagging, captions]
    feature(content, CASE)
    assert starting() == [captions, tagging], "tasks that are met in no product keep their order"
    shutil.copytree(OF_TODAY, content, dirs_exist_ok=True)
    assert starting() == [tagging, captions]


def feature(root: Path, question: str) -> None:
    file = root / question
    file.write_text(file.read_text(encoding="utf-8").replace("---\n", "---\nfeatured: true\n", 1), encoding="utf-8")


def test_works_of_today_come_first_and_those_of_the_past_are_folded(trees: Mapping[str, LexborHTMLParser]) -> None:
    tree = trees["models/by/recognition.md"]
    folded = [words(name) for name in tree.css("details tbody th")]
    assert folded == ["Second Tagger", "First Tagger"]
    assert words(tree.css_first("details summary")) == "2 works of the past"
    shown = [words(name) for name in tree.css("tbody th") if words(name) not in folded]
    assert set(shown[:2]) == {"New Tagger", "Picture Studio"}, "those that are current"
    assert shown == [words(name) for name in trees["models/index.md"].css("#models-table tbody th")]
    assert set(shown) == {"Captioner", "Many Pictures", "New Tagger", "Picture Studio", "Tagger", "Word Cloud"}


def test_the_filters_of_models_offer_standings_kinds_and_frequent_licences_first(
    trees: Mapping[str, LexborHTMLParser],
) -> None:
    options = trees["models/index.md"].css("#filter-standing option, #filter-kind option")
    assert [one.attributes["value"] for one in options] == [
        *("", "model", "dataset", "program"),
        *("", "not-past", "current", "superseded", "historic"),
    ]
