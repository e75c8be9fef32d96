"""What a reader must know of a work before using it: whether it still stands, and what speaks against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.content.schema import CommercialUse, ModelKind, Status, WarningKind
from kb.views.pieces import Link, model_link, without_licence
from kb.views.wording import STANDING_WORDS, WARNING_WORDS, in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from kb.content.records import Entry
    from kb.content.schema import Model
    from kb.knowledge.link import Knowledge
    from kb.views.page_texts import PageTexts


@dataclass(frozen=True, slots=True)
class StandingView:
    """Whether a work is still what one would choose: in a word, by what it is superseded, and in which respect."""

    status: str
    words: str
    by: tuple[Link, ...]
    respect: Markup | None
    source: str
    date: str

    @property
    def is_past(self) -> bool:
        """Tell whether the work is not to be chosen any more."""
        return self.status != Status.CURRENT


@dataclass(frozen=True, slots=True)
class Caution:
    """Something to know before using a work. What follows from its links and licences has no source of its own."""

    about: str
    says: Markup | str
    source: str | None


def standing_of(kb: Knowledge, texts: PageTexts, model: Model) -> StandingView | None:
    """Say where a work stands, if somebody has looked."""
    if not (standing := model.standing):
        return None
    return StandingView(
        status=standing.status.value,
        words=STANDING_WORDS[standing.status],
        by=tuple(model_link(kb, better) for better in standing.by),
        respect=texts.inline(standing.respect) if standing.respect else None,
        source=standing.source,
        date=in_words(standing.date),
    )


def own_cautions(texts: PageTexts, model: Model) -> tuple[Caution, ...]:
    """Give the warnings that a record states."""
    return tuple(
        Caution(WARNING_WORDS[warning.about], texts.inline(warning.says), warning.source) for warning in model.warnings
    )


def all_cautions(kb: Knowledge, texts: PageTexts, entry: Entry[Model]) -> tuple[Caution, ...]:
    """Give the warnings that a record states, and what follows from its standing, its links and its licences."""
    return (*own_cautions(texts, entry.record), *_computed(kb, entry))


def _computed(kb: Knowledge, entry: Entry[Model]) -> Iterator[Caution]:
    model = entry.record
    if model.is_past and model.standing:
        by = " by " + " and ".join(kb.models[better].record.name for better in model.standing.by)
        words = STANDING_WORDS[model.standing.status]
        yield Caution("Standing", f"{words}{by if model.standing.by else ''}.", model.standing.source)
    is_to_be_had = model.weights or entry.id in kb.runners or model.kind is not ModelKind.MODEL
    if not is_to_be_had and not (model.standing and model.standing.status is Status.UNAVAILABLE):
        yield Caution("To be had", "No trained weights are known here, and no program that runs it.", None)
    # A record's own words on business use say more than its licences.
    if not any(warning.about is WarningKind.COMMERCIAL for warning in model.warnings):
        yield from _licence_cautions(kb, model)


def _licence_cautions(kb: Knowledge, model: Model) -> Iterator[Caution]:
    for what, part in (("code", model.code), ("weights", model.weights)):
        if part and part.no_licence:
            found = f"None is stated for the {what} (looked on {in_words(part.no_licence)})"
            yield Caution("Licence", f"{found}; {without_licence(model, part)}.", part.url)
        licence = kb.licences[part.licence].record if part and part.licence else None
        if licence and licence.commercial is not CommercialUse.YES:
            means = f"Allowed; {licence.asks}" if licence.asks else "A business may not use it"
            words = f"{means} (licence of the {what}: {licence.name})."
            yield Caution(WARNING_WORDS[WarningKind.COMMERCIAL], words, licence.url)
