"""``kb stats``: what there is and what is missing, as on the coverage page."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kb.commands.shared import read_content, root_option
from kb.knowledge.link import link
from kb.knowledge.measure import as_json, measure

if TYPE_CHECKING:
    from pathlib import Path

    from kb.knowledge.measure import Coverage, Figure, Gap

FIRST = 3
"""How many items of a gap are shown unless all are asked for."""


@click.command("stats")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--gaps", "shows_all", is_flag=True, help="List every record of every gap, and leave the figures out.")
@click.option(
    "--oldest",
    type=click.IntRange(min=1),
    metavar="N",
    help="List only the N records that nobody has checked for longest, of those that nobody has checked for a year.",
)
@root_option
def stats_command(form: str, shows_all: bool, oldest: int | None, root: Path) -> None:
    """Count what there is and list what is missing: tasks without questions, drafts, stale records and more.

    The JSON holds everything; its keys stay.
    """
    today = dt.date.today()
    checked = read_content(root, today).checked
    if not checked.is_publishable:
        raise click.ClickException("The content has errors. See: kb check")
    coverage = measure(link(checked.records), today, checked.problems)
    if oldest is not None:
        _print_oldest(coverage, oldest)
    elif form == "json":
        click.echo(as_json(coverage))
    else:
        _print(coverage, shows_all)


def _print(coverage: Coverage, shows_all: bool) -> None:
    console = Console(soft_wrap=True, highlight=False)
    if not shows_all:
        for figure in coverage.figures:
            console.print(_table(figure), "")
    for gap in coverage.gaps:
        _print_gap(console, gap, len(gap.items) if shows_all else FIRST)
    if not shows_all:
        console.print(Text("All of them: kb stats --gaps", style="dim"))


def _print_oldest(coverage: Coverage, number: int) -> None:
    """Print a line for each, and nothing where all has been checked within the year."""
    stale = next(gap.items for gap in coverage.gaps if gap.id == "stale")
    for item in stale[:number]:
        click.echo(f"{item.file}: {item.name} ({item.lacks})")
    if len(stale) > number:
        click.echo(f"… and {len(stale) - number} more")


def _table(figure: Figure) -> Table:
    table = Table(title=figure.title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    table.add_column(figure.subject)
    for _, heading in figure.columns:
        table.add_column(heading, justify="right")
    for row in figure.rows:
        of_whole = "" if row.whole is None else f" of {row.whole}"
        table.add_row(Text(row.label), *(f"{number}{of_whole}" for number in row.numbers))
    return table


def _print_gap(console: Console, gap: Gap, limit: int) -> None:
    console.print(Text.assemble((f"{gap.title}: {len(gap.items)}", "bold"), f" of {gap.whole}"))
    for item in gap.items[:limit]:
        console.print(Text.assemble(f"  {item.file}: ", f"{item.name} ", (f"({item.lacks})", "dim")))
    if len(gap.items) > limit:
        console.print(Text(f"  … and {len(gap.items) - limit} more", style="dim"))
