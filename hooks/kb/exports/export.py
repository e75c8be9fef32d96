"""What all exports have in common: a file of the site, and what it may say of the site that it is part of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

AS_IT_IS = ".as-it-is"
"""What stands behind the name of a file while the site is built that its host would make a page of."""


@dataclass(frozen=True, slots=True)
class Export:
    """A file for programs. ``path`` is relative to the site."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Site:
    """What files for programs say of the site."""

    url: str
    """Its absolute address, which ends with a slash."""
    name: str
    description: str
    repository: str
    """Where its source is, or nothing."""
    day: dt.date
    """The day of its content: that of the commit."""

    def absolute(self, address: str) -> str:
        """Give the absolute address of a page or file, whose address is relative to the site."""
        return f"{self.url}{address}"
