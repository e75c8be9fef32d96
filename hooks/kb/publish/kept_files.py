"""Files that a build made and a later one may take again, kept under `.cache/`, which may be deleted at any time."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_DIGEST_BYTES = hashlib.sha256().digest_size
CACHE = ".cache"
UNUSED_FOR = 7 * 24 * 60 * 60
"""Seconds after which a file goes that no build has taken."""


class KeptFiles:
    """Contents by names that say all that they follow from. What is damaged, or another's, counts as not there."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; it need not exist."""
        self._folder = folder
        self._used: set[str] = set()

    def read(self, name: str) -> bytes | None:
        """Give what was kept under a name; None where there is nothing, or not what was written."""
        with suppress(OSError):
            stored = (self._folder / name).read_bytes()
            digest, content = stored[:_DIGEST_BYTES], stored[_DIGEST_BYTES:]
            if _seal(name, content) == digest:
                self._used.add(name)
                return content
        return None

    def keep(self, name: str, content: bytes) -> None:
        """Keep a content for later builds, whole or not at all. A disk that refuses costs only making it again."""
        self._used.add(name)
        replace_whole(self._folder / name, _seal(name, content) + content)

    def forget(self, names: Iterable[str]) -> None:
        """Delete what should not have been kept."""
        for name in names:
            with suppress(OSError):
                (self._folder / name).unlink()

    def forget_unused(self) -> None:
        """Delete what this build did not take and what is old."""
        long_ago = time.time() - UNUSED_FOR
        with suppress(OSError), os.scandir(self._folder) as entries:
            for entry in entries:
                if entry.name not in self._used and entry.stat().st_mtime < long_ago:
                    Path(entry.path).unlink()


def replace_whole(file: Path, content: bytes) -> bool:
    """Write a file, whole or not at all, whoever writes it at the same time; tell whether the disk took it."""
    unfinished = None
    try:
        _make(file.parent)
        descriptor, unfinished = tempfile.mkstemp(prefix=".unfinished-", dir=file.parent)
        with os.fdopen(descriptor, "wb") as target:
            target.write(content)
        Path(unfinished).replace(file)
    except OSError:
        if unfinished:
            with suppress(OSError):
                Path(unfinished).unlink()
        return False
    return True


def _make(folder: Path) -> None:
    """Make a folder in a cache that git does not look at, whatever the project around it says."""
    if folder.is_dir():
        return
    folder.mkdir(parents=True, exist_ok=True)
    for place in folder.parents:
        if place.name == CACHE:
            (place / ".gitignore").write_text("*\n", encoding="utf-8")
            return


def _seal(name: str, content: bytes) -> bytes:
    """Tell a content that is whole and in its own place from any other."""
    return hashlib.sha256(name.encode() + content).digest()
