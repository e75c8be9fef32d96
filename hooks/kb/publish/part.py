"""A part of a site, which one of several builds makes, on this machine or another: parts are joined by copying them into one folder.

Which part a page and its card are in follows from the page's path alone. All else is in the first part: hand-written pages, what scripts and programs load,
and the list of all files of the whole site.
"""

from __future__ import annotations

import hashlib
import re
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PARTS = 1000
_FORM = re.compile(r"(\d{1,4})/(\d{1,4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a number, of so many in all; the only one is the whole site."""

    number: int = 1
    of: int = 1

    @classmethod
    def read(cls, text: str) -> Part:
        """Take a part as it is typed, such as “2/7”.

        Raises:
            ValueError: there is no such part.
        """
        if match := _FORM.fullmatch(text):
            number, of = map(int, match.groups())
            if 1 <= number <= of <= MOST_PARTS:
                return cls(number, of)
        message = f"“{text}” names no part. Write which one, and of how many, such as 2/7; {MOST_PARTS} are the most."
        raise ValueError(message)

    def __str__(self) -> str:
        return f"{self.number} of {self.of}"

    @property
    def folder(self) -> str:
        """The name of the folder that it is built into."""
        return f"site.part-{self.number}-of-{self.of}"

    @property
    def is_first(self) -> bool:
        """Whether it has what is no page of a record, nor a card."""
        return self.number == 1

    def has(self, path: str) -> bool:
        """Tell whether the generated page of a path is in this part, or the card of any page: the same on every machine."""
        return int.from_bytes(hashlib.sha256(path.encode()).digest()[:8]) % self.of == self.number - 1

    def must_know(self, path: str) -> bool:
        """Tell whether a build of this part must know what a generated page shows, or, with “/” at the end, what those of a folder show.

        The first part lists all pages. The others need theirs, and those that the navigation leads to.
        """
        is_of_one_record = "/" in path and not path.endswith(("/", "/index.md"))
        return self.is_first or not is_of_one_record or self.has(path)


WHOLE = Part()
_OF_THIS_BUILD: ContextVar[Part] = ContextVar("part", default=WHOLE)


@contextmanager
def building(part: Part) -> Iterator[None]:
    """Let builds in this block make nothing but a part."""
    token = _OF_THIS_BUILD.set(part)
    try:
        yield
    finally:
        _OF_THIS_BUILD.reset(token)


def part_of_build() -> Part:
    """Give the part that the build that is going on makes; the whole site unless ``building`` said otherwise."""
    return _OF_THIS_BUILD.get()
