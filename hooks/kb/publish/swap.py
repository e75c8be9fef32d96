"""The new site takes the place of the old one, with no moment at which neither can be found."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING

from kb.publish.workshop import place_for_last

if TYPE_CHECKING:
    from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2
_OCCUPIED = (errno.ENOTEMPTY, errno.EEXIST)


def swap_in(fresh: Path, site: Path) -> None:
    """Put a new site into the place of the old one, if there is one.

    On a disk that can exchange two folders at once, the old site stands until the new one does. On others it is moved aside first; where the
    build ends between the two moves, ``workshop.put_back`` finds it. Other builds may swap at the same time: the last one wins, whole.

    Args:
        fresh: the new site, in the build's workshop. What was the site before may lie here afterwards.
        site: the place.

    Raises:
        OSError: where the system refuses.
    """
    for attempt in count():
        if _exchange(fresh, site) or _move(fresh, site, aside=place_for_last(fresh.parent, attempt)):
            return


def _move(fresh: Path, site: Path, *, aside: Path) -> bool:
    """Swap in two moves; tell whether it was done, for another build may have come in between."""
    with suppress(FileNotFoundError):  # There is no site yet.
        site.rename(aside)
    try:
        fresh.rename(site)
    except OSError as error:
        if error.errno not in _OCCUPIED:
            raise
        return False
    return True


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places at once, and tell whether it was done; not every system, disk and folder can."""
    try:
        libc = ctypes.CDLL(None)
        if sys.platform == "darwin":
            return not libc.renamex_np(os.fsencode(one), os.fsencode(other), _RENAME_SWAP)
        return not libc.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    except (AttributeError, OSError, TypeError):  # No such function here, or no library to find it in.
        return False
