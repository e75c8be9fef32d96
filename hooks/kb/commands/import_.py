"""``kb import``: documents of an earlier system to drafts."""

from __future__ import annotations

import datetime as dt
import os
import sys
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.text import Text

from kb.commands.content_writer import writing
from kb.commands.shared import read_content, root_option
from kb.importing.documents import MAX_BYTES, UnreadableError, clean, read
from kb.importing.plan import Plan, Source, plan
from kb.importing.propose import proposer
from kb.importing.report import as_json, as_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.commands.content_writer import Writer

ENDINGS = (".txt", ".md", ".markdown")
MOST_LOOKED_AT = 10_000
"""Files and folders that a folder may hold."""


class _DocumentPath(click.Path):
    """A path; an empty one is no other way to write the current folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not os.fspath(value):
            self.fail("The name of a document is empty. For the current folder, write: .", param, ctx)
        return super().convert(value, param, ctx)


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=_DocumentPath(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Tell what would be written, and write nothing.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@root_option
def import_command(files: tuple[Path, ...], dry_run: bool, form: str, root: Path) -> None:
    """Turn answer documents into drafts of questions and of the works that they name.

    FILE is a document, or a folder whose .txt and .md files are taken, if it holds no more than 10,000 files and folders. No file that is there is ever changed. Exits with 1
    where a document could not be taken.
    """
    with nullcontext() if dry_run else writing(root) as writer:
        planned, has_errors = _planned(files, root)
        if writer:
            _write_all(planned, writer)
    if form == "json":
        click.echo(as_json(planned, is_dry_run=dry_run))
    else:
        if has_errors:
            click.echo("No tasks are proposed, because the content has errors. See: kb check\n", err=True)
        Console(soft_wrap=True, highlight=False).print(Text(as_text(planned, is_dry_run=dry_run)))
    sys.exit(1 if any(account.error for account in planned.accounts) else 0)


def _planned(files: tuple[Path, ...], root: Path) -> tuple[Plan, bool]:
    """Plan what shall be written, and tell whether the content has errors, so that no tasks can be proposed."""
    checked = read_content(root, dt.date.today()).checked
    propose = proposer(checked.records) if checked.is_publishable else lambda _: ()
    redirects = [entry.record.old for entry in checked.records.redirects]
    planned = plan(list(_sources(files)), checked.records.parts.values(), [*redirects, *_names(root)], propose)
    return planned, not checked.is_publishable


def _sources(paths: tuple[Path, ...]) -> Iterator[Source]:
    """Read the files, and those in folders, each once."""
    seen: set[Path] = set()
    for path in paths:
        inside = _documents_in(path) if path.is_dir() else [path]
        if inside is None:
            message = f"There are more than {MOST_LOOKED_AT:,} files and folders in this folder. Name a smaller one."
            yield Source(*_shown(path), None, message)
        for document in inside or ():
            if (real := document.resolve()) not in seen:
                seen.add(real)
                yield _source(document)


def _documents_in(folder: Path) -> list[Path] | None:
    """Find the documents below a folder, or the folder itself where there are none; None where it holds too much to look at."""
    looked_at = 0
    found = []
    for place, folders, names in os.walk(folder):
        looked_at += len(folders) + len(names)
        if looked_at > MOST_LOOKED_AT:
            return None
        found += [Path(place) / name for name in names if name.lower().endswith(ENDINGS)]
    return sorted(one for one in found if one.is_file()) or [folder]


def _shown(path: Path) -> tuple[str, str]:
    """Give a path and its stem as they can be printed."""
    name, stem = (clean(os.fsencode(part).decode(errors="replace")) for part in (path, path.stem))
    return name, stem


def _source(path: Path) -> Source:
    """Read a document, or tell why it can't be read."""
    name, stem = _shown(path)
    try:
        if path.is_dir():
            return Source(name, stem, None, "There are no .txt or .md files in this folder.")
        if not path.exists():
            return Source(name, stem, None, "There is no such file.")
        if not path.is_file():
            return Source(name, stem, None, "This is not an ordinary file.")
        with path.open("rb") as file:
            return Source(name, stem, read(file.read(MAX_BYTES + 1)))
    except UnreadableError as error:
        return Source(name, stem, None, str(error))
    except OSError as error:
        return Source(name, stem, None, f"It can't be read: {error.strerror}.")


def _names(root: Path) -> Iterator[str]:
    """Give the stems of everything that lies in the folders, also of what nothing reads."""
    for folder in ("questions", "catalog/models"):
        with suppress(OSError):
            yield from [entry.stem for entry in (root / folder).iterdir()]


def _write_all(planned: Plan, writer: Writer) -> None:
    """Write the planned files; where one can't be written, the documents that it comes from say so."""
    for file in planned.files:
        try:
            writer.create(file.path, file.text)
        except OSError as error:
            stem = Path(file.path).stem
            for account in planned.accounts:
                if file.path in [one.file for one in account.questions] or stem in [one.id for one in account.works]:
                    account.error = account.error or f"{file.path} can't be written: {error.strerror}."
