"""How the program begins and ends: without what takes long and helps nobody."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator

BROKEN_OUTPUT = 120
"""What Python itself ends with where the last of what it says can't be written."""


def without_plugins() -> None:
    """Let no plugin of another package change what is checked; Pydantic would look through all packages for some."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


@contextmanager
def keeping_garbage() -> Iterator[None]:
    """Look for no garbage in this block, which is short: what a check reads, it keeps, and looking through all that finds next to nothing."""
    is_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_on:
            gc.enable()


def end_at_once(end: SystemExit) -> NoReturn:
    """End this process as it wants to end.

    Python would first take all that a command has read apart, piece by piece, which takes as long as judging hundreds of records.
    """
    code = end.code if isinstance(end.code, int) else int(end.code is not None)
    try:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        code = BROKEN_OUTPUT
    os._exit(code)
