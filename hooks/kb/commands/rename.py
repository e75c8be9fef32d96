"""``kb rename``: another id for a record."""

from __future__ import annotations

import datetime as dt
from contextlib import nullcontext
from typing import TYPE_CHECKING

import click

from kb.authoring.rename import REDIRECTS, RenameError, Renaming, plan_rename, rename_in_queries
from kb.commands.content_writer import QUERIES, WriteError, in_words, writing
from kb.commands.shared import read_content, root_option
from kb.content.places import UNFINISHED, Kind
from kb.views.addresses import path_of, url_of

if TYPE_CHECKING:
    from pathlib import Path

    from kb.authoring.rename import Plan
    from kb.commands.content_writer import Writer


@click.command("rename")
@click.argument("kind", type=click.Choice(["question", "task", "model"]))
@click.argument("old")
@click.argument("new")
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@root_option
def rename_command(kind: str, old: str, new: str, dry_run: bool, root: Path) -> None:
    """Give a record another id: NEW instead of OLD.

    The id is the file's name and the page's address. Everything that names the record follows, and the old address leads to the new
    one. Where anything is wrong, nothing is written. Where it is cut short, the same command goes on with it.
    """
    renaming = Renaming(Kind(kind), old, new)
    with nullcontext() if dry_run else writing(root) as writer:
        if writer and writer.finished == _name(renaming):
            click.echo(f"{renaming.old_path} → {renaming.new_path}\nSee what it looks like with: make serve")
        else:
            _rename(root, renaming, writer)


def _rename(root: Path, renaming: Renaming, writer: Writer | None) -> None:
    """Plan a renaming, and do it where there is a writer."""
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
    if writer:
        _write(writer, texts, renaming)
    _tell(plan, texts, is_dry_run=writer is None)


def _name(renaming: Renaming) -> str:
    return f"rename {renaming.kind} {renaming.old} {renaming.new}"


def _write(writer: Writer, texts: dict[str, str], renaming: Renaming) -> None:
    """Put all files in place, and take the old one away."""
    root = writer.root
    try:
        contents = {
            path: _as_it_was(text, root / (renaming.old_path if path == renaming.new_path else path))
            for path, text in texts.items()
        }
        writer.change(_name(renaming), contents, gone=renaming.old_path)
    except OSError as error:
        is_begun = (root / UNFINISHED).exists()
        told = "Some files are changed: mend that, and type the same again." if is_begun else "Nothing was written."
        raise WriteError(f"{in_words(error)}\n{told}") from error


def _as_it_was(text: str, was: Path) -> bytes:
    """Keep the line ends and the byte order mark that a file had."""
    before = was.read_bytes() if was.exists() else b""
    mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    return mark + text.replace("\n", "\r\n" if b"\r\n" in before else "\n").encode()


def _tell(plan: Plan, texts: dict[str, str], *, is_dry_run: bool) -> None:
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
    click.echo("Nothing was written: this was a dry run." if is_dry_run else "See what it looks like with: make serve")
