"""What the coverage page shows: what is missing, what is here, and where helping begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote

from kb.knowledge.measure import Gap, Help, Item, measure
from kb.views.addresses import CONTRIBUTE, COVERAGE, address_of, url_of
from kb.views.cuts import cuts, part_path
from kb.views.view import View

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from kb.content.problems import Problem
    from kb.knowledge.link import Knowledge
    from kb.knowledge.measure import Figure, Row

FIRST = 12
"""So many records of a gap stand on the first page; where there are more, all stand on pages of their own."""
ROWS = 60
"""No page of a gap shows more records."""
MODEL_DRAFT = "draft: true\nkind: model\nname:\nsummary:\ntasks: [{task}]\n"
"""What a new model's file begins with. All other fields may follow later; until then the checks say which."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A number, what it is a part of, and the length of its bar in per cent."""

    value: int
    share: float
    whole: int | None


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A line of a figure."""

    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class FigureView:
    """A small table of numbers, drawn as bars."""

    id: str
    title: str
    subject: str
    headings: tuple[str, ...]
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True, slots=True)
class HelpLink:
    """What somebody can do about it; the address is relative to the site, or leads out of it."""

    words: str
    address: str
    leads_out: bool


@dataclass(frozen=True, slots=True)
class GapItem:
    """A record that lacks something; without an address where it has no page."""

    name: str
    address: str | None
    about: str
    lacks: str
    help: HelpLink


@dataclass(frozen=True, slots=True)
class GapView:
    """One way to be incomplete, and the records that are: all, or the first ones and the way to all."""

    id: str
    title: str
    meaning: str
    bar: Bar
    items: tuple[GapItem, ...]
    all_at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageView(View):
    """All gaps and all figures. It does not grow with the records."""

    kind: ClassVar[str] = "coverage"
    gaps: tuple[GapView, ...]
    figures: tuple[FigureView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveragePartView(View):
    """Records of a gap that has many: all, or as many as a page shows."""

    kind: ClassVar[str] = "coverage-part"
    gap: str
    meaning: str
    of_gap: int
    number: int
    pages: tuple[str, ...]
    """The addresses of the gap's parts, this one among them."""
    items: tuple[GapItem, ...]

    @property
    def card_address(self) -> str:
        """Parts are shared with the card of the whole."""
        return COVERAGE


def coverage_view(kb: Knowledge, today: dt.date, problems: Iterable[Problem], edit_base: str) -> CoverageView:
    """Make the view of the coverage page.

    Args:
        kb: the linked records.
        today: the day that the ages of works are judged by.
        problems: what the checks say of them.
        edit_base: what a file's path is put behind to edit it on the web, or nothing where there is no repository.
    """
    coverage = measure(kb, today, problems)
    return CoverageView(
        path="coverage.md",
        title="Coverage",
        description="What this site holds, in figures, and what is missing, with a way to help for each gap.",
        source="hooks/kb/pages/templates/coverage.html",
        gaps=tuple(_gap(gap, edit_base) for gap in coverage.gaps),
        figures=tuple(map(_figure, coverage.figures)),
    )


def coverage_part_views(
    kb: Knowledge, today: dt.date, problems: Iterable[Problem], edit_base: str
) -> Iterator[CoveragePartView]:
    """Make the views of the gaps that have many records. See ``coverage_view``."""
    for gap in measure(kb, today, problems).gaps:
        if len(gap.items) > FIRST:
            yield from _parts(gap, edit_base)


def _parts(gap: Gap, edit_base: str) -> Iterator[CoveragePartView]:
    for part in cuts(_stem(gap), gap.items, ROWS):
        yield CoveragePartView(
            path=part.path,
            title=f"{gap.title}{part.of}",
            description=f"{gap.title}: {len(gap.items)} records{part.of}, each with a link that starts to mend it.",
            source="hooks/kb/pages/templates/coverage-part.html",
            gap=gap.title,
            meaning=gap.meaning,
            of_gap=len(gap.items),
            number=part.number,
            pages=part.pages,
            items=_items(gap, part.entries, edit_base),
        )


def _stem(gap: Gap) -> str:
    return f"{COVERAGE}{gap.id}"


def _gap(gap: Gap, edit_base: str) -> GapView:
    return GapView(
        id=gap.id,
        title=gap.title,
        meaning=gap.meaning,
        bar=Bar(len(gap.items), gap.share, gap.whole),
        items=_items(gap, gap.items[:FIRST], edit_base),
        all_at=url_of(part_path(_stem(gap), 1)) if len(gap.items) > FIRST else None,
    )


def _items(gap: Gap, items: Iterable[Item], edit_base: str) -> tuple[GapItem, ...]:
    return tuple(
        GapItem(
            name=item.name,
            address=address_of(item.kind, item.id) if gap.are_published else None,
            about=item.about,
            lacks=item.lacks,
            help=_help(gap, item, edit_base),
        )
        for item in items
    )


def _help(gap: Gap, item: Item, edit_base: str) -> HelpLink:
    """Give what somebody can do about an item of a gap, and the address where it begins."""
    if gap.help is Help.ASK:
        return HelpLink("Ask a question", f"{CONTRIBUTE}?task={item.task}", leads_out=False)
    words = "Edit its file" if gap.help is Help.EDIT else "Add a model"
    if not edit_base:
        return HelpLink(words, CONTRIBUTE, leads_out=False)
    if gap.help is Help.EDIT:
        return HelpLink(words, edit_base + quote(item.file), leads_out=True)
    # GitHub and GitLab open a new file with this name and text where the address says "new" rather than "edit".
    folder = f"{edit_base.replace('/edit/', '/new/', 1)}catalog/models"
    draft = quote(MODEL_DRAFT.format(task=item.task))
    return HelpLink(words, f"{folder}?filename=name-of-the-model.yml&value={draft}", leads_out=True)


def _figure(figure: Figure) -> FigureView:
    return FigureView(
        id=figure.id,
        title=figure.title,
        subject=figure.subject,
        headings=tuple(heading for _, heading in figure.columns),
        rows=tuple(FigureRow(row.label, _bars(figure, row)) for row in figure.rows),
    )


def _bars(figure: Figure, row: Row) -> tuple[Bar, ...]:
    return tuple(Bar(value, figure.share(row, column), row.whole) for column, value in enumerate(row.numbers))
