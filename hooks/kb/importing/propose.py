"""Which tasks a question is probably about: what the site's own search finds for it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kb.knowledge.link import link
from kb.search.index import build_index
from kb.search.rank import search

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.content.records import Records
    from kb.search.index import SearchIndex

MOST_TASKS = 3
NEARLY_AS_GOOD = 0.8
"""A task is proposed besides the best one when its score reaches this part of the best score."""


def proposer(records: Records) -> Callable[[str], tuple[str, ...]]:
    """Give a function from a question to the ids of tasks, best first. The records must have passed all checks."""

    @cache
    def index() -> SearchIndex:
        # Costs seconds, and most documents that are imported again ask for nothing.
        return build_index(link(records))

    def propose(question: str) -> tuple[str, ...]:
        found = search(index(), question).tasks[:MOST_TASKS]
        least = NEARLY_AS_GOOD * found[0][1] if found else 0
        return tuple(index().tasks[position].id for position, score in found if score >= least)

    return propose
