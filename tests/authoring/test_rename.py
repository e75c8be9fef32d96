"""`kb rename` moves a record with all that names it, and its old address leads to the new one."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from kb.publish.dead_links import find_broken_links
from kb.rules.check import check
from tests.conftest import BASE, TODAY, kb
from tests.project import copy_project
from tests.server import serving
from tests.visit import Visit, axe_violations

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

TAGGER = "catalog/models/tagger.yml"
TAGGING = "catalog/tasks/image-tagging.yml"
QUESTION = "questions/how-does-tagging-work.md"
REDIRECTS = "catalog/redirects.yml"


def rename(root: Path, *arguments: str) -> str:
    result = kb("rename", "--root", root, *arguments)
    assert result.returncode == 0, result.stderr
    return result.stdout


def refusal(root: Path, *arguments: str) -> str:
    """Give the reason why nothing was done."""
    before = contents(root)
    result = kb("rename", "--root", root, *arguments)
    assert result.returncode == 1, result.stdout
    assert "Traceback" not in result.stderr
    assert contents(root) == before
    return result.stderr


def contents(root: Path) -> dict[str, bytes]:
    files = (file for folder in ("catalog", "questions") for file in (root / folder).rglob("*") if file.is_file())
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}


def text_of(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8")


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = text_of(root, path)
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_all_that_names_a_model_follows_and_nothing_else_changes(content: Path) -> None:
    before = contents(content)
    said = rename(content, "model", "tagger", "word-finder")
    after = contents(content)
    assert check(content, TODAY).problems == []
    assert TAGGER not in after
    assert after.pop("catalog/models/word-finder.yml") == before.pop(TAGGER)
    assert after.pop(REDIRECTS).decode().endswith("- kind: model\n  old: tagger\n  new: word-finder\n")
    for path, old, new in (
        (TAGGING, b"(model:tagger)", b"(model:word-finder)"),
        (QUESTION, b"model: tagger", b"model: word-finder"),
        (QUESTION, b"id: tagger", b"id: word-finder"),
    ):
        assert before[path].count(old) == 1
        before[path] = before[path].replace(old, new)
        assert f"follows: {path}" in said
    assert after == before
    assert "The old address models/tagger/ leads to models/word-finder/" in said


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("model", "tagger", "word-finder"),
        ("task", "image-tagging", "keywords"),
        ("question", "how-does-tagging-work", "jumper"),
    ],
)
def test_every_kind_can_be_renamed_and_renamed_back(content: Path, kind: str, old: str, new: str) -> None:
    link = f"\nSee [this]({kind}:{old}), [that]( <{kind}:{old}> ), [it]({kind}:{old} 'title') and <{kind}:{old}>.\n"
    (content / QUESTION).write_text(text_of(content, QUESTION) + link, encoding="utf-8")
    before = contents(content)
    rename(content, kind, old, new)
    assert check(content, TODAY).problems == []
    assert f"{kind}:{old}" not in "".join(file.decode() for file in contents(content).values())
    rename(content, kind, new, old)
    assert check(content, TODAY).problems == []
    after = contents(content)
    assert after.pop(REDIRECTS).decode().splitlines()[-3:] == [f"- kind: {kind}", f"  old: {new}", f"  new: {old}"]
    assert after == before


def test_comments_quotes_and_line_ends_stay(content: Path) -> None:
    edit(content, QUESTION, "model: tagger", "model: 'tagger' # the tagger, not tagger-2")
    edit(content, QUESTION, "tasks: [image-tagging]", 'tasks: [ "image-tagging" ]  # one')
    windows = b"\xef\xbb\xbf" + text_of(content, QUESTION).replace("\n", "\r\n").encode()
    (content / QUESTION).write_bytes(windows)
    rename(content, "model", "tagger", "word-finder")
    wanted = windows.replace(b"model: 'tagger'", b"model: 'word-finder'").replace(b"id: tagger", b"id: word-finder")
    assert (content / QUESTION).read_bytes() == wanted


def test_what_only_looks_like_the_id_stays(content: Path) -> None:
    edit(content, QUESTION, "why: It does just this.", "why: The tagger, tagger, is like model:tagger or tagger.")
    (content / "catalog/models/tagger-2.yml").write_text(
        text_of(content, TAGGER).replace("cnaps: [Tagger]", "cnaps: [T2]"), encoding="utf-8"
    )
    edit(content, "catalog/models/tagger-2.yml", "It compares", "Like [the first](model:tagger) it compares")
    edit(content, TAGGING, "It can only say", "Unlike [the second](model:tagger-2) it can only say")
    rename(content, "model", "tagger", "word-finder")
    assert "why: The tagger, tagger, is like model:tagger or tagger." in text_of(content, QUESTION)
    assert "(model:tagger-2)" in text_of(content, TAGGING)
    assert "(model:word-finder)" in text_of(content, "catalog/models/tagger-2.yml")


def test_waivers_and_drafts_follow(content: Path) -> None:
    edit(content, TAGGER, "date: 2026-01-10", "date: 2020-01-10")
    (content / "catalog/waivers.yml").write_text(
        f"# Accepted.\n- file: {TAGGER}\n  rule: stale\n  why: It has ended.\n", encoding="utf-8"
    )
    draft = "---\ndraft: true\ntitle: Later\nmodels:\n  - id: tagger\nworkflow: {steps: [{model: tagger}]}\n---\n\n[x](model:tagger)\n"
    (content / "questions/later.md").write_text(draft, encoding="utf-8")
    rename(content, "model", "tagger", "word-finder")
    assert "# Accepted.\n- file: catalog/models/word-finder.yml" in text_of(content, "catalog/waivers.yml")
    assert text_of(content, "questions/later.md") == draft.replace("tagger", "word-finder")


def test_older_redirects_lead_to_the_new_id_at_once(content: Path) -> None:
    (content / REDIRECTS).write_text(
        "# Old ones.\n- kind: model\n  old: first\n  # was first\n  new: tagger\n\n"
        "# Taken back.\n- {kind: model, old: word-finder, new: captioner}\n"
        "# Another kind.\n- kind: task\n  old: word-finder\n  new: image-tagging\n",
        encoding="utf-8",
    )
    said = rename(content, "model", "tagger", "word-finder")
    assert "The address that it takes led to “captioner” so far." in said
    assert text_of(content, REDIRECTS) == (
        "# Old ones.\n- kind: model\n  old: first\n  # was first\n  new: word-finder\n\n"
        "# Taken back.\n# Another kind.\n- kind: task\n  old: word-finder\n  new: image-tagging\n"
        "- kind: model\n  old: tagger\n  new: word-finder\n"
    )
    assert check(content, TODAY).problems == []


def test_redirects_may_be_an_empty_list(content: Path) -> None:
    (content / REDIRECTS).write_text("# None yet.\n[]\n", encoding="utf-8")
    rename(content, "model", "tagger", "word-finder")
    redirect = "- kind: model\n  old: tagger\n  new: word-finder\n"
    assert text_of(content, REDIRECTS) == f"# None yet.\n{redirect}"


def test_a_draft_leaves_no_redirect(content: Path) -> None:
    (content / "catalog/tasks/later.yml").write_text("draft: true\nname: Later\n", encoding="utf-8")
    assert "It is a draft" in rename(content, "task", "later", "much-later")
    assert (content / "catalog/tasks/much-later.yml").exists()
    assert not (content / REDIRECTS).exists()


def test_tests_of_the_search_follow_a_task(content: Path) -> None:
    queries = content / "tests/search/queries.tsv"
    queries.parent.mkdir(parents=True)
    queries.write_text("query\ttasks\thalf\nimage-tagging\timage-captioning,image-tagging\topen\n", encoding="utf-8")
    assert "follows: tests/search/queries.tsv" in rename(content, "task", "image-tagging", "keywords")
    assert queries.read_text(encoding="utf-8").endswith("\nimage-tagging\timage-captioning,keywords\topen\n")


def test_a_dry_run_writes_nothing(content: Path) -> None:
    before = contents(content)
    said = rename(content, "model", "tagger", "word-finder", "--dry-run")
    assert f"follows: {QUESTION}" in said
    assert "Nothing was written" in said
    assert contents(content) == before


def test_wrong_ids_are_refused(content: Path) -> None:
    assert "Did you mean “tagger”?" in refusal(content, "model", "taggr", "word-finder")
    assert "There is a model “captioner” already." in refusal(content, "model", "tagger", "captioner")
    assert "There is a model “tagger” already." in refusal(content, "model", "tagger", "tagger")
    for wrong in ("Word-Finder", "word_finder", "con", "index", "../tagger", "a/b", "x" * 81, "-"):
        assert re.search("can't|own page", refusal(content, "model", "tagger", wrong))
    assert refusal(content, "model", "../models/tagger", "word-finder")


def test_where_not_everything_can_follow_nothing_is_written(content: Path) -> None:
    edit(content, QUESTION, "model: tagger", "model: >-\n        tagger")
    assert f"{QUESTION}:13" in refusal(content, "model", "tagger", "word-finder")
    edit(content, QUESTION, "model: >-\n        tagger", "model: tagger")
    edit(content, TAGGING, "(model:tagger)", "(model:tag&#103;er)")
    assert f"{TAGGING}:" in refusal(content, "model", "tagger", "word-finder")
    edit(content, TAGGING, "limits:", "limits: [")
    assert f"{TAGGING} can't be read" in refusal(content, "model", "tagger", "word-finder")


def test_errors_that_were_there_before_do_not_stop_it(content: Path) -> None:
    edit(content, TAGGER, "kind: model", "kind: thing")
    rename(content, "model", "tagger", "word-finder")
    assert [(p.file, p.rule) for p in check(content, TODAY).problems] == [
        ("catalog/models/word-finder.yml", "wrong-value")
    ]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_old_address_leads_to_the_record(renamed_site: Path, browser: Browser, scripts: bool) -> None:
    with serving(renamed_site) as address:
        visit = Visit(browser, address, scripts=scripts)
        page = visit.open("models/tagger/")
        page.wait_for_url("**/models/word-finder/")
        assert page.locator("h1").inner_text() == "Tagger"
        page = visit.open("questions/how-does-tagging-work/")
        page.wait_for_url("**/questions/jumper/")
        assert page.locator("h1").inner_text() == "How does the app know it is a red jumper?"
        assert visit.complaints == []
        visit.context.close()


def test_a_redirect_is_a_page_for_those_who_stay(renamed_site: Path, browser: Browser) -> None:
    """A browser that does not go on by itself shows a link."""
    page = renamed_site / "models/tagger/index.html"
    still = page.read_text(encoding="utf-8").replace('http-equiv="refresh"', 'name="off"')
    (page.parent / "still.html").write_text(still, encoding="utf-8")
    with serving(renamed_site) as address:
        visit = Visit(browser, address)
        shown = visit.open("models/tagger/still.html")
        assert axe_violations(shown) == []
        shown.get_by_role("main").get_by_role("link", name="Tagger").first.click()
        shown.wait_for_url("**/models/word-finder/")
        visit.context.close()
    (page.parent / "still.html").unlink()


def test_redirects_are_not_found(renamed_site: Path) -> None:
    sitemap = (renamed_site / "sitemap.xml").read_text(encoding="utf-8")
    assert sitemap.startswith("<?xml ")
    assert "/models/word-finder/</loc>" in sitemap
    assert "/about/</loc>" in sitemap
    assert "/models/tagger/" not in sitemap
    assert 'content="noindex"' in (renamed_site / "models/tagger/index.html").read_text(encoding="utf-8")
    for file in (renamed_site / "search").glob("*.json"):
        assert '["tagger","Tagger"' not in file.read_text(encoding="utf-8"), "the old id, beside the name that stays"
    assert list(find_broken_links(renamed_site)) == []


@pytest.fixture(scope="module")
def renamed_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small project after a model and a question were renamed."""
    root = tmp_path_factory.mktemp("renamed") / "project"
    shutil.copytree(BASE, root)
    copy_project(root)
    rename(root, "model", "tagger", "word-finder")
    rename(root, "question", "how-does-tagging-work", "jumper")
    result = kb("build", "--root", root)
    assert result.returncode == 0, result.stdout + result.stderr
    return root / "site"
