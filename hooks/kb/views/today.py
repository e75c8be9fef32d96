"""What a task's page says to use today, in each situation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.content.schema import Situation
from kb.views.cautions import Caution, all_cautions
from kb.views.pieces import Link, model_link
from kb.views.wording import KIND_NAMES, SITUATION_WORDS, in_words

if TYPE_CHECKING:
    from markupsafe import Markup

    from kb.content.schema import Pick, Task
    from kb.knowledge.link import Knowledge
    from kb.views.page_texts import PageTexts


@dataclass(frozen=True, slots=True)
class PickView:
    """What to use in one situation, with what speaks against it; no work where none can be recommended."""

    situation: str
    work: Link | None
    kind: str | None
    variant: str | None
    why: Markup
    costs: Markup | None
    cautions: tuple[Caution, ...]
    source: str
    date: str


def picks(kb: Knowledge, texts: PageTexts, task: Task) -> tuple[PickView, ...]:
    """Give the lines of a task, in the order of the situations."""
    order = list(Situation)
    return tuple(_pick(kb, texts, pick) for pick in sorted(task.today, key=lambda pick: order.index(pick.situation)))


def _pick(kb: Knowledge, texts: PageTexts, pick: Pick) -> PickView:
    work = kb.models[pick.work] if pick.work else None
    return PickView(
        situation=SITUATION_WORDS[pick.situation],
        work=model_link(kb, work.id) if work else None,
        kind=KIND_NAMES[work.record.kind] if work else None,
        variant=pick.variant,
        why=texts.inline(pick.why),
        costs=texts.inline(pick.costs) if pick.costs else None,
        cautions=all_cautions(kb, texts, work) if work else (),
        source=pick.source,
        date=in_words(pick.date),
    )
