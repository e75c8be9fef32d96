"""``kb rename``: another id for a record."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.authoring.rename import REDIRECTS, RenameError, Renaming, plan_rename, rename_in_queries
from kb.commands.shared import read_content, root_option
from kb.content.places import Kind
from kb.views.addresses import path_of, url_of

if TYPE_CHECKING:
    from kb.authoring.rename import Plan

QUERIES = "tests/search/queries.tsv"
"""Questions with the tasks that search shall find for them."""


@click.command("rename")
@click.argument("kind", type=click.Choice(["question", "task", "model"]))
@click.argument("old")
@click.argument("new")
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@root_option
def rename_command(kind: str, old: str, new: str, dry_run: bool, root: Path) -> None:
    """Give a record another id: NEW instead of OLD.

    The id is the file's name and the page's address. Everything that names the record follows, and the old address leads to the new
    one. Where anything is wrong, nothing is written.
    """
    renaming = Renaming(Kind(kind), old, new)
    today = dt.date.today()
    content = read_content(root, today)
    try:
        plan = plan_rename(*content, renaming, today)
    except RenameError as error:
        raise click.ClickException(f"{error}\nNothing was written.") from error
    texts = dict(plan.texts)
    if (root / QUERIES).is_file():
        before = (root / QUERIES).read_text(encoding="utf-8")
        if (after := rename_in_queries(before, renaming)) != before:
            texts[QUERIES] = after
    if not dry_run:
        _write(root, texts, renaming)
    _tell(plan, texts, dry_run)


def _write(root: Path, texts: dict[str, str], renaming: Renaming) -> None:
    """Write all files beside their places first, then put them in place, so that a full disk harms nothing."""
    ready: list[tuple[Path, Path]] = []
    try:
        for path, text in texts.items():
            was = root / (renaming.old_path if path == renaming.new_path else path)
            ready.append((_beside(root / path, _as_it_was(text, was)), root / path))
    except OSError:
        for fresh, _ in ready:
            fresh.unlink()
        raise
    # First, since on some systems the old and the new name are one file's where they differ in case only.
    (root / renaming.old_path).unlink()
    for fresh, place in ready:
        fresh.replace(place)


def _as_it_was(text: str, was: Path) -> bytes:
    """Keep the line ends and the byte order mark that a file had."""
    before = was.read_bytes() if was.exists() else b""
    mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    return mark + text.replace("\n", "\r\n" if b"\r\n" in before else "\n").encode()


def _beside(place: Path, content: bytes) -> Path:
    descriptor, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    fresh = Path(name)
    fresh.chmod(place.stat().st_mode if place.exists() else 0o644)
    return fresh


def _tell(plan: Plan, texts: dict[str, str], dry_run: bool) -> None:
    renaming = plan.renaming
    click.echo(f"{renaming.old_path} → {renaming.new_path}")
    for path in texts:
        if path not in (renaming.new_path, REDIRECTS):
            click.echo(f"  follows: {path}")
    if plan.leaves_redirect:
        old, new = (url_of(path_of(renaming.kind.value, one)) for one in (renaming.old, renaming.new))
        click.echo(f"The old address {old} leads to {new} ({REDIRECTS}).")
    else:
        click.echo("It is a draft, so nobody knows its old address, and none is kept.")
    for other in plan.dropped:
        click.echo(f"The address that it takes led to “{other}” so far. It no longer does.")
    click.echo("Nothing was written: this was a dry run." if dry_run else "See what it looks like with: make serve")
