"""All external links of the records, each with the places where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag

from kb.content.fields import Outward
from kb.content.papers import paper_url
from kb.content.schema import Model, Question
from kb.rules.base import marked_values
from kb.rules.references import texts
from kb.text.targets import outward_links

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kb.content.records import Entry, Records
    from kb.content.yamltree import Path


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link stands, and the title that is given there for what it leads to."""

    entry: Entry[Any]
    path: Path
    line_offset: int = 0
    title: str | None = None


@dataclass(frozen=True, slots=True)
class ExternalLink:
    """An address without its fragment, and everywhere it stands."""

    url: str
    places: tuple[Place, ...]

    @property
    def has_title(self) -> bool:
        """Tell whether any place gives a title for it."""
        return any(place.title for place in self.places)


def collect(records: Records, is_wanted: Callable[[str], bool] = lambda _: True) -> list[ExternalLink]:
    """List the external links of records, each once, in order of address.

    Args:
        records: what has been read.
        is_wanted: tells for a record's file whether its links are asked for.
    """
    places: dict[str, list[Place]] = {}
    for entry in records.entries():
        if is_wanted(entry.file):
            for url, place in _links_of(entry):
                places.setdefault(urldefrag(url).url, []).append(place)
    return [ExternalLink(url, tuple(found)) for url, found in sorted(places.items())]


def _links_of(entry: Entry[Any]) -> Iterator[tuple[str, Place]]:
    for path, value, marker in marked_values(entry.record):
        if isinstance(marker, Outward):
            url = marker.before + value if marker.before else paper_url(value)
            yield url, Place(entry, path, title=_title_at(entry.record, path))
    for path, text, _ in texts(entry):
        for line, url in outward_links(text):
            yield url, Place(entry, path, line)


def _title_at(record: Any, path: Path) -> str | None:
    match path:
        case ("paper",) if isinstance(record, Model):
            return record.title
        case ("sources", int(position), "url") if isinstance(record, Question):
            return record.sources[position].title
    return None
