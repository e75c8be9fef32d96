"""From changed files to the pages that they are made into, for the note that a pull request gets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kb.content.fields import SLUG_PATTERN
from kb.content.places import FOLDERS
from kb.views.addresses import path_of, url_of

if TYPE_CHECKING:
    from collections.abc import Iterable

CHANGES = {"A": "new", "M": "changed", "T": "changed", "D": "removed"}
"""Words for the letters of ``git diff --name-status``: https://git-scm.com/docs/git-diff#_raw_output_format"""

_SHARED = re.compile(r"catalog/[^/]+|mkdocs\.yml|docs/assets/.+|hooks/.+")
_WRITTEN_PAGE = re.compile(r"docs/(?P<path>([a-z0-9-]+/)*[a-z0-9-]+\.md)")


@dataclass(frozen=True, slots=True, order=True)
class PageChange:
    """What happened to a page. ``url`` begins with a slash and counts from the site's first page."""

    url: str
    change: str


@dataclass(frozen=True, slots=True)
class ChangedPages:
    """The pages whose own files changed, and whether any other page may look different too."""

    pages: tuple[PageChange, ...]
    is_shared: bool

    def __str__(self) -> str:
        """Write one change a line, such as ``new /questions/why-is-it-grey/``, and ``shared`` where all pages may differ."""
        lines = [f"{page.change} {page.url}" for page in self.pages]
        return "\n".join([*lines, *(["shared"] if self.is_shared else [])])


def changed_pages(diff: str) -> ChangedPages:
    """Tell which pages a change is about.

    Args:
        diff: what ``git diff --name-status --no-renames -z`` prints: a letter and a path in turn, each ended by NUL.

    Returns:
        The pages in the order of their addresses. Files that are no page, or whose names can be none, are passed over.
    """
    parts = diff.split("\0")
    files = list(zip(parts[::2], parts[1::2], strict=False))
    pages = {
        PageChange(url, CHANGES[letter[:1]])
        for letter, path in files
        if letter[:1] in CHANGES and (url := _url(path)) is not None
    }
    return ChangedPages(tuple(sorted(pages)), _has_shared(path for _, path in files))


def _has_shared(paths: Iterable[str]) -> bool:
    return any(_SHARED.fullmatch(path) for path in paths)


def _url(path: str) -> str | None:
    """Give the address of the page that a file is made into, if it is."""
    file = PurePosixPath(path)
    kind, suffix = FOLDERS.get(file.parent.as_posix(), (None, ""))
    if kind is not None and file.suffix == suffix and re.fullmatch(SLUG_PATTERN.strip("^$"), file.stem):
        return f"/{url_of(path_of(kind, file.stem))}"
    written = _WRITTEN_PAGE.fullmatch(path)
    return f"/{url_of(written['path'])}" if written else None
