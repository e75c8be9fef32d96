"""The folder that one build works in, beside the site: held while the build lives, cleared away when it is dead.

What is in it:

- ``fresh``: the site that is being built;
- ``scratch``: temporary files of MkDocs;
- ``last-…``: the last good site, whole, while a swap without an atomic exchange is going on. Where a build was killed just then, this is the only
  site that there is, so nothing of that name is ever deleted while no site stands.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kb.publish.failure import BuildError

try:
    import fcntl
except ImportError:  # Windows: builds can't tell dead ones from living ones there, and leave all alone.
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def workshop_beside(site: Path) -> Iterator[Path]:
    """Clear away what dead builds left, and make a folder for this one that is cleared away at the end.

    Args:
        site: where the site stands or shall stand.
    """
    for folder in _workshops(site):
        _clear_if_dead(folder, site)
    folder, hold = _make(site)
    try:
        yield folder
    finally:
        try:
            _clear(folder, site)
        finally:
            if hold is not None:
                os.close(hold)


def place_for_last(workshop: Path, attempt: int) -> Path:
    """Say where in a workshop the last good site is put during a swap, so that ``put_back`` finds it."""
    return workshop / f"last-{attempt}"


def put_back(site: Path) -> None:
    """Put the last good site back where a swap was cut short. Nothing happens where a site stands.

    Raises:
        BuildError: where that can't be done; it says where the site is.
    """
    if os.path.lexists(site):
        return
    for last in [last for folder in _workshops(site) for last in _last_sites(folder)]:
        try:
            last.rename(site)
        except OSError as error:
            if not os.path.lexists(site):
                message = (
                    f"The last good site is in {last}. Moving it back failed: {error.strerror}. Move it to {site}."
                )
                raise BuildError(message) from error
        return


def _workshops(site: Path) -> list[Path]:
    """Find the folders of all builds of a site, living and dead."""
    name = re.compile(rf"{re.escape(site.name)}\.build-[a-z0-9_]{{8}}")
    with os.scandir(site.parent) as entries:
        return sorted(
            Path(one.path) for one in entries if name.fullmatch(one.name) and one.is_dir(follow_symlinks=False)
        )


def _last_sites(workshop: Path) -> list[Path]:
    with suppress(OSError):  # Another build may be clearing it away, or it is another user's.
        return sorted(workshop.glob("last-*"))
    return []


def _make(site: Path) -> tuple[Path, int | None]:
    """Make a workshop and take hold of it; without a hold where the system or the disk knows none."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=f"{site.name}.build-", dir=site.parent))
        try:
            return folder, _hold(folder)
        except (BlockingIOError, FileNotFoundError):  # Another build took it for a dead one's and clears it away.
            continue
        except OSError:
            return folder, None


def _hold(folder: Path) -> int:
    """Take hold of a workshop for as long as this process lives.

    Raises:
        BlockingIOError: another process has it.
        FileNotFoundError: it is gone.
        OSError: the system or the disk knows no locks.
    """
    if fcntl is None:
        raise OSError
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        folder.stat()
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _clear_if_dead(folder: Path, site: Path) -> None:
    try:
        hold = _hold(folder)
    except OSError:
        return
    try:
        _clear(folder, site)
    finally:
        os.close(hold)


def _clear(workshop: Path, site: Path) -> None:
    put_back(site)
    for last in _last_sites(workshop):
        # It loses its name before it stops being whole.
        with suppress(OSError):
            last.rename(workshop / f"rubbish-{last.name}")
    shutil.rmtree(workshop, ignore_errors=True)
