"""Lists hold what is used: no product that nobody is met in, no measure that no task names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.content.problems import Level
from kb.rules.base import Catalogue, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.content.problems import Problem


def check_unused(catalogue: Catalogue) -> Iterator[Problem]:
    """Each product and each measure is named by a task."""
    tasks = [entry.record for entry in catalogue.records.tasks]
    named = {
        "product": {met.product for task in tasks for met in task.met_in},
        "metric": {metric for task in tasks for metric in task.metrics},
    }
    fields = {"product": "met_in", "metric": "metrics"}
    is_whole = not any(kind == "task" for kind, _ in catalogue.records.broken)
    for kind, used in named.items() if is_whole else ():
        for entry in catalogue.by_kind[kind].values():
            if entry.id not in used:
                message = f"No task names “{entry.id}”."
                tip = f"Name it under {fields[kind]} of a task, or delete it here."
                yield entry.problem(("id",), "unused", message, tip, level=Level.WARNING)


RULES = (Rule("unused", "Products and measures are named by a task.", ("unused",), check_unused),)
