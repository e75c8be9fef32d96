"""What was found out about the content, kept between runs under `.cache/`, which may be deleted at any time.

A memory is one file, replaced as a whole: of two processes that write at the same time, one wins. It is sealed by a hash, and its name holds a
digest of the code that found things out, of Python and of the packages, so that none outlives these.
"""

from __future__ import annotations

import hashlib
import os
import struct
import sys
import tempfile
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kb.content.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.content.memory import Key

FOLDER = ".cache/content"
_CORE = Path(__file__).resolve().parents[1]
_FINDING = ("text", "content", "rules")
"""Folders of the core whose code decides what is found out."""
_SEAL_BYTES = hashlib.sha256().digest_size
_AWAKE: dict[Path, Memory] = {}
"""Memories of this process, by their files: who serves a site checks it again and again."""
_LENGTHS = struct.Struct("<BI")
_MOST_KEPT = 3
"""Memories of different code that are kept side by side, for those who go from branch to branch."""


@contextmanager
def memory_of(root: Path) -> Iterator[Memory]:
    """Give what is remembered of the content of a project, and remember afterwards what is new.

    Args:
        root: the project's folder.
    """
    file = Path(root.resolve(), FOLDER, _version())
    memory = _AWAKE.pop(file, None) or Memory(_read(file))
    yield memory
    if memory.is_changed:
        _write(file, memory.kept())
    _AWAKE[file] = memory.again()


@cache
def _version() -> str:
    """Digest all that decides what is found out, but for the content."""
    digest = hashlib.sha256(sys.version.encode())
    for folder in _FINDING:
        for module in sorted(Path(_CORE, folder).glob("*.py")):
            digest.update(f"\0{module.name}\0".encode() + module.read_bytes())
    for folder in sys.path:
        with suppress(OSError):
            digest.update("\0".join(sorted(place.name for place in Path(folder).glob("*.dist-info"))).encode())
    return digest.hexdigest()[:32]


def _read(file: Path) -> dict[Key, bytes]:
    """Read a memory; an empty one where there is none, or not what was written."""
    try:
        stored = file.read_bytes()
    except OSError:
        return {}
    seal, packed = stored[:_SEAL_BYTES], stored[_SEAL_BYTES:]
    return _unpacked(packed) if hashlib.sha256(packed).digest() == seal else {}


def _write(file: Path, kept: dict[Key, bytes]) -> None:
    """Write a memory, whole or not at all. A disk that refuses costs only finding all out again."""
    packed = b"".join(_LENGTHS.pack(len(key), len(value)) + key + value for key, value in kept.items())
    unfinished = None
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor, unfinished = tempfile.mkstemp(prefix=".unfinished-", dir=file.parent)
        with os.fdopen(descriptor, "wb") as target:
            target.write(hashlib.sha256(packed).digest() + packed)
        Path(unfinished).replace(file)
        _forget_oldest(file.parent)
    except OSError:
        if unfinished:
            with suppress(OSError):
                Path(unfinished).unlink()


def _unpacked(packed: bytes) -> dict[Key, bytes]:
    kept, at = {}, 0
    while at < len(packed):
        key_length, value_length = _LENGTHS.unpack_from(packed, at)
        key_at = at + _LENGTHS.size
        value_at = key_at + key_length
        at = value_at + value_length
        kept[packed[key_at:value_at]] = packed[value_at:at]
    return kept


def _forget_oldest(folder: Path) -> None:
    memories = sorted(folder.glob("[0-9a-f]*"), key=lambda file: file.stat().st_mtime)
    for memory in memories[:-_MOST_KEPT]:
        memory.unlink()
