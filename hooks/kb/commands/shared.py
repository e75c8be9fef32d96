"""What several commands need: the folder of the project, its content, narrowing to paths, and printing problems."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.text import Text

from kb.content.problem_formats import as_github, as_json, as_markdown
from kb.content.problems import Level
from kb.publish.checking import check_project
from kb.publish.jobs import all_cores, at_once
from kb.publish.memory_file import memory_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from kb.content.problems import Problem
    from kb.publish.checking import Content

ROOT = Path(__file__).resolve().parents[3]
"""The project that this program belongs to. The package is installed editable, so this is where it was cloned."""


def _found_root(_context: click.Context, _option: click.Parameter, given: Path | None) -> Path:
    """Give the project that is named, else the one that the current folder belongs to, as git does, else the program's own."""
    if given is not None:
        return given
    here = Path.cwd().resolve()
    found = next((folder for folder in (here, *here.parents) if _is_project(folder)), None)
    if found is None:
        click.echo(f"The current folder belongs to no project, so this is about the one in {ROOT}.", err=True)
    elif found != ROOT:
        click.echo(f"This is about the project in {found}; the program is the one in {ROOT}.", err=True)
    return found or ROOT


def _is_project(folder: Path) -> bool:
    """Tell whether a folder is a project of the user: one must not run what somebody else put above one's own folders."""
    if not ((folder / "catalog").is_dir() and ((folder / "questions").is_dir() or (folder / "mkdocs.yml").is_file())):
        return False
    user = os.geteuid() if hasattr(os, "geteuid") else 0
    return user == 0 or folder.stat().st_uid == user


root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    callback=_found_root,
    show_default="the one around the current folder",
    help="The project's folder, which holds questions/ and catalog/.",
)

paths_argument = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))

FORMATS = {"json": as_json, "github": as_github, "markdown": as_markdown}
"""How to write problems, where not as coloured text."""

format_option = click.option(
    "--format", "form", type=click.Choice(["text", *FORMATS]), default="text", show_default=True
)


def read_content(root: Path, today: dt.date) -> Content:
    """Read and check the content of a project, with the help of what was found out about it before.

    Args:
        root: the project's folder.
        today: the day that the ages of records are judged by.
    """
    with memory_of(root) as memory, at_once(all_cores()):
        return check_project(root, today, memory)


def command_name() -> str:
    """Give what to type for this command: ``kb`` where the system finds it by that name, else the way to the one that runs."""
    program = Path(sys.argv[0])
    if program.stem != "kb" or ((found := shutil.which("kb")) and Path(found).resolve() == program.resolve()):
        return "kb"
    try:
        return str(program.resolve().relative_to(Path.cwd().resolve()))
    except ValueError:
        return str(program)


def wanted_files(paths: tuple[Path, ...], root: Path) -> Callable[[str], bool]:
    """Give what tells of a content file whether it is one of PATHS or below one; all are where PATHS is empty.

    Raises:
        click.BadParameter: a path is not of the content.
    """
    wanted = [_inside(path, root) for path in paths] or ["."]
    return lambda file: any(_is_below(file, path) for path in wanted)


def write_problems(problems: list[Problem], form: str, all_right: str = "All content is right.") -> None:
    """Print problems in one of the formats of ``format_option``."""
    if form == "text":
        print_problems(problems, all_right)
    elif output := FORMATS[form](problems):
        click.echo(output)


def print_problems(problems: list[Problem], all_right: str = "All content is right.") -> None:
    """Print problems in colour where the terminal has it, and how many there are; ``all_right`` where none are."""
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
    console.print(Text(all_right if not problems else summary, style="red" if errors else "green"))


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
