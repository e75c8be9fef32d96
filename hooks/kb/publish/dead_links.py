"""Follows every link within a built site, to find those that lead nowhere."""

from __future__ import annotations

import os
import posixpath
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from kb.content.memory import Memory, key_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOT_FOLLOWED = "404.html"
"""Shown at any depth, so that its links are absolute."""


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A link within the site that leads nowhere."""

    page: str
    href: str

    def __str__(self) -> str:
        return f"{self.page}: {self.href}"


_PLAIN = re.compile(r"(?!/)([\w./-]*)(?:#([\w-]*))?", re.ASCII)
"""A relative address of plain characters, as nearly all are: nothing of it needs decoding."""


@dataclass(frozen=True, slots=True)
class _Page:
    """What following links needs to know of a page."""

    anchors: frozenset[str]
    addresses: tuple[str, ...]


def find_broken_links(site: Path, memory: Memory | None = None) -> Iterator[BrokenLink]:
    """Follow every relative link and anchor of a built site; the page for missing addresses is left out.

    Args:
        site: the site's folder.
        memory: where pages of the same bytes led before, so that they need not be taken apart again. Every link is followed all the same.

    Returns:
        The links that lead nowhere, by page and in the order of the page.
    """
    files = set(_files(site))
    memory = memory or Memory()
    pages = {name: _read(site / name, memory) for name in sorted(files) if name.endswith(".html")}
    for name, page in pages.items():
        if name != _NOT_FOLLOWED:
            yield from (BrokenLink(name, href) for href in page.addresses if _is_broken(name, href, files, pages))


def _files(site: Path) -> Iterator[str]:
    for folder, _, names in os.walk(site):
        for name in names:
            yield Path(folder, name).relative_to(site).as_posix()


def _read(file: Path, memory: Memory) -> _Page:
    content = file.read_bytes()
    key = key_of("links", "", content)
    found: tuple[frozenset[str], tuple[str, ...]] | None = memory.recall(key)
    if found is None:
        found = _found(content)
        memory.keep(key, found)
    return _Page(*found)


def _found(content: bytes) -> tuple[frozenset[str], tuple[str, ...]]:
    """Give the anchors of a page, and the addresses that it names."""
    anchors: set[str] = set()
    addresses: dict[str, None] = {}
    for node in LexborHTMLParser(content).css("[id], [href], [src]"):
        attributes = node.attributes
        if "id" in attributes:
            anchors.add(attributes["id"] or "")
        addresses.update((attributes[name] or "", None) for name in ("href", "src") if name in attributes)
    return frozenset(anchors), tuple(addresses)


def _is_broken(page: str, href: str, files: set[str], pages: dict[str, _Page]) -> bool:
    try:
        target = _target(page, href)
    except ValueError:  # No address at all, such as http://[
        return True
    if target is None:
        return False
    path, fragment = target
    return path not in files or bool(fragment and path in pages and fragment not in pages[path].anchors)


def _target(page: str, href: str) -> tuple[str, str] | None:
    """Give the file and the anchor that a link on a page leads to, or None where it leaves the site."""
    if match := _PLAIN.fullmatch(href):
        path, fragment = match[1], match[2] or ""
        if not path:
            return page, fragment
        return _file_at(page, path, is_folder=path.endswith("/") or path in (".", "..")), fragment
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or href.startswith("/"):
        return None
    if not parts.path:
        return page, unquote(parts.fragment)
    is_folder = parts.path.endswith("/") or parts.path in (".", "..")
    return _file_at(page, unquote(parts.path), is_folder=is_folder), unquote(parts.fragment)


def _file_at(page: str, path: str, *, is_folder: bool) -> str:
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    return posixpath.normpath(f"{joined}/index.html") if is_folder or joined == "." else joined
