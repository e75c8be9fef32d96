"""From the files of a pull request to the pages that it changes."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from kb.publish.changed_pages import changed_pages
from tests.conftest import kb

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("letter", "file", "line"),
    [
        ("A", "questions/why-is-it-grey.md", "new /questions/why-is-it-grey/"),
        ("M", "catalog/models/ddcolor.yml", "changed /models/ddcolor/"),
        ("D", "catalog/tasks/inpainting.yml", "removed /tasks/inpainting/"),
        ("M", "docs/about.md", "changed /about/"),
        ("M", "docs/index.md", "changed /"),
        ("M", "docs/data-guide/index.md", "changed /data-guide/"),
        ("M", "catalog/licences.yml", "shared"),
        ("M", "hooks/kb/pages/templates/question.html", "shared"),
        ("M", "docs/assets/kb.css", "shared"),
        ("M", "mkdocs.yml", "shared"),
        ("M", "README.md", ""),
        ("M", "tests/rules/test_check.py", ""),
        ("M", "docs/schemas/model.schema.json", ""),
        ("A", "questions/Bad Name.md", ""),
        ("A", "questions/`x`\n.md", ""),
        ("A", "questions/notes.txt", ""),
        ("A", "questions/deeper/one.md", ""),
    ],
)
def test_a_file_and_its_page(letter: str, file: str, line: str) -> None:
    assert str(changed_pages(f"{letter}\0{file}\0")) == line


def test_pages_come_in_order_and_what_is_shared_last() -> None:
    diff = "M\0mkdocs.yml\0M\0questions/b.md\0A\0questions/a.md\0"
    assert str(changed_pages(diff)).splitlines() == ["new /questions/a/", "changed /questions/b/", "shared"]


def test_no_difference_is_nothing() -> None:
    assert str(changed_pages("")) == ""


def test_the_command_compares_with_a_commit(content: Path) -> None:
    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *identity, *arguments], cwd=content, check=True, capture_output=True)

    git("init", "--initial-branch=main")
    git("add", ".")
    git("commit", "--message=Start")
    (content / "questions/how-does-tagging-work.md").rename(content / "questions/how-do-tags-work.md")
    git("add", ".")
    git("commit", "--message=Rename")
    lines = kb("changed-pages", "HEAD^1", "--root", content).stdout.splitlines()
    assert lines == ["new /questions/how-do-tags-work/", "removed /questions/how-does-tagging-work/"]


def test_an_unknown_commit_is_explained(content: Path) -> None:
    subprocess.run(["git", "init"], cwd=content, check=True, capture_output=True)
    result = kb("changed-pages", "--root", content, "--", "--output=stolen")
    assert result.returncode == 1
    assert "git can't compare with “--output=stolen”" in result.stderr
    assert not (content / "stolen").exists()
