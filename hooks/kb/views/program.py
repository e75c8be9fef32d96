"""What pages show of a program: what it runs on, where it does its work, what it costs, and which models are inside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.views.addresses import address_of
from kb.views.cautions import Caution, StandingView, own_cautions, standing_of
from kb.views.pieces import Link, licence_words, model_link
from kb.views.wording import PROCESSING_WORDS, PROGRAMMING_WORDS, SYSTEM_NAMES

if TYPE_CHECKING:
    from markupsafe import Markup

    from kb.content.records import Entry
    from kb.content.schema import Model
    from kb.knowledge.link import Knowledge
    from kb.views.page_texts import PageTexts


@dataclass(frozen=True, slots=True)
class ProgramFacts:
    """What one must know to choose a program."""

    home: str
    systems: tuple[str, ...]
    programming: str
    processing: str
    price: Markup
    licence: str
    models: tuple[Link, ...]
    models_note: Markup | None


@dataclass(frozen=True, slots=True)
class ProgramRow:
    """A program in a list of those that one can open."""

    name: str
    address: str
    summary: str
    facts: ProgramFacts
    standing: StandingView | None
    cautions: tuple[Caution, ...]


def program_facts(kb: Knowledge, texts: PageTexts, model: Model) -> ProgramFacts | None:
    """Give the facts of a program, or None for any other work."""
    if not (program := model.program):
        return None
    return ProgramFacts(
        home=program.home,
        systems=tuple(SYSTEM_NAMES[system] for system in program.systems),
        programming=PROGRAMMING_WORDS[program.needs_programming],
        processing=PROCESSING_WORDS[program.processing],
        price=texts.inline(program.price),
        licence=licence_words(kb, model, model.code) if model.code else "closed source",
        models=tuple(model_link(kb, inside) for inside in program.models),
        models_note=texts.inline(program.models_note) if program.models_note else None,
    )


def program_row(kb: Knowledge, texts: PageTexts, entry: Entry[Model]) -> ProgramRow:
    """Give a program as lists show it.

    Raises:
        ValueError: where the work is no program.
    """
    facts = program_facts(kb, texts, entry.record)
    if not facts:
        raise ValueError(f"“{entry.id}” is no program.")
    return ProgramRow(
        name=entry.record.name,
        address=address_of("model", entry.id),
        summary=entry.record.summary,
        facts=facts,
        standing=standing_of(kb, texts, entry.record),
        cautions=own_cautions(texts, entry.record),
    )
