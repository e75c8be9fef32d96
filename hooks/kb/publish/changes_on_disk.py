"""Hears of changes in folders: several that come quickly after each other are one."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

QUIET_SECONDS = 0.03
"""As long as nothing more must happen for a change to be whole: editors write a file in several steps."""
MOST_QUIETS = 10
"""Where something goes on happening, it is looked at all the same after so many."""
_DONE = frozenset({"closed", "moved", "deleted"})
"""What Linux says when a file is whole; before that it may be half written."""
_NOT_WRITTEN = frozenset({"opened", "closed_no_write"})

_TELLS_THE_END = sys.platform == "linux"


class Changes:
    """Paths that have changed, as they come in."""

    def __init__(self) -> None:
        self._paths: SimpleQueue[str] = SimpleQueue()

    def add(self, path: str) -> None:
        """Take in a path that has changed."""
        self._paths.put(path)

    def wait(self) -> list[str]:
        """Wait for a change; give the paths of all that belong to it."""
        changed = [self._paths.get()]
        for _ in range(MOST_QUIETS):
            try:
                changed.append(self._paths.get(timeout=QUIET_SECONDS))
            except Empty:
                break
        while not self._paths.empty():
            changed.append(self._paths.get())
        return sorted(set(changed))


@contextmanager
def changes_in(folders: Iterable[Path]) -> Iterator[Changes]:
    """Hear of all changes below some folders while the block runs."""
    changes = Changes()
    observer = Observer()
    for folder in folders:
        observer.schedule(_Listener(changes), str(folder), recursive=True)
    observer.start()
    try:
        yield changes
    finally:
        observer.stop()
        observer.join()


class _Listener(FileSystemEventHandler):
    def __init__(self, changes: Changes) -> None:
        self._changes = changes

    def on_any_event(self, event: FileSystemEvent) -> None:
        is_written = event.event_type in _DONE if _TELLS_THE_END else event.event_type not in _NOT_WRITTEN
        if is_written and not event.is_directory:
            self._changes.add(str(event.dest_path or event.src_path))
