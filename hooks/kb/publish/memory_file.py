"""What was found out about the content and about built pages, kept between runs under `.cache/`, which may be deleted at any time.

A memory is one file, replaced as a whole: of two processes that write at the same time, one wins. It is sealed by a hash, and its name holds a
digest of the code that found things out, of Python and of the packages, so that none outlives these.
"""

from __future__ import annotations

import hashlib
import struct
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kb.content.memory import Memory
from kb.publish.code_version import installed, texts_of
from kb.publish.kept_files import CACHE, replace_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.content.memory import Key

CONTENT, LINKS, SCHEMAS = "content", "links", "schemas"
_CORE = Path(__file__).resolve().parents[1]
_FINDING = ("text", "content", "rules", "publish")
"""Folders of the core whose code decides what is found out."""
_SEAL_BYTES = hashlib.sha256().digest_size
_AWAKE: dict[Path, Memory] = {}
"""Memories of this process, by their files: who serves a site checks it again and again."""
_LENGTHS = struct.Struct("<BI")
_MOST_KEPT = 3
"""Memories of different code that are kept side by side, for those who go from branch to branch."""


@contextmanager
def memory_of(root: Path, what: str = CONTENT) -> Iterator[Memory]:
    """Give what is remembered of a project, and remember afterwards what is new.

    Args:
        root: the project's folder.
        what: the content, or something else that keeps a memory of its own.
    """
    file = Path(root.resolve(), CACHE, what, _version())
    memory = _AWAKE.pop(file, None) or Memory(_read(file))
    yield memory
    if memory.is_changed:
        _write(file, memory.kept())
    _AWAKE[file] = memory.again()


@cache
def _version() -> str:
    """Digest all that decides what is found out, but for the content."""
    code = (text for folder in _FINDING for text in texts_of(_CORE / folder, deep=False))
    return hashlib.sha256("\0".join((*installed(), *code)).encode("utf-8", "surrogateescape")).hexdigest()[:32]


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
    if replace_whole(file, hashlib.sha256(packed).digest() + packed):
        _forget_oldest(file.parent)


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
    with suppress(OSError):  # Another process may do the same.
        memories = sorted(folder.glob("[0-9a-f]*"), key=lambda file: file.stat().st_mtime)
        for memory in memories[:-_MOST_KEPT]:
            memory.unlink()
