"""Pages onto the disk: a site is built beside the old one, verified, and swapped in when it is whole."""

from __future__ import annotations

import os
import posixpath
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterator


class BuildError(Exception):
    """The site could not be built; the last good one is still in place."""


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A link within the site that leads nowhere."""

    page: str
    href: str

    def __str__(self) -> str:
        return f"{self.page}: {self.href}"


def build(root: Path, site: Path) -> int:
    """Build the site of a project.

    Args:
        root: the project's folder, with ``mkdocs.yml``.
        site: where the site shall stand.

    Returns:
        The number of pages.

    Raises:
        BuildError: where MkDocs fails or a link leads nowhere.
    """
    # A folder of its own for each build, so that two at once do not mix.
    workshop = Path(tempfile.mkdtemp(prefix=f"{site.name}.", dir=site.parent))
    try:
        fresh = workshop / "fresh"
        _run_mkdocs(root, fresh)
        _refuse_broken_links(fresh)
        if site.exists():
            site.rename(workshop / "old")
        fresh.rename(site)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    return sum(1 for _ in site.rglob("*.html"))


def _run_mkdocs(root: Path, site: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    if subprocess.run(command, cwd=root, env=environment, check=False).returncode:  # noqa: S603 - our own command
        message = "MkDocs could not build the site."
        raise BuildError(message)


def _refuse_broken_links(site: Path) -> None:
    broken = list(find_broken_links(site))
    if broken:
        lines = "\n  ".join(map(str, broken))
        message = f"{len(broken)} links lead nowhere:\n  {lines}"
        raise BuildError(message)


def find_broken_links(site: Path) -> Iterator[BrokenLink]:
    """Follow every relative link and anchor of a built site.

    The page for missing addresses is left out: its links are absolute, because it is shown at any depth.
    """
    anchors: dict[str, frozenset[str]] = {}
    wanted: dict[str, list[BrokenLink]] = defaultdict(list)
    fragments: list[tuple[str, str, BrokenLink]] = []
    for file in sorted(site.rglob("*.html")):
        page = file.relative_to(site).as_posix()
        tree = LexborHTMLParser(file.read_bytes())
        anchors[page] = frozenset(node.attributes["id"] or "" for node in tree.css("[id]"))
        if page == "404.html":
            continue
        for href in dict.fromkeys(_addresses(tree)):
            if (target := _target(page, href)) is None:
                continue
            path, fragment = target
            wanted[path].append(BrokenLink(page, href))
            if fragment:
                fragments.append((path, fragment, BrokenLink(page, href)))
    for path, links in wanted.items():
        if path.startswith("..") or not (site / path).is_file():
            yield from links
    for path, fragment, link in fragments:
        if path in anchors and fragment not in anchors[path]:
            yield link


def _addresses(tree: LexborHTMLParser) -> Iterator[str]:
    for attribute in ("href", "src"):
        for node in tree.css(f"[{attribute}]"):
            yield node.attributes[attribute] or ""


def _target(page: str, href: str) -> tuple[str, str] | None:
    """Give the file and the anchor that a link on a page leads to, or None where it leaves the site."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or href.startswith("/"):
        return None
    if not parts.path:
        return page, unquote(parts.fragment)
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
    is_folder = parts.path.endswith("/") or parts.path in (".", "..") or joined == "."
    return (posixpath.normpath(f"{joined}/index.html") if is_folder else joined), unquote(parts.fragment)
