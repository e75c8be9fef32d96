"""The coverage page and `kb stats` tell what there is and what is missing, and how to help."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from kb.knowledge.link import link
from kb.knowledge.measure import as_json, measure
from kb.pages.render import make_pages
from kb.rules.check import check
from tests.conftest import BASE, EXAMPLES, OF_TODAY, TODAY, kb

if TYPE_CHECKING:
    from pathlib import Path

    from selectolax.lexbor import LexborNode

    from kb.pages.page import Page

EDIT = "https://example.org/owner/name/edit/main/"
TAGGER = "catalog/models/tagger.yml"
TAGGING = "questions/how-does-tagging-work.md"
DRAFT = """---
draft: true
question: My avatar has six fingers. Why can't it count?
title: Why does my <b>avatar</b> have six fingers?
tasks: [text-to-image]
---
"""


def edit(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def pages_of(root: Path, edit_base: str = EDIT) -> dict[str, Page]:
    checked = check(root, TODAY)
    assert checked.is_publishable, checked.problems
    return {page.path: page for page in make_pages(link(checked.records), TODAY, checked.problems, edit_base)}


def tree_of(root: Path, edit_base: str = EDIT) -> LexborHTMLParser:
    return LexborHTMLParser(str(pages_of(root, edit_base)["coverage.md"].content))


def words(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split())


def gap(tree: LexborHTMLParser, gap_id: str) -> list[tuple[str, str]]:
    """Give the rows of a gap: what is said, and where its last link leads."""
    rows = [row for row in tree.css(".kb-gap li") if row.parent and gap_id == section_of(row)]
    return [(words(row), row.css("a")[-1].attributes["href"] or "") for row in rows]


def section_of(node: LexborNode) -> str:
    parent = node.parent
    while parent is not None and parent.tag != "section":
        parent = parent.parent
    heading = parent.css_first("h2") if parent else None
    return (heading.attributes["id"] or "") if heading else ""


def test_a_task_that_nobody_asked_about_leads_to_asking() -> None:
    said = "Text to image Create pictures · no question Ask a question : Text to image"
    assert gap(tree_of(BASE), "tasks-without-questions") == [(said, "../contribute/?task=text-to-image")]


def test_a_task_that_is_asked_about_only_beside_another_says_so(content: Path) -> None:
    edit(content, TAGGING, "tasks: [image-tagging]", "tasks: [image-tagging, text-to-image]")
    ((said, _),) = gap(tree_of(content), "tasks-without-questions")
    assert "only beside another task, in 1 question" in said


def test_a_task_without_a_model_leads_to_a_new_file_that_the_checks_take(content: Path) -> None:
    ((said, href),) = gap(tree_of(content), "tasks-without-models")
    assert said.startswith("Text to image")
    assert href.startswith("https://example.org/owner/name/new/main/catalog/models?")
    query = parse_qs(urlsplit(href).query)
    (content / "catalog/models" / query["filename"][0]).write_text(query["value"][0], encoding="utf-8")
    assert [draft.id for draft in link(check(content, TODAY).records).drafts] == ["name-of-the-model"]
    assert check(content, TODAY).is_publishable


def test_a_data_set_alone_is_no_model(content: Path) -> None:
    edit(content, "catalog/models/many-pictures.yml", "tasks: [image-tagging,", "tasks: [text-to-image, image-tagging,")
    ((said, _),) = gap(tree_of(content), "tasks-without-models")
    assert "only data sets and studies" in said


def test_a_draft_is_on_the_page_and_has_no_page_of_its_own(content: Path) -> None:
    (content / "questions/why-six-fingers.md").write_text(DRAFT, encoding="utf-8")
    pages = pages_of(content)
    assert "questions/why-six-fingers.md" not in pages
    tree = LexborHTMLParser(str(pages["coverage.md"].content))
    ((said, href),) = gap(tree, "drafts")
    assert said.startswith("Why does my <b>avatar</b> have six fingers? Question · missing: ")
    assert "answer" in said
    assert "body" in said
    assert href == f"{EDIT}questions/why-six-fingers.md"
    # A draft's task is still without a question.
    assert len(gap(tree, "tasks-without-questions")) == 1


def test_a_whole_draft_waits_for_a_reader(content: Path) -> None:
    edit(content, TAGGING, "---\nquestion:", "---\ndraft: true\nquestion:")
    ((said, _),) = gap(tree_of(content), "drafts")
    assert "no field is missing; it waits for somebody who reads it as a whole" in said


def test_a_question_that_no_model_answers(content: Path) -> None:
    edit(content, TAGGING, "role: answers", "role: alternative")
    ((said, href),) = gap(tree_of(content), "questions-without-models")
    assert said.startswith("How does the app know it is a red jumper? Image tagging · 2 works in other roles")
    assert href == f"{EDIT}{TAGGING}"


def test_a_work_that_is_only_cited_fits_nowhere(content: Path) -> None:
    edit(content, TAGGING, "role: background", "role: cited")
    rows = gap(tree_of(content), "works-that-fit-nowhere")
    assert [href for _, href in rows] == ["../contribute/?task=image-tagging"]
    assert rows[0][0].startswith("Many Pictures Image tagging · cited in 1 question")


def test_a_cited_work_that_fits_elsewhere_is_no_gap(content: Path) -> None:
    edit(content, TAGGING, "role: background", "role: cited")
    listed = "  - id: many-pictures\n    role: background\n    why: It learned from it.\n"
    edit(content, "questions/why-do-captions-invent-things.md", "also_asked:", f"{listed}also_asked:")
    assert gap(tree_of(content), "works-that-fit-nowhere") == []


def test_a_work_that_no_question_lists(content: Path) -> None:
    twin = "catalog/models/captioner-2.yml"
    shutil.copy(content / "catalog/models/captioner.yml", content / twin)
    edit(content, twin, "name: Captioner", "name: Captioner 2")
    ((said, href),) = gap(tree_of(content), "works-without-questions")
    assert said.startswith("Captioner 2 Image captioning · no question")
    assert href == "../contribute/?task=image-captioning"


def test_works_without_sources_come_before_those_with_doubts(content: Path) -> None:
    doubt = "sources: [https://example.org/captioner]\n  unconfirmed: [Its size., Its age.]"
    edit(content, "catalog/models/captioner.yml", "sources: [https://example.org/captioner]", doubt)
    edit(content, TAGGER, "sources: [https://arxiv.org/abs/2306.03514]", "unconfirmed: [All of it.]")
    rows = gap(tree_of(content), "works-without-sources")
    assert [said.split(" · ")[1].split(" Edit")[0] for said, _ in rows] == [
        "no source, 1 statement not confirmed",
        "2 statements not confirmed",
    ]
    assert rows[0][1] == f"{EDIT}{TAGGER}"


def test_stale_records_are_listed_oldest_first_unless_somebody_has_accepted_it(content: Path) -> None:
    edit(content, TAGGER, "date: 2026-01-10", "date: 2024-02-10")
    edit(content, "catalog/models/captioner.yml", "date: 2026-01-10", "date: 2023-02-10")
    edit(content, TAGGING, "reviewed: 2026-01-10", "reviewed: 2024-01-09")
    rows = gap(tree_of(content), "stale")
    assert [said.split(" · ")[1].split(" Edit")[0] for said, _ in rows] == [
        "last checked on 10 February 2023",
        "last checked on 9 January 2024",
        "last checked on 10 February 2024",
    ]
    waiver = f"- file: {TAGGER}\n  rule: stale\n  why: The project has ended.\n"
    (content / "catalog/waivers.yml").write_text(waiver, encoding="utf-8")
    assert len(gap(tree_of(content), "stale")) == 2


def test_what_is_of_today_grows_old_too_and_the_oldest_can_be_asked_for(content: Path) -> None:
    shutil.copytree(OF_TODAY, content, dirs_exist_ok=True)
    edit(content, "catalog/tasks/image-tagging.yml", "date: 2026-05-01", "date: 2023-05-01")
    edit(content, "catalog/models/first-tagger.yml", "history, date: 2026-05-02", "history, date: 2022-05-01")
    edit(content, TAGGER, "date: 2026-01-10", "date: 2021-01-10")
    rows = gap(tree_of(content), "stale")
    assert [said.split(" · ")[1].split(" Edit")[0] for said, _ in rows] == [
        "last checked on 10 January 2021",
        "its standing, last checked on 1 May 2022",
        "what to use today, last checked on 1 May 2023",
    ]
    result = kb("stats", "--root", content, "--oldest", "2")
    assert result.stdout.splitlines()[:2] == [
        f"{TAGGER}: Tagger (last checked on 10 January 2021)",
        "catalog/models/first-tagger.yml: First Tagger (its standing, last checked on 1 May 2022)",
    ]


@pytest.mark.parametrize(
    ("published", "is_recent"), [("2024-11", False), ("2024-12", True), ("2024", True), ("2023", False), ("2026", True)]
)
def test_a_task_whose_newest_work_is_older_than_eighteen_months(
    content: Path, published: str, *, is_recent: bool
) -> None:
    """On 1 June 2026. A year without a month may mean its December."""
    edit(content, TAGGER, "published: 2023-06", f'published: "{published}"')
    lacking = [said for said, _ in gap(tree_of(content), "tasks-without-recent-works")]
    assert any("Image tagging" in said for said in lacking) is not is_recent
    if not is_recent:
        assert any(
            f"Image tagging Recognise and describe · the newest is of {published} Add a model" in said
            for said in lacking
        )


def test_what_a_task_may_say_and_does_not_leads_to_its_file(content: Path) -> None:
    shutil.copytree(OF_TODAY, content, dirs_exist_ok=True)
    tree = tree_of(content)
    for what in ("today", "metrics", "met-in"):
        rows = gap(tree, f"tasks-without-{what}")
        assert [said.split(" · ")[0] for said, _ in rows] == [
            "Image captioning Recognise and describe",
            "Text to image Create pictures",
        ]
        assert rows[0][1] == f"{EDIT}catalog/tasks/image-captioning.yml"
    assert len(gap(tree, "tasks-without-examples")) == 3
    shutil.copytree(EXAMPLES, content / "examples")
    assert len(gap(tree_of(content), "tasks-without-examples")) < 3


def test_advice_and_answers_that_lean_on_works_of_the_past_say_on_which(content: Path) -> None:
    assert gap(tree_of(content), "leaning-on-the-past") == []
    standing = "standing: {status: withdrawn, source: https://example.org/x, date: 2026-05-01}\n"
    edit(content, TAGGER, "how_it_works:", f"{standing}how_it_works:")
    rows = gap(tree_of(content), "leaning-on-the-past")
    assert [said.split(" Edit")[0] for said, _ in rows] == [
        "Image tagging Recognise and describe · “tagger” is withdrawn.",
        "How does the app know it is a red jumper? Image tagging · “tagger” is withdrawn.",
    ]
    assert [href for _, href in rows] == [f"{EDIT}catalog/tasks/image-tagging.yml", f"{EDIT}{TAGGING}"]
    waiver = f"- file: {TAGGING}\n  rule: overtaken\n  why: It tells what came before.\n"
    (content / "catalog/waivers.yml").write_text(waiver, encoding="utf-8")
    assert len(gap(tree_of(content), "leaning-on-the-past")) == 1


def test_without_a_repository_help_begins_on_the_contribute_page(content: Path) -> None:
    edit(content, TAGGING, "role: answers", "role: alternative")
    tree = tree_of(content, edit_base="")
    for gap_id in ("questions-without-models", "tasks-without-models"):
        assert [href for _, href in gap(tree, gap_id)] == ["../contribute/"]


def test_the_figures_are_tables_whose_bars_say_what_their_numbers_say() -> None:
    tree = tree_of(BASE)
    for table in tree.css("table.kb-figure"):
        assert table.css_first("caption")
        assert all(head.attributes["scope"] in ("row", "col") for head in table.css("th"))
        assert all(bar.attributes["aria-hidden"] == "true" for bar in table.css("svg"))
    complete = tree.css_first("#complete tbody tr")
    assert complete is not None
    assert words(complete) == "Tasks with a question 2 of 3"
    bar = complete.css_first("rect")
    assert bar is not None
    assert bar.attributes["width"] == "66.7"


def test_every_gap_is_counted_at_the_top_and_can_be_linked_to() -> None:
    tree = tree_of(BASE)
    targets = [node.attributes["href"] for node in tree.css("table th a")]
    sections = [f"#{node.attributes['id']}" for node in tree.css("section > h2[id]")]
    assert len(targets) == 14
    assert set(targets) <= set(sections)


def test_json_of_the_small_content() -> None:
    checked = check(BASE, TODAY)
    task = {"kind": "task", "id": "text-to-image", "name": "Text to image", "about": "Create pictures"}
    task["file"] = "catalog/tasks/text-to-image.yml"
    captioning = {
        "kind": "task",
        "id": "image-captioning",
        "name": "Image captioning",
        "about": "Recognise and describe",
    }
    captioning["file"] = "catalog/tasks/image-captioning.yml"
    tagging = {"kind": "task", "id": "image-tagging", "name": "Image tagging", "about": "Recognise and describe"}
    tagging["file"] = "catalog/tasks/image-tagging.yml"
    nothing = {"count": 3, "of": 3, "items": [one | {"lacks": "nothing yet"} for one in (captioning, tagging, task)]}
    ages = ((captioning, "the newest is of 2022"), (tagging, "the newest is of 2023-06"), (task, "no work at all"))
    assert json.loads(as_json(measure(link(checked.records), TODAY, checked.problems))) == {
        "figures": {
            "records": {
                "task": {"count": 3},
                "question": {"count": 2},
                "model": {"count": 2},
                "dataset": {"count": 1},
                **{kind: {"count": 0} for kind in ("benchmark", "survey", "study", "toolkit", "program")},
            },
            "complete": {
                "tasks-with-a-question": {"count": 2, "of": 3},
                "tasks-with-a-model": {"count": 2, "of": 3},
                "answered-questions": {"count": 2, "of": 2},
                "listed-works": {"count": 3, "of": 3},
                "works-with-a-paper": {"count": 1, "of": 3},
                "tasks-with-results": {"count": 0, "of": 3},
                "models-with-results": {"count": 0, "of": 2},
                "models-with-code": {"count": 1, "of": 2},
                "models-with-weights": {"count": 1, "of": 2},
            },
            "families": {
                "recognition": {"tasks": 2, "questions": 2, "works": 3},
                "generation": {"tasks": 1, "questions": 0, "works": 0},
            },
            "reading-level": {
                "grade-6": {"count": 2, "of": 2},
                **{band: {"count": 0, "of": 2} for band in ("grade-8", "grade-10", "grade-11", "harder")},
            },
            "licences": {
                "yes": {"code": 1, "weights": 0, "data": 0},
                "conditions": {"code": 0, "weights": 0, "data": 0},
                "no": {"code": 0, "weights": 1, "data": 0},
                "none": {"code": 0, "weights": 0, "data": 0},
                "unknown": {"code": 0, "weights": 0, "data": 1},
            },
            "years": {"2023": {"count": 1}, "2022": {"count": 1}, "2014": {"count": 1}},
        },
        "gaps": {
            "drafts": {"count": 0, "of": 8, "items": []},
            "tasks-without-questions": {"count": 1, "of": 3, "items": [task | {"lacks": "no question"}]},
            "tasks-without-models": {"count": 1, "of": 3, "items": [task | {"lacks": "no work at all"}]},
            "tasks-without-recent-works": {
                "count": 3,
                "of": 3,
                "items": [one | {"lacks": lacks} for one, lacks in ages],
            },
            **{f"tasks-without-{what}": nothing for what in ("today", "metrics", "met-in", "examples")},
            "leaning-on-the-past": {"count": 0, "of": 5, "items": []},
            "questions-without-models": {"count": 0, "of": 2, "items": []},
            "works-without-questions": {"count": 0, "of": 3, "items": []},
            "works-that-fit-nowhere": {"count": 0, "of": 3, "items": []},
            "works-without-sources": {"count": 0, "of": 3, "items": []},
            "stale": {"count": 0, "of": 5, "items": []},
        },
    }


def test_nothing_at_all_gives_figures_and_no_crash(content: Path) -> None:
    for folder in ("questions", "catalog/models"):
        shutil.rmtree(content / folder)
        (content / folder).mkdir()
    edit(content, "catalog/tasks/image-tagging.yml", "(model:tagger)", "(task:text-to-image)")
    checked = check(content, TODAY)
    assert checked.is_publishable, checked.problems
    coverage = measure(link(checked.records), TODAY, checked.problems)
    assert json.loads(as_json(coverage))["figures"]["complete"]["answered-questions"] == {"count": 0, "of": 0}
    assert "None." in words(tree_of(content).body or pytest.fail("no page"))


def test_command_prints_figures_and_the_first_of_each_gap(content: Path) -> None:
    (content / "questions/why-six-fingers.md").write_text(DRAFT, encoding="utf-8")
    result = kb("stats", "--root", content)
    assert result.returncode == 0, result.stderr
    assert "Tasks with a question" in result.stdout
    assert "2 of 3" in result.stdout
    assert "questions/why-six-fingers.md: Why does my <b>avatar</b> have six fingers? (missing: " in result.stdout
    assert "All of them: kb stats --gaps" in result.stdout


def test_command_lists_every_gap_when_asked(content: Path) -> None:
    for number in range(5):
        (content / f"questions/draft-{number}.md").write_text(DRAFT, encoding="utf-8")
    assert "… and 2 more" in kb("stats", "--root", content).stdout
    everything = kb("stats", "--root", content, "--gaps").stdout
    assert "questions/draft-4.md" in everything
    assert "more" not in everything


def test_command_gives_json_also_where_there_are_warnings(content: Path) -> None:
    edit(content, TAGGER, "date: 2026-01-10", "date: 2020-01-10")
    result = kb("stats", "--root", content, "--format", "json")
    assert result.returncode == 0, result.stderr
    assert TAGGER in [item["file"] for item in json.loads(result.stdout)["gaps"]["stale"]["items"]]


def test_command_refuses_broken_content(content: Path) -> None:
    edit(content, TAGGER, "kind: model", "kind: thing")
    result = kb("stats", "--root", content)
    assert result.returncode == 1
    assert "kb check" in result.stderr


def test_the_same_commit_gives_the_same_page_on_any_day_and_edit_links_follow_the_settings(project: Path) -> None:
    """The day is that of SOURCE_DATE_EPOCH: on 1 June 2026 nothing was stale, a year later everything is."""
    edit(
        project,
        "mkdocs.yml",
        "repo_url: https://github.com/cnaps-ai/knowledge-base",
        "repo_url: https://example.org/a/b",
    )
    (project / "questions/why-six-fingers.md").write_text(DRAFT, encoding="utf-8")
    page = project / "site/coverage/index.html"
    stale = []
    for day in ("1780272000", "1811808000"):
        assert kb("build", "--root", project, SOURCE_DATE_EPOCH=day).returncode == 0
        stale.append(len(gap(LexborHTMLParser(page.read_text(encoding="utf-8")), "stale")))
    assert stale == [0, 5]
    assert 'href="https://example.org/a/b/edit/main/questions/why-six-fingers.md"' in page.read_text(encoding="utf-8")
