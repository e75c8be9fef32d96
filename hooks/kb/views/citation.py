"""What a citation of a work says: the paper where there is one, else the work itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kb.content.authors import AND_OTHERS, read_author
from kb.content.papers import arxiv_id, doi, month_of, paper_url
from kb.content.schema import ModelKind
from kb.views.venues import venue_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from kb.content.authors import Author
    from kb.content.records import Entry
    from kb.content.schema import Model


class CitedAs(StrEnum):
    """What is cited."""

    PREPRINT = "preprint"
    ARTICLE = "article"
    CONFERENCE = "conference"
    SOFTWARE = "software"
    DATASET = "dataset"
    OTHER = "other"


_KINDS = {
    ModelKind.MODEL: CitedAs.SOFTWARE,
    ModelKind.TOOLKIT: CitedAs.SOFTWARE,
    ModelKind.PROGRAM: CitedAs.SOFTWARE,
    ModelKind.DATASET: CitedAs.DATASET,
    ModelKind.BENCHMARK: CitedAs.DATASET,
}
"""As what a work without a paper is cited."""


@dataclass(frozen=True, slots=True)
class Citation:
    """What all formats say of a work."""

    key: str
    cited_as: CitedAs
    title: str
    authors: tuple[Author, ...]
    is_cut: bool
    """Whether there are more authors than are listed."""
    published: str
    """Year or year-month."""
    venue: str | None
    arxiv: str | None
    doi: str | None
    url: str
    read: dt.date | None
    """When a page that may change was read; a paper stays what it is."""


def citation_of(model: Entry[Model]) -> Citation | None:
    """Give what a citation of a work says; None where the work is nowhere to be had."""
    record = model.record
    if record.paper and record.title:
        return _of_paper(model.id, record, record.paper, record.title)
    url = next(_addresses(record), None)
    return _of_work(model.id, record, url) if url else None


def _of_paper(key: str, record: Model, paper: str, title: str) -> Citation:
    venue = venue_of(paper)
    if venue:
        cited_as = CitedAs.CONFERENCE if venue.is_conference else CitedAs.ARTICLE
    else:
        cited_as = CitedAs.PREPRINT if arxiv_id(paper) else CitedAs.OTHER
    return Citation(
        key=key,
        cited_as=cited_as,
        title=_in_one_line(title),
        authors=_authors(record),
        is_cut=AND_OTHERS in record.authors,
        published=month_of(paper) or (venue and venue.year) or record.published,
        venue=venue.name if venue else None,
        arxiv=arxiv_id(paper),
        doi=doi(paper),
        url=paper_url(paper),
        read=None,
    )


def _of_work(key: str, record: Model, url: str) -> Citation:
    return Citation(
        key=key,
        cited_as=_KINDS.get(record.kind, CitedAs.OTHER),
        title=_in_one_line(record.name),
        authors=_authors(record),
        is_cut=AND_OTHERS in record.authors,
        published=record.published,
        venue=None,
        arxiv=None,
        doi=None,
        url=url,
        read=record.checked.date,
    )


def _authors(record: Model) -> tuple[Author, ...]:
    return tuple(read_author(_in_one_line(name)) for name in record.authors if name != AND_OTHERS)


def _in_one_line(text: str) -> str:
    """Give a text that ends no line of a format before its time."""
    return " ".join(text.split())


def _addresses(record: Model) -> Iterator[str]:
    """Give where a work can be had, its own page first."""
    if record.program:
        yield record.program.home
    yield from (part.url for part in (record.code, record.data, record.weights) if part)
    if record.paper:
        yield paper_url(record.paper)
