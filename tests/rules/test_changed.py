"""`kb check --changed` tells what the current work is answerable for, and nothing else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.conftest import kb

if TYPE_CHECKING:
    from pathlib import Path

TAGGER = "catalog/models/tagger.yml"
CAPTIONER = "catalog/models/captioner.yml"
TAGGING = "catalog/tasks/image-tagging.yml"
QUESTION = "questions/how-does-tagging-work.md"


def git(folder: Path, *arguments: str) -> str:
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "protocol.file.allow=always"]
    command = ["git", "-C", str(folder), *who, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | own).stdout


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "A step")


def edit(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def repository(content: Path) -> Path:
    """The small project on a branch off main, whose captioner was wrong before already."""
    git(content, "init", "--quiet", "--initial-branch", "main")
    edit(content, CAPTIONER, "kind: model", "kind: thing")
    commit(content)
    git(content, "switch", "--quiet", "--create", "work")
    return content


def told(root: Path, *options: str) -> list[tuple[str, str]]:
    result = kb("check", "--root", root, "--changed", "--format", "json", *options)
    assert result.returncode in (0, 1), result.stderr
    rows = [(row["file"], row["rule"]) for row in json.loads(result.stdout)]
    assert result.returncode == (1 if rows else 0)
    return rows


def warned(root: Path) -> list[tuple[str, str]]:
    result = kb("check", "--root", root, "--changed", "--format", "json")
    assert result.returncode == 0, result.stderr
    return [(row["file"], row["rule"]) for row in json.loads(result.stdout)]


def test_what_was_wrong_before_is_not_told(repository: Path) -> None:
    edit(repository, TAGGER, "name: Tagger", "name: Better tagger")
    assert told(repository) == []
    result = kb("check", "--root", repository, "--changed")
    assert "Compared with main: 1 file differs." in result.stdout
    assert "All that was changed is right." in result.stdout
    assert "Not shown: 1 that the change is not answerable for." in result.stdout


@pytest.mark.parametrize("state", ["untracked", "unstaged", "staged", "committed"])
def test_a_mistake_in_a_changed_file_is_told(repository: Path, state: str) -> None:
    path = CAPTIONER.replace("captioner", "another") if state == "untracked" else TAGGER
    if state == "untracked":
        shutil.copy(repository / TAGGER, repository / path)
        edit(repository, path, "[Tagger]", "[Another]")
    edit(repository, path, "kind: model", "kind: thing")
    if state in ("staged", "committed"):
        git(repository, "add", path)
    if state == "committed":
        commit(repository)
    assert told(repository) == [(path, "wrong-value")]


def test_an_old_mistake_in_a_changed_file_is_told(repository: Path) -> None:
    edit(repository, CAPTIONER, "It invents things.", "It makes things up.")
    assert told(repository) == [(CAPTIONER, "wrong-value")]


def test_that_time_has_passed_is_nobodys_doing(repository: Path) -> None:
    """On a day on which everything is old, also in a file that is changed; a date of long ago that somebody writes is told."""
    git(repository, "switch", "--quiet", "main")
    edit(repository, TAGGER, "date: 2026-01-10", "date: 2021-01-10")
    commit(repository)
    git(repository, "switch", "--quiet", "work")
    git(repository, "rebase", "--quiet", "main")
    edit(repository, TAGGER, "It is fast.", "It is quick.")
    assert told(repository) == []
    edit(repository, QUESTION, "reviewed: 2026-01-10", "reviewed: 2021-01-10")
    assert warned(repository) == [(QUESTION, "stale")]


def test_where_nothing_differs_everything_is_checked(repository: Path) -> None:
    """Whoever commits on main and pushes to a fork has nothing that differs from it."""
    assert told(repository) == [(CAPTIONER, "wrong-value")]
    result = kb("check", "--root", repository, "--changed")
    assert "Nothing differs from main, so there was nothing to compare, and everything was checked." in result.stdout
    assert "right" not in result.stdout


def test_work_on_code_alone_is_answerable_for_errors_and_not_for_age(repository: Path) -> None:
    git(repository, "switch", "--quiet", "main")
    edit(repository, TAGGER, "date: 2026-01-10", "date: 2021-01-10")
    commit(repository)
    assert kb("check", "--root", repository, "--changed").stdout.count("[stale]") == 1
    git(repository, "switch", "--quiet", "--create", "code")
    (repository / "README.md").write_text("Code.", encoding="utf-8")
    commit(repository)
    said = kb("check", "--root", repository, "--changed").stdout
    assert "[stale]" not in said
    assert "[wrong-value]" in said


def test_what_was_not_looked_at_is_not_called_right(repository: Path) -> None:
    said = kb("check", "--root", repository, TAGGER).stdout
    assert said == "All content is right. Only what PATHS name was looked at.\n"


@pytest.mark.parametrize("how", ["deleted", "moved", "made a draft"])
def test_a_published_address_must_not_die(repository: Path, how: str) -> None:
    path = QUESTION if how == "made a draft" else "questions/why-do-captions-invent-things.md"
    if how == "deleted":
        (repository / path).unlink()
    elif how == "moved":
        (repository / path).rename(repository / "questions/why-are-captions-wrong.md")
    else:
        edit(repository, path, "---\n", "---\ndraft: true\n")
    assert (path, "lost-address") in told(repository)
    said = kb("check", "--root", repository, "--changed").stdout
    name = path.removeprefix("questions/").removesuffix(".md")
    if how != "made a draft":
        assert f"kb rename question {name} NEW-ID" in said
        assert "catalog/redirects.yml" in said
        redirect = f"- kind: question\n  old: {name}\n  new: how-does-tagging-work\n"
        (repository / "catalog/redirects.yml").write_text(redirect, encoding="utf-8")
        assert "lost-address" not in {rule for _, rule in told(repository)}
        commit(repository)
        git(repository, "branch", "--force", "main")
        (repository / "catalog/redirects.yml").unlink()
        assert (path, "lost-address") in told(repository)


def test_the_page_of_a_word_must_not_die(repository: Path) -> None:
    glossary = repository / "catalog/glossary.yml"
    words = "".join(f"- id: {name}\n  name: {name}\n  explanation: It is a {name}.\n" for name in ("label", "score"))
    glossary.write_text(words, encoding="utf-8")
    commit(repository)
    git(repository, "branch", "--force", "main")
    edit(repository, "catalog/glossary.yml", "id: score\n  name: score", "id: scores\n  name: score")
    assert told(repository) == [("catalog/glossary.yml", "lost-address")]
    redirect = "- kind: term\n  old: score\n  new: scores\n"
    (repository / "catalog/redirects.yml").write_text(redirect, encoding="utf-8")
    assert told(repository) == []
    edit(repository, "catalog/glossary.yml", "name: score", "nam: score")
    assert "lost-address" not in {rule for _, rule in told(repository)}


def test_an_old_address_of_a_word_leads_on(content: Path) -> None:
    word = "- id: scores\n  name: score\n  explanation: It says how sure a model is.\n"
    (content / "catalog/glossary.yml").write_text(word, encoding="utf-8")
    (content / "catalog/redirects.yml").write_text("- kind: term\n  old: score\n  new: scores\n", encoding="utf-8")
    result = kb("view", "glossary/score/", "--root", content)
    assert json.loads(result.stdout)["target"] == "glossary/scores/"


def test_what_was_no_page_may_go(repository: Path) -> None:
    (repository / CAPTIONER).unlink()
    assert "lost-address" not in {rule for _, rule in told(repository)}


def test_other_ends_of_lines_are_told(repository: Path) -> None:
    file = repository / TAGGER
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    result = kb("check", "--root", repository, "--changed")
    assert "end as on Windows (CRLF), and did not before" in result.stdout
    assert result.returncode == 0


def test_a_schema_out_of_date_is_told(project: Path) -> None:
    schema = project / "docs/schemas/model.schema.json"
    schema.write_text(schema.read_text(encoding="utf-8").replace("What people call it.", "Its name."), encoding="utf-8")
    (project / "docs/schemas/task.schema.json").unlink()
    edit(project, TAGGER, "kind: model", "# yaml-language-server: $schema=../x.json\nkind: model")
    result = kb("check", "--root", project)
    assert result.returncode == 1
    assert "docs/schemas/model.schema.json:1:1: error" in result.stdout
    assert "docs/schemas/task.schema.json:1:1: error" in result.stdout
    assert "Run: make schemas" in result.stdout
    assert f"{TAGGER}:1:1: warning: This line names no schema" in result.stdout


def test_what_a_change_causes_elsewhere_is_told(repository: Path) -> None:
    (repository / TAGGER).unlink()
    commit(repository)
    rows = told(repository)
    assert {rule for _, rule in rows} == {"unknown-reference", "lost-address"}
    assert {file for file, rule in rows if rule == "unknown-reference"} == {TAGGING, QUESTION}


def test_a_second_mistake_like_an_old_one_is_told(repository: Path) -> None:
    (repository / "questions/one-more.md").write_text((repository / QUESTION).read_text(encoding="utf-8"))
    rows = told(repository)
    assert (QUESTION, "repeated-paragraph") in rows
    assert (CAPTIONER, "wrong-value") not in rows


def test_a_moved_file_counts_as_changed(repository: Path) -> None:
    git(repository, "mv", CAPTIONER, "catalog/models/describer.yml")
    assert ("catalog/models/describer.yml", "wrong-value") in told(repository)


def test_what_main_got_meanwhile_is_not_told(repository: Path) -> None:
    edit(repository, TAGGER, "name: Tagger", "name: Better tagger")
    commit(repository)
    git(repository, "switch", "--quiet", "main")
    edit(repository, TAGGING, "name: Image tagging", "name: Tagging")
    commit(repository)
    git(repository, "switch", "--quiet", "--detach", "work")
    assert told(repository) == []
    assert kb("check", "--root", repository, "--changed", "--base", "work~1").returncode == 0


def test_content_may_lie_below_the_repository(tmp_path: Path, content: Path) -> None:
    below = tmp_path / "whole" / "a folder" / "kb"
    shutil.copytree(content, below)
    git(tmp_path / "whole", "init", "--quiet", "--initial-branch", "main")
    edit(below, CAPTIONER, "kind: model", "kind: thing")
    commit(tmp_path / "whole")
    edit(below, TAGGING, "name: Image tagging", "nam: Image tagging")
    assert {file for file, _ in told(below)} == {TAGGING}


def test_a_clone_compares_with_the_main_branch_that_it_came_from(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--branch", "work", repository.as_uri(), "clone")
    clone = tmp_path / "clone"
    edit(clone, TAGGER, "kind: model", "kind: thing")
    for options in ((), ("--base", "main")):
        assert told(clone, *options) == [(TAGGER, "wrong-value")]


def test_who_works_on_main_is_told_what_was_not_looked_at(repository: Path, tmp_path: Path) -> None:
    git(repository, "switch", "--quiet", "--detach")
    git(tmp_path, "clone", "--quiet", "--branch", "main", repository.as_uri(), "clone")
    clone = tmp_path / "clone"
    edit(clone, TAGGING, "name: Image tagging", "nam: Image tagging")
    commit(clone)
    git(clone, "push", "--quiet")
    edit(clone, TAGGER, "name: Tagger", "name: Better tagger")
    said = kb("check", "--root", clone, "--changed").stdout
    assert "What you pushed to it before was not looked at again; “kb check” checks everything." in said
    git(clone, "switch", "--quiet", "--create", "mine")
    assert "What you pushed" not in kb("check", "--root", clone, "--changed").stdout


def test_a_change_of_no_record_has_nothing_to_compare(repository: Path) -> None:
    (repository / "notes.txt").write_text("Something else.", encoding="utf-8")
    commit(repository)
    said = kb("check", "--root", repository, "--changed").stdout
    assert "No record differs from main, so there was nothing to compare, and everything was checked." in said
    assert "own (git switch" not in said


def test_the_repository_stays_as_it_was(repository: Path) -> None:
    edit(repository, TAGGER, "kind: model", "kind: thing")
    git(repository, "add", TAGGER)
    edit(repository, TAGGER, "kind: thing", "kind: other")
    before = (git(repository, "status", "--porcelain=v2", "--branch"), git(repository, "diff"))
    told(repository)
    assert (git(repository, "status", "--porcelain=v2", "--branch"), git(repository, "diff")) == before


def refusal(root: Path, *options: str, **environment: str) -> str:
    result = kb("check", "--root", root, "--changed", *options, **environment)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    return " ".join(result.stderr.split())


def test_where_git_can_not_tell_it_says_why(content: Path, tmp_path: Path) -> None:
    assert "not a git repository" in refusal(content, GIT_CEILING_DIRECTORIES=str(tmp_path))
    assert "“kb check” without --changed checks everything." in refusal(content, GIT_CEILING_DIRECTORIES=str(tmp_path))
    assert "git is not installed." in refusal(content, PATH=str(tmp_path))
    git(content, "init", "--quiet", "--initial-branch", "trunk")
    assert "Nothing has been committed here yet" in refusal(content)
    commit(content)
    assert "There is no branch or commit “main” here" in refusal(content)
    assert "There is no branch or commit “--help” here" in refusal(content, "--base=--help")
    assert kb("check", "--root", content, "--changed", "--base", "trunk").returncode == 0
    git(content, "switch", "--quiet", "--orphan", "main")
    git(content, "commit", "--quiet", "--allow-empty", "--message", "Another beginning")
    git(content, "switch", "--quiet", "trunk")
    assert "no common history" in refusal(content)


def test_a_shallow_clone_is_told_how_to_get_the_rest(repository: Path, tmp_path: Path) -> None:
    edit(repository, TAGGER, "name: Tagger", "name: Better tagger")
    commit(repository)
    address = repository.as_uri()
    git(tmp_path, "clone", "--quiet", "--depth", "1", "--branch", "work", "--no-single-branch", address, "clone")
    assert "git fetch --unshallow" in refusal(tmp_path / "clone")


def test_base_alone_is_a_mistake(content: Path) -> None:
    assert kb("check", "--root", content, "--base", "main").returncode == 2


def test_what_is_only_counted_was_there_before_too(repository: Path) -> None:
    links = "\n".join(f"[x](task:image-captioning) [y](task:gone-{number})" for number in range(20))
    git(repository, "switch", "--quiet", "main")
    edit(repository, QUESTION, "## Why it is fast", f"{links}\n\n## Why it is fast")
    commit(repository)
    git(repository, "switch", "--quiet", "--create", "more")
    edit(repository, TAGGER, "kind: model", "kind: thing")
    assert told(repository) == [(TAGGER, "wrong-value")]
    edit(repository, TAGGER, "kind: thing", "kind: model")
    (repository / "catalog/tasks/image-captioning.yml").rename(repository / "catalog/tasks/captioning.yml")
    rules = [rule for file, rule in told(repository) if file == QUESTION]
    assert set(rules) == {"unknown-reference"}
    assert len(rules) > 5
