"""How far a build has come, drawn on a terminal; nothing is drawn where nobody watches."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from kb.publish.progress import told_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress, TaskID

_SECONDS_BETWEEN = 0.1


@contextmanager
def progress_on_terminal() -> Iterator[None]:
    """Draw how far the build in this block has come, where output is a terminal and no machine of a service reads it."""
    if not _is_watched():
        yield
        return
    # Loading this takes a while, and few runs need it.
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[count]}"),
        TimeElapsedColumn(),
    )
    # It draws when it is told something, without a thread of its own: other processes are begun by forking this one.
    with (
        Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True) as progress,
        told_to(_Bar(progress)),
    ):
        yield


class _Bar:
    """A line for each step, with a bar that grows where it is known of how many things the step is."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._step: TaskID | None = None
        self._done = 0
        self._total: int | None = None
        self._drawn_at = 0.0

    def begin(self, words: str, total: int | None) -> None:
        if self._step is not None:
            done = self._total or 1
            self._progress.update(self._step, total=done, completed=done, count=_count(done, self._total))
        self._done, self._total = 0, total
        self._step = self._progress.add_task(words, total=total, count="")
        self._draw()

    def advance(self) -> None:
        self._done += 1
        if self._step is not None and monotonic() - self._drawn_at >= _SECONDS_BETWEEN:
            self._progress.update(self._step, completed=self._done, count=_count(self._done, self._total))
            self._draw()

    def _draw(self) -> None:
        self._progress.refresh()
        self._drawn_at = monotonic()


def _count(done: int, total: int | None) -> str:
    return "" if total is None else f"{done:,} of {total:,}"


def _is_watched() -> bool:
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb" and not os.environ.get("CI")
