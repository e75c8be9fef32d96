"""``kb view``: what a page shows, as JSON."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from kb.commands.shared import print_problems, read_content, root_option
from kb.content.problems import did_you_mean
from kb.knowledge.link import link
from kb.views.addresses import url_of
from kb.views.all_views import view_makers, view_of
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
    makers = view_makers(link(checked.records), today, checked.problems)
    wanted = f"{address.strip('/')}/".lstrip("/")
    views = (view_of(makers, path) for path in (f"{wanted.rstrip('/') or 'index'}.md", f"{wanted}index.md"))
    view = next(filter(None, views), None)
    if view is None:
        known = [url_of(path) for path in makers]
        raise click.BadParameter(
            f"There is no page {wanted}. {did_you_mean(wanted, known)}".strip(), param_hint="ADDRESS"
        )
    click.echo(as_json(view))
