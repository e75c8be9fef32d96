"""What was found out about a file before: kept by all that it was found out from, so that nobody finds it out twice.

A memory may come from a disk, where anybody may have written it. So it is taken apart by an unpickler that knows nothing but the classes of
records: a damaged or forged memory gives wrong values at worst, and never runs code.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from functools import cache
from importlib import import_module
from typing import Any

_CLASSES_OF = frozenset(
    {
        *("kb.content.media", "kb.content.parse", "kb.content.places", "kb.content.problems", "kb.content.records"),
        *("kb.content.schema", "kb.text.document", "kb.text.targets"),
    }
)
"""Modules whose classes hold values and do nothing."""
_OTHERS = frozenset({("datetime", "date"), ("decimal", "Decimal")})
Key = bytes


class Memory:
    """Values by keys: those that a disk had, taken apart when they are asked for, and those that are new."""

    def __init__(self, kept: dict[Key, bytes] | None = None) -> None:
        """Begin with what an earlier memory gave as ``kept``."""
        self._before = kept or {}
        self._awake: dict[Key, Any] = {}
        self._used: dict[Key, Any] = {}
        self._sizes: dict[Key, int] = {}
        self._is_richer = False

    def again(self) -> Memory:
        """Give a memory for another run of this process: it begins with all that this one used, and nothing is taken apart again."""
        later = Memory(self.kept())
        later._awake = self._used
        return later

    def recall(self, key: Key) -> Any:
        """Give the value of a key, or None where nobody kept one that can be read."""
        if key not in self._used and key in self._before:
            try:
                self._used[key] = (
                    self._awake[key] if key in self._awake else _Careful(io.BytesIO(self._before[key])).load()
                )
            except Exception:
                return None
            self._sizes[key] = _size(self._used[key])
        return self._used.get(key)

    def keep(self, key: Key, value: Any) -> None:
        """Keep a value. What is added to its ``facts`` later is kept as well."""
        self._used[key] = value

    def add(self, kept: dict[Key, bytes]) -> None:
        """Take in what another memory gives as ``kept``."""
        self._before |= kept
        self._is_richer = True

    def __contains__(self, key: Key) -> bool:
        """Tell whether something was kept under a key."""
        return key in self._used or key in self._before

    @property
    def is_changed(self) -> bool:
        """Tell whether there is anything to write that was not there before, or the other way round."""
        return self._is_richer or self._used.keys() != self._before.keys() or any(map(self._is_new, self._used))

    def kept(self) -> dict[Key, bytes]:
        """Give what was asked for or added, for a later memory. What nobody asked for is forgotten."""
        return {
            key: pickle.dumps(value, protocol=5) if self._is_new(key) else self._before[key]
            for key, value in self._used.items()
        }

    def _is_new(self, key: Key) -> bool:
        return self._sizes.get(key) != _size(self._used[key])


def key_of(what: str, name: str, content: bytes) -> Key:
    """Give the key of what is found out about a file: what that is, the file's path, and its bytes."""
    return hashlib.blake2b(
        b"\0".join((what.encode(), name.encode("utf-8", "surrogateescape"), content)), digest_size=20
    ).digest()


def _size(value: Any) -> int:
    """Give a number that grows when something is added to a value."""
    return 1 + sum(len(one.facts) for one in (value, *getattr(value, "entries", ())) if hasattr(one, "facts"))


class _Careful(pickle.Unpickler):
    """Makes values of records' classes and of dates, and refuses all else."""

    def find_class(self, module: str, name: str) -> Any:
        return _class(module, name)


@cache
def _class(module: str, name: str) -> type:
    found = getattr(import_module(module), name, None) if module in _CLASSES_OF or (module, name) in _OTHERS else None
    if not (isinstance(found, type) and found.__module__ == module):
        message = f"{module}.{name} is nothing that a memory holds"
        raise pickle.UnpicklingError(message)
    return found
