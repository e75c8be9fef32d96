"""Where people meet a task: products, and what the task does there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.views.pieces import Link
from kb.views.shelves import product_address
from kb.views.wording import begun, in_words

if TYPE_CHECKING:
    from markupsafe import Markup

    from kb.content.schema import MetIn
    from kb.knowledge.link import Knowledge
    from kb.views.page_texts import PageTexts


@dataclass(frozen=True, slots=True)
class MetView:
    """A feature of a product that this task is behind, or likely to be."""

    product: Link
    feature: str
    does: Markup
    is_known: bool
    source: str | None
    date: str | None


def product_link(kb: Knowledge, product: str) -> Link:
    """Lead to a product."""
    return Link(kb.products[product].record.name, product_address(kb, product))


def met_view(kb: Knowledge, texts: PageTexts, met: MetIn) -> MetView:
    """Say where people meet a task."""
    return MetView(
        product=product_link(kb, met.product),
        feature=begun(met.feature),
        does=texts.inline(begun(met.does)),
        is_known=met.certainty == "known",
        source=met.source,
        date=in_words(met.date) if met.date else None,
    )
