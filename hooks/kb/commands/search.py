"""``kb search``: the site's search in the terminal."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any, TextIO

import click
from rich.console import Console
from rich.text import Text

from kb.commands.shared import read_content, root_option
from kb.knowledge.link import link
from kb.search.index import build_index
from kb.search.rank import answer

if TYPE_CHECKING:
    from pathlib import Path

NEAREST_SHOWN = 3


@click.command("search")
@click.argument("query", required=False)
@click.option("--limit", default=10, show_default=True, help="How many results to show.")
@click.option("--queries", type=click.File(encoding="utf-8"), help="A file with one query a line.")
@click.option("--json", "as_lines", is_flag=True, help="Print one JSON object a query.")
@root_option
def search_command(query: str | None, limit: int, queries: TextIO | None, as_lines: bool, root: Path) -> None:
    """Search as the site does: what a query names, the tasks that it is about with their best records, then the rest."""
    if (query is None) is (queries is None):
        raise click.UsageError('Give either a query in quotes or --queries FILE: kb search "my photo is grainy"')
    checked = read_content(root, dt.date.today()).checked
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
    if not found["fits"]:
        console.print("  Nothing quite fits. Try other words, or browse the tasks.")
        _print_nearest(console, found)
        return
    for place, result in enumerate(found["results"], start=1):
        console.print(Text(f"  {place}. {result['title']}  ({result['kind']}, {result['url']})"))


def _print_nearest(console: Console, found: dict[str, Any]) -> None:
    for task in found["tasks"][:NEAREST_SHOWN]:
        console.print(Text(f"     nearest: {task['name']}  (tasks/{task['id']}/)", style="dim"))
