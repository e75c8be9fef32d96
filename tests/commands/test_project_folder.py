"""Without --root, a command is about the project that one stands in, as with git, and says so where that is not its own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from kb.commands.shared import ROOT, root_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@root_option
def where(root: Path) -> None:
    """Print the project's folder."""
    click.echo(root)


def found(*arguments: str) -> tuple[str, str]:
    """Give the folder that is found, and what is told."""
    result = CliRunner().invoke(where, arguments)
    assert result.exit_code == 0
    return result.stdout.strip(), result.stderr


@pytest.mark.parametrize("below", [".", "questions", "catalog/models"])
def test_the_project_around_the_current_folder(content: Path, monkeypatch: pytest.MonkeyPatch, below: str) -> None:
    monkeypatch.chdir(content / below)
    assert found() == (str(content), f"This is about the project in {content}; the program is the one in {ROOT}.\n")


def test_a_project_that_is_named_is_taken_without_a_word(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(content)
    assert found("--root", str(content)) == (str(content), "")


@pytest.mark.parametrize("folder", ["docs", "catalog/tasks", "."])
def test_the_programs_own_project_is_taken_without_a_word(monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    monkeypatch.chdir(ROOT / folder)
    assert found() == (str(ROOT), "")


def test_elsewhere_the_programs_own_project_is_taken_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = f"The current folder belongs to no project, so this is about the one in {ROOT}.\n"
    assert found() == (str(ROOT), told)


def test_a_project_of_somebody_else_is_not_found(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Building it would run its hooks."""
    monkeypatch.chdir(content)
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    assert found()[0] == str(ROOT)
