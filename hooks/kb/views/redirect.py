"""What the page of an old address shows: where the record is now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from kb.content.schema import Question
from kb.views.addresses import address_of, path_of
from kb.views.excerpts import shorten
from kb.views.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kb.content.records import Entry
    from kb.content.schema import Redirect
    from kb.knowledge.link import Knowledge


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectView(View):
    """An old address, which leads to the new one."""

    kind: ClassVar[str] = "redirect"
    target: str

    @property
    def card_address(self) -> str:
        """An old address is shared with the card of the new one."""
        return self.target


def redirect_view(kb: Knowledge, redirect: Redirect) -> RedirectView:
    """Make the view of an old address."""
    kind = redirect.kind.value
    groups: dict[str, Mapping[str, Entry[Any]]] = {
        "task": kb.tasks,
        "model": kb.models,
        "question": kb.questions,
        "term": kb.terms,
    }
    record = groups[kind][redirect.new].record
    title = record.title if isinstance(record, Question) else record.name
    return RedirectView(
        path=path_of(kind, redirect.old),
        title=title,
        description=shorten(f"This page has moved: {title}"),
        source="catalog/redirects.yml",
        target=address_of(kind, redirect.new),
    )
