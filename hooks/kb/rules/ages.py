"""Dates: what was read long ago is read again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from kb.content.problems import Level
from kb.content.schema import Model, Task
from kb.rules.base import Catalogue, Rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from kb.content.problems import Problem
    from kb.content.records import Entry
    from kb.content.schema import Question
    from kb.content.yamltree import Path

FRESH_FOR = timedelta(days=365)

Dated = tuple["Path", "dt.date"]


def dated_parts(record: Model | Task | Question) -> Iterator[list[Dated]]:
    """Give the days on which somebody looked, with their places in the record: those that are looked at together in one list."""
    if isinstance(record, Model):
        yield [(("checked", "date"), record.checked.date)]
        if record.standing:
            yield [(("standing", "date"), record.standing.date)]
        for name, part in (("code", record.code), ("weights", record.weights), ("data", record.data)):
            if part and part.no_licence:
                yield [((name, "no_licence"), part.no_licence)]
    elif isinstance(record, Task):
        yield [(("today", position, "date"), pick.date) for position, pick in enumerate(record.today)]
        yield [(("met_in", position, "date"), met.date) for position, met in enumerate(record.met_in) if met.date]
    else:
        yield [(("reviewed",), record.reviewed)]


def is_stale(day: dt.date, today: dt.date) -> bool:
    """Tell whether what was looked at on a day has to be looked at again."""
    return today - day > FRESH_FOR


def check_ages(catalogue: Catalogue) -> Iterator[Problem]:
    """Sources were read within the last year."""
    records = catalogue.records
    entries: list[Entry[Model] | Entry[Task] | Entry[Question]] = [
        *records.models,
        *records.tasks,
        *records.questions,
    ]
    for entry in entries:
        for part in dated_parts(entry.record):
            yield from _age_problems(catalogue, entry, part)


def _age_problems(catalogue: Catalogue, entry: Entry[Any], dated: list[Dated]) -> Iterator[Problem]:
    """Tell the oldest of the dates of a part of a record that are long ago."""
    old = sorted((day, path) for path, day in dated if is_stale(day, catalogue.today))
    if old:
        (day, path), *others = old
        more = f", nor {len(others)} more of “{path[0]}” for a year" if others else ""
        yield entry.problem(
            path,
            "stale",
            f"Nobody has checked this since {day}{more}.",
            "Read the sources again, mend what has changed, and set today's date.",
            level=Level.WARNING,
        )


RULES = (
    Rule(
        "ages",
        "Records, what to use today, where a task is met, and standings are checked once a year.",
        ("stale",),
        check_ages,
    ),
)
