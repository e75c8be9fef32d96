"""Folders as one sequence of bytes, for their way between machines."""

from __future__ import annotations

import io
import tarfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_LEFT_OUT = ("__pycache__", "node_modules")


def pack(folder: Path, names: Iterable[str] = (".",)) -> bytes:
    """Give files and folders of a folder as bytes: plain files alone, and what programs leave behind not at all.

    Args:
        folder: where they are.
        names: which of them, relative to the folder; those that are not there are left out.
    """
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w:gz", compresslevel=1) as archive:
        for name in names:
            if (folder / name).exists():
                archive.add(folder / name, name, filter=_plain)
    return target.getvalue()


def unpack(packed: bytes, folder: Path) -> None:
    """Put what ``pack`` gave into a folder.

    Raises:
        tarfile.TarError: it is no such thing, or reaches out of the folder.
    """
    with tarfile.open(fileobj=io.BytesIO(packed), mode="r:gz") as archive:
        archive.extractall(folder, filter="data")


def _plain(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    is_wanted = member.name.rpartition("/")[2] not in _LEFT_OUT
    return member if is_wanted and (member.isreg() or member.isdir()) else None
