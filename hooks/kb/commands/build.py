"""``kb build``: the site."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

import click

from kb.commands.shared import print_problems, root_option
from kb.content.problems import has_errors
from kb.publish.site import BuildError, build
from kb.rules.check import check

if TYPE_CHECKING:
    from pathlib import Path


@click.command("build")
@root_option
def build_command(root: Path) -> None:
    """Build the site into the folder site/. Where that fails, the last good site stays."""
    problems = check(root, dt.date.today()).problems
    if problems:
        print_problems(problems)
    if has_errors(problems):
        sys.exit(1)
    try:
        pages = build(root.resolve(), root.resolve() / "site")
    except BuildError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{pages} pages are in {root / 'site'}. Look at them with: make serve")
