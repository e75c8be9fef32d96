"""How well a task is done: the measures of its field, with what they do not see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup

    from kb.content.schema import Task
    from kb.knowledge.link import Knowledge
    from kb.views.page_texts import PageTexts


@dataclass(frozen=True, slots=True)
class MetricView:
    """A measure: what it says, in what it is counted, which way is better, and its blind spot."""

    name: str
    also_called: tuple[str, ...]
    says: Markup
    unit: str | None
    more_is_better: bool
    blind_spot: Markup


def metric_views(kb: Knowledge, texts: PageTexts, task: Task) -> tuple[MetricView, ...]:
    """Give the measures of a task."""
    return tuple(
        MetricView(
            name=metric.name,
            also_called=metric.also_called,
            says=texts.inline(metric.says),
            unit=metric.unit,
            more_is_better=metric.better == "up",
            blind_spot=texts.inline(metric.blind_spot),
        )
        for metric in (kb.metrics[metric_id].record for metric_id in task.metrics)
    )
