"""Runs MkDocs, in this process: nothing is left running when the build is ended, however that happens."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

import click

from kb.publish.failure import BuildError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def run_mkdocs(root: Path, site: Path, scratch: Path) -> None:
    """Run ``mkdocs build`` in its strict form.

    Args:
        root: the project's folder, with ``mkdocs.yml``.
        site: where the pages shall be written.
        scratch: an empty folder for what MkDocs and its plugins write on the way.

    Raises:
        BuildError: where MkDocs refuses; it has said why.
    """
    options = ("--strict", "--quiet", "--config-file", str(root / "mkdocs.yml"), "--site-dir", str(site))
    # Material prints a notice about other site generators unless told not to.
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    try:
        with _temporary_files_in(scratch):
            _command().main(["build", *options], prog_name="mkdocs", standalone_mode=False)
    except (click.ClickException, SystemExit) as error:
        if isinstance(error, click.ClickException):
            error.show()
        message = "MkDocs could not build the site."
        raise BuildError(message) from error


def _command() -> click.Command:
    """Find the program ``mkdocs`` of this Python, as a shell would."""
    program, *_ = entry_points(group="console_scripts", name="mkdocs")
    command: click.Command = program.load()
    return command


@contextmanager
def _temporary_files_in(folder: Path) -> Iterator[None]:
    """Keep temporary files where they are cleared away with all else, even when this process is killed."""
    before = tempfile.tempdir
    tempfile.tempdir = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before
