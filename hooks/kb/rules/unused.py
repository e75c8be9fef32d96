"""Lists hold what is used: no product that nobody is met in, no measure that no task and no result names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.content.problems import Level
from kb.rules.base import Catalogue, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.content.problems import Problem


def check_unused(catalogue: Catalogue) -> Iterator[Problem]:
    """Each product is named by a task, and each measure by a task or by the results of a work."""
    tasks = [entry.record for entry in catalogue.records.tasks]
    named = {
        "product": {met.product for task in tasks for met in task.met_in},
        "metric": {metric for task in tasks for metric in task.metrics}
        | {result.metric for entry in catalogue.records.models for result in entry.record.results},
    }
    fields = {"product": "met_in", "metric": "metrics"}
    is_whole = not any(kind in ("task", "model") for kind, _ in catalogue.records.broken)
    for kind, used in named.items() if is_whole else ():
        for entry in catalogue.by_kind[kind].values():
            if entry.id not in used:
                message = f"No task names “{entry.id}”."
                tip = f"Name it under {fields[kind]} of a task, or delete it here."
                yield entry.problem(("id",), "unused", message, tip, level=Level.WARNING)


RULES = (Rule("unused", "Products are named by a task, measures by a task or a result.", ("unused",), check_unused),)
