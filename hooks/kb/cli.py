"""The ``kb`` command."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any, TextIO

import click
from rich.console import Console
from rich.text import Text

from kb.check import check
from kb.link import link
from kb.problems import Level, Problem, as_github, as_json, has_errors
from kb.schemas import json_schemas
from kb.search.index import build_index
from kb.search.rank import answer
from kb.site import BuildError, build

ROOT = Path(__file__).resolve().parents[2]
"""The project's folder. The package is installed editable, so this is where it was cloned."""

_root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=ROOT,
    show_default="the project",
    help="The folder that holds questions/ and catalog/.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Check the records of the CNAPS Knowledge Base and build its site."""


@main.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@_root_option
def check_command(paths: tuple[Path, ...], form: str, root: Path) -> None:
    """Print every problem of the content, or only those of the files and folders PATHS.

    Exits with 1 where there are errors.
    """
    problems = check(root, dt.date.today()).problems
    if paths:
        wanted = [_inside(path, root) for path in paths]
        problems = [problem for problem in problems if any(_is_below(problem.file, path) for path in wanted)]
    if form == "text":
        _print_problems(problems)
    elif output := (as_json if form == "json" else as_github)(problems):
        click.echo(output)
    sys.exit(1 if has_errors(problems) else 0)


@main.command("build")
@_root_option
def build_command(root: Path) -> None:
    """Build the site into the folder site/. Where that fails, the last good site stays."""
    problems = check(root, dt.date.today()).problems
    if problems:
        _print_problems(problems)
    if has_errors(problems):
        sys.exit(1)
    try:
        pages = build(root.resolve(), root.resolve() / "site")
    except BuildError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{pages} pages are in {root / 'site'}. Look at them with: make serve")


@main.command("search")
@click.argument("query", required=False)
@click.option("--limit", default=10, show_default=True, help="How many records to show.")
@click.option("--queries", type=click.File(encoding="utf-8"), help="A file with one query a line.")
@click.option("--json", "as_lines", is_flag=True, help="Print one JSON object a query.")
@_root_option
def search_command(query: str | None, limit: int, queries: TextIO | None, as_lines: bool, root: Path) -> None:
    """Search as the site does: which tasks a question is about, and which questions and models fit."""
    if (query is None) is (queries is None):
        raise click.UsageError('Give either a query in quotes or --queries FILE: kb search "my photo is grainy"')
    checked = check(root, dt.date.today())
    if not checked.is_publishable:
        raise click.ClickException("The content has errors. See: kb check")
    index = build_index(link(checked.records))
    for asked in [query] if query is not None else (queries or []):
        found = answer(index, asked.rstrip("\n"), limit)
        if as_lines:
            click.echo(json.dumps(found, ensure_ascii=False))
        else:
            _print_answer(found)


def _print_answer(found: dict[str, Any]) -> None:
    console = Console(soft_wrap=True, highlight=False)
    console.print(Text(found["query"], style="bold"))
    if not found["tasks"]:
        console.print("  Nothing fits. Try other words, or browse the tasks.")
    for place, task in enumerate(found["tasks"][:5], start=1):
        console.print(Text(f"  {place}. {task['name']}  ({task['id']}, {task['score']})"))
    for result in found["results"]:
        console.print(Text(f"     {result['kind']:9} {result['title']}  ({result['url']})", style="dim"))


@main.command("schemas")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit with 1 where a schema is out of date.")
def schemas_command(only_check: bool) -> None:
    """Write the JSON Schemas of the records to docs/schemas/."""
    folder = ROOT / "docs" / "schemas"
    outdated = {
        name: text
        for name, text in json_schemas().items()
        if not (folder / name).exists() or (folder / name).read_text(encoding="utf-8") != text
    }
    if only_check and outdated:
        raise click.ClickException(f"Out of date: {', '.join(outdated)}. Run: make schemas")
    folder.mkdir(exist_ok=True)
    for name, text in outdated.items():
        (folder / name).write_text(text, encoding="utf-8")


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


def _print_problems(problems: list[Problem]) -> None:
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
    console.print(Text("All content is right." if not problems else summary, style="red" if errors else "green"))
