"""``kb check``: every problem of the content."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

import click

from kb.check import check
from kb.commands.shared import format_option, paths_argument, root_option, wanted_files, write_problems
from kb.problems import has_errors

if TYPE_CHECKING:
    from pathlib import Path


@click.command("check")
@paths_argument
@format_option
@root_option
def check_command(paths: tuple[Path, ...], form: str, root: Path) -> None:
    """Print every problem of the content, or only those of the files and folders PATHS.

    Exits with 1 where there are errors.
    """
    problems = check(root, dt.date.today()).problems
    is_wanted = wanted_files(paths, root)
    problems = [problem for problem in problems if is_wanted(problem.file)]
    write_problems(problems, form)
    sys.exit(1 if has_errors(problems) else 0)
