"""What the glossary shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from kb.views.view import View

if TYPE_CHECKING:
    from kb.knowledge.link import Knowledge


@dataclass(frozen=True, slots=True)
class TermView:
    """A word, its other forms, and what it means."""

    id: str
    name: str
    forms: tuple[str, ...]
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryView(View):
    """All words of the field."""

    kind: ClassVar[str] = "glossary"
    terms: tuple[TermView, ...]


def glossary_view(kb: Knowledge) -> GlossaryView:
    """Make the view of the glossary."""
    return GlossaryView(
        path="glossary.md",
        title="Glossary",
        description=f"{len(kb.terms)} words of the field that answers can't avoid, each explained in two sentences.",
        source="catalog/glossary.yml",
        terms=tuple(
            TermView(term.id, term.record.name, term.record.forms, term.record.explanation)
            for term in kb.terms.values()
        ),
    )
