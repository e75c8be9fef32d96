"""What several commands need: the folder of the project, and printing problems."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.text import Text

from kb.problems import Level

if TYPE_CHECKING:
    from kb.problems import Problem

ROOT = Path(__file__).resolve().parents[3]
"""The project's folder. The package is installed editable, so this is where it was cloned."""

root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=ROOT,
    show_default="the project",
    help="The folder that holds questions/ and catalog/.",
)


def print_problems(problems: list[Problem], praise: str = "All content is right.") -> None:
    """Print problems in colour where the terminal has it, and how many there are; praise where there are none."""
    console = Console(stderr=False, soft_wrap=True, highlight=False)
    for problem in problems:
        style = "bold red" if problem.level is Level.ERROR else "bold yellow"
        where = f"{problem.file}:{problem.line}:{problem.column}"
        field = f" ({problem.field})" if problem.field else ""
        console.print(
            Text.assemble(where, ": ", (problem.level.value, style), f": {problem.message}{field} [{problem.rule}]")
        )
        if problem.tip:
            console.print(Text.assemble(("    ↳ ", "dim"), problem.tip))
    errors = sum(problem.level is Level.ERROR for problem in problems)
    warnings = len(problems) - errors
    summary = f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}"
    console.print(Text(praise if not problems else summary, style="red" if errors else "green"))
