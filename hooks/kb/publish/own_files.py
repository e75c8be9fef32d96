"""Which files of a site a build made: it lists them in the site, and the next build deletes no others without being told to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from kb.content.places import is_left_over

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LIST = "built-files.txt"
MOST_NAMED = 5
"""Files that are told by name."""


def list_own_files(site: Path, elsewhere: Iterable[str] = ()) -> None:
    """Write down all files of a new site, the list among them.

    Args:
        site: the site's folder.
        elsewhere: files of it that other builds make, which are still to be joined with this one.
    """
    made = {LIST, *elsewhere, *(path.relative_to(site).as_posix() for path in _files(site))}
    (site / LIST).write_text("".join(f"{path}\n" for path in sorted(made)), encoding="utf-8", newline="\n")


def files_of_others(site: Path) -> list[str]:
    """Give what no build made: paths in the site, those of folders with “/” at the end.

    In a site without a list, which an earlier version built, only names tell: no page and no file that pages need is hidden or has no ending.
    """
    own = _own(site)
    folders = {parent.as_posix() for path in own or () for parent in Path(path).parents}
    found = []
    for place, inside, names in os.walk(site):
        here = Path(place).relative_to(site)
        for name in sorted(inside):
            path = (here / name).as_posix()
            if path not in folders if own is not None else name.startswith("."):
                inside.remove(name)
                found += [f"{path}/"] if any(_files(site / path)) or (site / path).is_symlink() else []
        paths = ((here / name).as_posix() for name in sorted(names) if not is_left_over(name))
        found += [path for path in paths if (path not in own if own is not None else not _is_of_a_site(path))]
    return found


def missing_files(site: Path) -> list[str]:
    """Give what the list of a site names and the site does not hold, the list itself where there is none."""
    own = _own(site)
    return [LIST] if own is None else sorted(path for path in own if not (site / path).is_file())


def in_short(paths: list[str]) -> str:
    """Name some paths and count the others."""
    more = len(paths) - MOST_NAMED
    return ", ".join(paths[:MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def _own(site: Path) -> set[str] | None:
    try:
        return set((site / LIST).read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeDecodeError):
        return None


def _is_of_a_site(path: str) -> bool:
    return not Path(path).name.startswith(".") and bool(Path(path).suffix)


def _files(folder: Path) -> Iterator[Path]:
    for place, _, names in os.walk(folder):
        yield from (Path(place) / name for name in names if not is_left_over(name))
