"""``kb changed-pages``: what a pull request changes on the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kb.commands.git import GitError, changes_since
from kb.commands.shared import root_option
from kb.publish.changed_pages import changed_pages

if TYPE_CHECKING:
    from pathlib import Path


@click.command("changed-pages")
@click.argument("base")
@root_option
def changed_pages_command(base: str, root: Path) -> None:
    """Print the pages whose files differ between the commit BASE and the last one, such as: kb changed-pages main.

    A line says what happened and where: new, changed or removed. The line “shared” says that other pages may look
    different too, because something changed that they share: a list in catalog/, a style, a template.
    """
    try:
        changes = changes_since(root, base)
    except GitError as error:
        raise click.ClickException(f"git can't compare with “{base}”: {error.message}") from error
    if lines := str(changed_pages(changes)):
        click.echo(lines)
