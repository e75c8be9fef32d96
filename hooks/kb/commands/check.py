"""``kb check``: every problem of the content."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from kb.check import check
from kb.commands.shared import print_problems, root_option
from kb.problems import as_github, as_json, as_markdown, has_errors

FORMATS = {"json": as_json, "github": as_github, "markdown": as_markdown}
"""How to write problems, where not as coloured text."""


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", *FORMATS]), default="text", show_default=True)
@root_option
def check_command(paths: tuple[Path, ...], form: str, root: Path) -> None:
    """Print every problem of the content, or only those of the files and folders PATHS.

    Exits with 1 where there are errors.
    """
    problems = check(root, dt.date.today()).problems
    if paths:
        wanted = [_inside(path, root) for path in paths]
        problems = [problem for problem in problems if any(_is_below(problem.file, path) for path in wanted)]
    if form == "text":
        print_problems(problems)
    elif output := FORMATS[form](problems):
        click.echo(output)
    sys.exit(1 if has_errors(problems) else 0)


def _inside(path: Path, root: Path) -> str:
    """Give a path relative to the root; it may be given relative to the current folder or to the root."""
    for candidate in (Path.cwd() / path, root / path):
        parent = candidate.parent.resolve()
        if candidate.exists() or candidate.is_symlink():
            full = parent / candidate.name if candidate.name else parent
            if full.is_relative_to(root.resolve()):
                return full.relative_to(root.resolve()).as_posix()
    raise click.BadParameter(f"{path} is no file or folder of the content.", param_hint="PATHS")


def _is_below(file: str, path: str) -> bool:
    return path == "." or file == path or file.startswith(f"{path}/")
