"""Long lists cut into parts that have a page each, so that no page grows with what there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from kb.views.addresses import url_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Cut(Generic[Entry]):
    """One part of a long list."""

    path: str
    number: int
    entries: tuple[Entry, ...]
    pages: tuple[str, ...]
    """The addresses of all parts, this one among them."""

    @property
    def of(self) -> str:
        """Say which part it is, to put behind a title: `` (2 of 3)``, or nothing where there is one only."""
        return f" ({self.number} of {len(self.pages)})" if len(self.pages) > 1 else ""


def part_path(stem: str, number: int) -> str:
    """Give the path of a part: ``models/by/recognition.md``, then ``models/by/recognition/2.md``."""
    return f"{stem}.md" if number == 1 else f"{stem}/{number}.md"


def cuts(
    stem: str, entries: Sequence[Entry], most: int, size_of: Callable[[Entry], int] | None = None
) -> Iterator[Cut[Entry]]:
    """Cut a list into parts.

    Args:
        stem: the path of the list, without its ending.
        entries: all of them, in order.
        most: how large a part may be, unless a single entry is larger.
        size_of: how much room an entry takes; one each, without it.
    """
    parts: list[list[Entry]] = []
    room = 0
    for entry in entries:
        size = size_of(entry) if size_of else 1
        if not parts or size > room:
            parts.append([])
            room = most
        parts[-1].append(entry)
        room -= size
    paths = [part_path(stem, number) for number in range(1, len(parts) + 1)]
    pages = tuple(map(url_of, paths))
    for number, (path, part) in enumerate(zip(paths, parts, strict=True), 1):
        yield Cut(path, number, tuple(part), pages)
