"""``kb links``: whether external links still lead somewhere, and to the right thing."""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from kb.commands.shared import format_option, paths_argument, read_content, root_option, wanted_files, write_problems
from kb.content.problems import has_errors
from kb.outward.collect import collect
from kb.outward.findings import Finding, read_findings, write_findings
from kb.outward.polite import PoliteClient
from kb.outward.send import Sender
from kb.outward.summary import archived, report
from kb.outward.visit import NoNetworkError, Visitor, visit_all

if TYPE_CHECKING:
    from pathlib import Path

    from kb.outward.collect import ExternalLink

NO_NETWORK = 2


@click.command("links")
@paths_argument
@format_option
@click.option(
    "--max-age",
    type=click.IntRange(min=0),
    default=7,
    show_default=True,
    help="For how many days a link that worked is not asked again.",
)
@root_option
def links_command(paths: tuple[Path, ...], form: str, max_age: int, root: Path) -> None:
    """Check the external links of all records, or of the files and folders PATHS.

    Each host is asked one thing a second at most, so this takes minutes. What was found is kept in .cache/links/.
    With GITHUB_TOKEN set, GitHub tells more of repositories. Exits with 1 where there are errors, with 2 where there
    is no network.
    """
    today = dt.date.today()
    checked = read_content(root, today).checked
    if not checked.is_publishable:
        click.echo("Records with errors are left out. See: kb check", err=True)
    links = collect(checked.records, wanted_files(paths, root))
    cache = root / ".cache" / "links" / "findings.json"
    known = read_findings(cache.read_text(encoding="utf-8", errors="replace")) if cache.exists() else {}
    asked = [link for link in links if not _is_known(link, known, today, max_age)]
    click.echo(f"{_count(len(links), 'link')}, {len(links) - len(asked)} of them known from earlier runs.", err=True)
    try:
        findings = known | _visit(asked, today, cache, known)
    except NoNetworkError:
        click.echo("There is no network here, so nothing was checked.", err=True)
        sys.exit(NO_NETWORK)
    problems = report(links, findings)
    write_problems(problems, form, all_right="All links lead where they should.")
    if frozen := archived(findings[link.url] for link in links):
        click.echo(f"Archived by their owners, and nothing to mend: {', '.join(frozen)}", err=True)
    sys.exit(1 if has_errors(problems) else 0)


def network() -> PoliteClient:
    """Give what asks the real network, at the pace of the real clock."""
    return PoliteClient(Sender(), time.time, time.sleep)


def _is_known(link: ExternalLink, known: dict[str, Finding], today: dt.date, max_age: int) -> bool:
    """Tell whether an earlier finding answers what we want to know now."""
    finding = known.get(link.url)
    if finding is None or not finding.is_fresh(today, max_age):
        return False
    return not link.has_title or finding.title is not None or bool(finding.detail)


def _visit(links: list[ExternalLink], today: dt.date, cache: Path, known: dict[str, Finding]) -> dict[str, Finding]:
    """Visit links with a progress bar, and keep what was found, also when interrupted."""
    visitor = Visitor(network(), today, os.environ.get("GITHUB_TOKEN"))
    console = Console(stderr=True)
    columns = (
        TextColumn("Asking"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
    )
    found: dict[str, Finding] = {}
    try:
        with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress:
            bar = progress.add_task("", total=len(links))
            for finding in visit_all(links, visitor):
                found[finding.url] = finding
                progress.update(bar, advance=1, description=finding.url[:60])
    except NoNetworkError:
        found.clear()
        raise
    finally:
        if found:
            keep(cache, write_findings((known | found).values(), today))
    return found


def keep(cache: Path, text: str) -> None:
    """Write a file whole or not at all."""
    cache.parent.mkdir(parents=True, exist_ok=True)
    unfinished = cache.with_suffix(f".{os.getpid()}.tmp")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(cache)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
