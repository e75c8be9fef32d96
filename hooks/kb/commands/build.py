"""``kb build``: the site."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from kb.commands.progress_bar import progress_on_terminal
from kb.commands.shared import command_name, print_problems, root_option
from kb.publish.build_day import build_day, today
from kb.publish.checking import check_project
from kb.publish.failure import BuildError
from kb.publish.jobs import all_cores, at_once
from kb.publish.memory_file import LINKS, memory_of
from kb.publish.part import WHOLE, Part
from kb.publish.progress import begin_step
from kb.publish.site import build, make_ready

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def _as_part(_context: click.Context, _option: click.Parameter, given: str | None) -> Part | None:
    try:
        return None if given is None else Part.read(given)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@click.command("build")
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=all_cores,
    show_default="all cores",
    help="How many processes may work at once.",
)
@click.option("--delete-others", is_flag=True, help="Delete also files in site/ that no build made.")
@click.option(
    "--shard",
    "part",
    metavar="I/N",
    callback=_as_part,
    help="Build nothing but part I of N, into the folder site.part-I-of-N/. Parts may be built on different machines; all of them copied "
    "into one empty folder are the site.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    default="",
    help="Let a cluster of Dask build the site in parts, such as tcp://10.0.0.5:8786. Its workers need what this machine has: "
    "pip install '.[cluster]'",
)
@root_option
def build_command(root: Path, jobs: int, delete_others: bool, part: Part | None, scheduler: str) -> None:
    """Build the site into the folder site/. Where that fails, the last good site stays."""
    if part and scheduler:
        raise click.UsageError("--scheduler shares the parts out by itself. Leave --shard out.")
    with at_once(jobs):
        _build(root, delete_others, part, scheduler)


def _build(root: Path, delete_others: bool, part: Part | None, scheduler: str) -> None:
    place = site = root.resolve() / (part.folder if part else "site")
    day = today()
    # Both are asked before the content, so that the last good site is back at once, and told after it, so that its problems are told too.
    hindrances: list[str] = []
    with _noted(hindrances):
        place = make_ready(site, delete_others=delete_others)
    with _noted(hindrances):
        day = build_day()
    with memory_of(root) as memory, progress_on_terminal():
        begin_step("Checking the content")
        checked = check_project(root, day, memory, today()).checked
    if checked.problems:
        print_problems(checked.problems)
    if hindrances:
        raise click.ClickException("\n".join(hindrances))
    if not checked.is_publishable:
        sys.exit(1)
    try:
        with memory_of(root, LINKS) as links, progress_on_terminal():
            pages = build(root.resolve(), place, checked, links, part or WHOLE, scheduler, delete_others=delete_others)
    except BuildError as error:
        raise click.ClickException(str(error)) from error
    if part:
        click.echo(f"Part {part}: {pages} pages are in {root / part.folder}.")
        click.echo(
            f"When all parts are copied into one empty folder, see whether it is whole: {command_name()} verify FOLDER"
        )
    else:
        click.echo(f"{pages} pages are in {root / 'site'}. Look at them with: make serve")


@contextmanager
def _noted(hindrances: list[str]) -> Iterator[None]:
    try:
        yield
    except BuildError as error:
        hindrances.append(str(error))
