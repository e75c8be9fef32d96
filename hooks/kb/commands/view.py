"""``kb view``: what a page shows, as JSON."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from kb.commands.shared import print_problems, read_content, root_option
from kb.content.problems import did_you_mean
from kb.knowledge.link import link
from kb.views.all_views import make_views
from kb.views.view import as_json

if TYPE_CHECKING:
    from pathlib import Path


@click.command("view")
@click.argument("address")
@root_option
def view_command(address: str, root: Path) -> None:
    """Print all that the page at ADDRESS shows, such as models/ddcolor/, as JSON. Its template gets this and nothing else."""
    today = dt.date.today()
    checked = read_content(root, today).checked
    if not checked.is_publishable:
        print_problems(checked.problems)
        raise click.ClickException("Pages are made of content without errors.")
    views = {view.address: view for view in make_views(link(checked.records), today, checked.problems)}
    wanted = f"{address.strip('/')}/".lstrip("/")
    if wanted not in views:
        raise click.BadParameter(
            f"There is no page {wanted}. {did_you_mean(wanted, views)}".strip(), param_hint="ADDRESS"
        )
    click.echo(as_json(views[wanted]))
