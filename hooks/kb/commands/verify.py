"""``kb verify``: whether a folder holds a whole site."""

from __future__ import annotations

from pathlib import Path

import click

from kb.commands.shared import root_option
from kb.publish.memory_file import LINKS, memory_of
from kb.publish.site import find_flaws


@click.command("verify")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@root_option
def verify_command(folder: Path | None, root: Path) -> None:
    """See whether FOLDER holds a whole site, such as one that was joined from parts; without it, the folder site/.

    It is whole where every file is there that the builds made, no other one, and every link leads somewhere. Exits with 1 where it is not.
    """
    site = folder or root / "site"
    if not site.is_dir():
        raise click.ClickException(f"There is no folder {site}. Build the site with: make site")
    with memory_of(root, LINKS) as links:
        flaws = find_flaws(site, links)
    if flaws:
        raise click.ClickException("\n".join(flaws))
    pages = sum(1 for _ in site.rglob("*.html"))
    click.echo(f"{site} is whole: {pages} pages, and every link leads somewhere.")
