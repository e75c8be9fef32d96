"""What decides, besides the content, what comes out: our own files, Python and the packages."""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_LEFT_OVER = {".pyc"}


def texts_of(folder: Path, *, deep: bool = True, names: Collection[str] = ()) -> tuple[str, ...]:
    """Give the names and the texts of the files of a folder.

    Args:
        folder: where they are.
        deep: whether those of folders in it count.
        names: only files of these names, where there are any.
    """
    files = sorted(folder.rglob("*") if deep else folder.glob("*.py"))
    wanted = (file for file in files if file.is_file() and file.suffix not in _LEFT_OVER)
    return tuple(
        f"{file.relative_to(folder)}\0{file.read_text(encoding='utf-8', errors='surrogateescape')}"
        for file in wanted
        if not names or file.name in names
    )


@cache
def installed() -> tuple[str, ...]:
    """Give the versions of Python and of all packages that it finds."""
    found = []
    for folder in sys.path:
        with suppress(OSError):
            found += sorted(place.name for place in Path(folder).glob("*.dist-info"))
    return (sys.version, *found)
