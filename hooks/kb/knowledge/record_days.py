"""Which days records name: when what they say was first read, and when last. The clock is never asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from kb.content.records import Entry
    from kb.content.schema import Model, Question, Task


def question_days(question: Entry[Question]) -> list[dt.date]:
    """Give the days on which the sources of an answer and the answer itself were read, the first one first."""
    record = question.record
    return sorted({record.reviewed, *(source.read for source in record.sources)})


def question_added(question: Entry[Question]) -> dt.date:
    """Give the day on which a question came in: as its record says, else the first day that it names."""
    return question.record.added or question_days(question)[0]


def model_days(model: Entry[Model]) -> list[dt.date]:
    """Give the days on which somebody looked at a work, the first one first."""
    record = model.record
    parts = (part.no_licence for part in (record.code, record.weights, record.data) if part)
    standing = record.standing.date if record.standing else None
    results = (result.date for result in record.results)
    return sorted({day for day in (record.checked.date, standing, *parts, *results) if day})


def model_added(model: Entry[Model]) -> dt.date:
    """Give the day on which a work came in: as its record says, else the first day that it names."""
    return model.record.added or model_days(model)[0]


def task_days(task: Entry[Task]) -> list[dt.date]:
    """Give the days on which somebody looked at what a task names, the first one first; none where it names nothing that ages."""
    record = task.record
    return sorted({pick.date for pick in record.today} | {met.date for met in record.met_in if met.date})
