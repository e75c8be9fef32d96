"""A site is built beside the old one, verified, and swapped in when it is whole."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kb.publish.build_content import checked_before
from kb.publish.cluster import build_on_cluster
from kb.publish.dead_links import find_broken_links
from kb.publish.failure import BuildError, in_words
from kb.publish.mkdocs_run import run_mkdocs
from kb.publish.own_files import files_of_others, in_short, missing_files
from kb.publish.part import WHOLE, Part, building
from kb.publish.progress import begin_step
from kb.publish.swap import swap_in
from kb.publish.workshop import put_back, workshop_beside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.content.memory import Memory
    from kb.publish.dead_links import BrokenLink
    from kb.rules.check import Checked


@contextmanager
def _told() -> Iterator[None]:
    """Turn what the system refuses into a sentence: a full disk is no mistake of the program."""
    try:
        yield
    except OSError as error:
        raise BuildError(in_words(error)) from error


@_told()
def make_ready(site: Path, *, delete_others: bool = False) -> Path:
    """Put back what an earlier build that was cut short left aside, and see whether a site can stand in a place.

    Args:
        site: where the site shall stand; may be a link to a folder elsewhere.
        delete_others: whether files there that no build made may be deleted.

    Returns:
        The place itself, with links followed.

    Raises:
        BuildError: where no site can stand there.
    """
    place = Path(os.path.realpath(site))
    put_back(place)
    if site.is_symlink() and not place.is_dir():
        message = f"{site} is a link that leads to no folder. Delete it, or let it lead to one, then build again."
        raise BuildError(message)
    if os.path.lexists(place) and not place.is_dir():
        message = f"{site} is a file where the folder of the site shall be. Move or delete it, then build again."
        raise BuildError(message)
    if not delete_others:
        _refuse_files_of_others(place)
    return place


@_told()
def build(
    root: Path,
    place: Path,
    checked: Checked,
    links: Memory | None = None,
    part: Part = WHOLE,
    scheduler: str = "",
    *,
    delete_others: bool = False,
) -> int:
    """Build the site of a project, or a part of it.

    Args:
        root: the project's folder, with ``mkdocs.yml``.
        place: where the site shall stand, from ``make_ready``.
        checked: the project's content, without errors.
        links: where built pages led before; what is found now is added to it.
        part: what shall be built. Links are followed in a whole site alone: those of a part lead to others.
        scheduler: the address of a cluster that shall build it in parts, which are joined here; without one, this machine builds.
        delete_others: as for ``make_ready``; files may have come meanwhile.

    Returns:
        The number of pages.

    Raises:
        BuildError: where MkDocs fails, a link leads nowhere, or the system refuses something.
    """
    with workshop_beside(place) as workshop:
        fresh, scratch = workshop / "fresh", workshop / "scratch"
        scratch.mkdir()
        if scheduler:
            build_on_cluster(scheduler, root, fresh)
            _refuse_flaws(fresh)
        else:
            with checked_before(checked), building(part):
                run_mkdocs(root, fresh, scratch)
        if part.of == 1:
            _refuse_broken_links(fresh, links)
        pages = sum(1 for _ in fresh.rglob("*.html"))
        if not delete_others:
            _refuse_files_of_others(place)
        swap_in(fresh, place)
    return pages


def find_flaws(site: Path, links: Memory | None = None) -> list[str]:
    """Say in sentences what keeps a folder from being a whole site, as those are told that have joined its parts.

    Args:
        site: the folder.
        links: where pages led before; what is found now is added to it.
    """
    # What is missing breaks links, too, and is told already.
    return _flaws_of_files(site) or _told_of(list(find_broken_links(site, links)))


def _flaws_of_files(site: Path) -> list[str]:
    flaws = []
    if missing := missing_files(site):
        flaws.append(f"{site} lacks {in_short(missing)}. Copy all parts of one site into it.")
    if others := files_of_others(site):
        flaws.append(f"{site} holds what no build made: {in_short(others)}. Copy the parts into an empty folder.")
    return flaws


def _refuse_files_of_others(site: Path) -> None:
    if others := files_of_others(site):
        message = (
            f"{site} holds what no build made, and a build would delete it: {in_short(others)}. "
            "Move it away, or build with --delete-others."
        )
        raise BuildError(message)


def _refuse_broken_links(site: Path, links: Memory | None) -> None:
    begin_step("Following links")
    for message in _told_of(list(find_broken_links(site, links))):
        raise BuildError(message)


def _refuse_flaws(site: Path) -> None:
    """Refuse a joined site that lacks a file, or has one too many."""
    if flaws := _flaws_of_files(site):
        raise BuildError("\n".join(flaws))


def _told_of(broken: list[BrokenLink]) -> list[str]:
    lines = "\n  ".join(map(str, broken))
    return [f"{len(broken)} links lead nowhere:\n  {lines}"] if broken else []
