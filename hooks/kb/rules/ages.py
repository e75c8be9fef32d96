"""Dates: what was read long ago is read again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from kb.content.problems import Level
from kb.rules.base import Catalogue, Rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from kb.content.problems import Problem
    from kb.content.records import Entry
    from kb.content.yamltree import Path

FRESH_FOR = timedelta(days=365)


def check_ages(catalogue: Catalogue) -> Iterator[Problem]:
    """Sources were read within the last year."""
    for model in catalogue.records.models:
        yield from _age_problem(catalogue, model, ("checked", "date"), model.record.checked.date)
    for question in catalogue.records.questions:
        yield from _age_problem(catalogue, question, ("reviewed",), question.record.reviewed)


def _age_problem(catalogue: Catalogue, entry: Entry[Any], path: Path, day: dt.date) -> Iterator[Problem]:
    if catalogue.today - day > FRESH_FOR:
        yield entry.problem(
            path,
            "stale",
            f"Nobody has checked this since {day}.",
            "Read the sources again, mend what has changed, and set today's date.",
            level=Level.WARNING,
        )


RULES = (Rule("ages", "Records are checked once a year.", ("stale",), check_ages),)
