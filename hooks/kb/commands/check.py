"""``kb check``: every problem of the content."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

import click

from kb.commands.git import changed_files, content_at, merge_base
from kb.commands.shared import format_option, paths_argument, root_option, wanted_files, write_problems
from kb.content.problems import has_errors
from kb.rules.answerable import caused_by, is_known_by_its_file
from kb.rules.check import check

if TYPE_CHECKING:
    from pathlib import Path

    from kb.content.problems import Problem


@click.command("check")
@paths_argument
@format_option
@click.option(
    "--changed",
    is_flag=True,
    help="Only what the current work is answerable for: problems in files that differ from the main branch, and those that it "
    "causes in others.",
)
@click.option(
    "--base",
    metavar="BRANCH",
    help="What --changed compares with.  [default: upstream/main, else origin/main, else main]",
)
@root_option
def check_command(paths: tuple[Path, ...], form: str, changed: bool, base: str | None, root: Path) -> None:
    """Print every problem of the content, or only those of the files and folders PATHS.

    Exits with 1 where there are errors.
    """
    if base is not None and not changed:
        raise click.UsageError("--base says what --changed compares with. Write both.")
    today = dt.date.today()
    everything = check(root, today).problems
    problems = _changed(everything, root, base, today) if changed else everything
    unshown = len(everything) - len(problems)
    is_wanted = wanted_files(paths, root)
    problems = [problem for problem in problems if is_wanted(problem.file)]
    write_problems(problems, form, "All that was changed is right." if changed else "All content is right.")
    if unshown and form == "text":
        click.echo(f"Not shown: {unshown} that the change is not answerable for. See all with: kb check")
    sys.exit(1 if has_errors(problems) else 0)


def _changed(problems: list[Problem], root: Path, base: str | None, today: dt.date) -> list[Problem]:
    """Leave out the problems that are in unchanged files and were there before.

    That the change causes a problem elsewhere shows only where both states are checked. The earlier one is checked only where a
    problem outside the changed files leaves a doubt, so that as a rule this takes no longer than ``kb check``.
    """
    commit = merge_base(root, base)
    files = changed_files(root, commit)
    if all(is_known_by_its_file(problem, files) for problem in problems):
        return problems
    with content_at(root, commit) as before:
        return caused_by(files, check(before, today).problems, problems)
