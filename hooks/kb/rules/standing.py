"""Advice does not lean on works that are overtaken, withdrawn or gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.content.problems import Level
from kb.content.schema import OVERTAKEN, Role, Status
from kb.rules.base import Catalogue, Rule, of_the_record
from kb.text.targets import record_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.content.problems import Problem
    from kb.content.records import Entry
    from kb.content.schema import Question, Standing, Task
    from kb.content.yamltree import Path
    from kb.text.targets import RecordLink

ADVISING = (Role.ANSWERS, Role.ALTERNATIVE)
"""Roles that tell a reader to use a work."""


def check_standing(catalogue: Catalogue) -> Iterator[Problem]:
    """A work is superseded by others."""
    for entry in catalogue.records.models:
        standing = entry.record.standing
        for position, better in enumerate(standing.by if standing else ()):
            if better == entry.id:
                message = "A work can't be superseded by itself."
                yield entry.problem(("standing", "by", position), "standing", message, "Name the newer work.")


def check_advice(catalogue: Catalogue) -> Iterator[Problem]:
    """What a task advises, and what an answer says does it, still stands."""
    for task in catalogue.records.tasks:
        for path, model_id, line in _advised_by_task(task):
            yield from _overtaken(catalogue, task, path, model_id, line)
    for question in catalogue.records.questions:
        for path, model_id in _advised_by_question(question):
            yield from _overtaken(catalogue, question, path, model_id)


def _advised_by_task(entry: Entry[Task]) -> Iterator[tuple[Path, str, int]]:
    for position, pick in enumerate(entry.record.today):
        if pick.work:
            yield ("today", position, "work"), pick.work, 0
    for link in _links_in_choosing(entry):
        if link.kind == "model":
            yield ("choosing",), link.id, link.line


@of_the_record
def _links_in_choosing(entry: Entry[Task]) -> Iterator[RecordLink]:
    return record_links(entry.record.choosing)


def _advised_by_question(entry: Entry[Question]) -> Iterator[tuple[Path, str]]:
    for position, step in enumerate(entry.record.workflow.steps):
        if step.model:
            yield ("workflow", "steps", position, "model"), step.model
    for position, use in enumerate(entry.record.models):
        if use.role in ADVISING:
            yield ("models", position, "id"), use.id


def _overtaken(catalogue: Catalogue, entry: Entry[Any], path: Path, model_id: str, line: int = 0) -> Iterator[Problem]:
    model = catalogue.model(model_id)
    if not (model and model.standing and model.standing.status in OVERTAKEN):
        return
    message, tip = (
        f"“{model_id}” is {_words(model.standing)}.",
        "Name what one would use today, or say what it is here for: background.",
    )
    yield entry.problem(path, "overtaken", message, tip, line_offset=line, level=Level.WARNING)


def _words(standing: Standing) -> str:
    if standing.status is not Status.SUPERSEDED:
        return standing.status.value
    return f"superseded by {' and '.join(f'“{better}”' for better in standing.by)}: {standing.respect}".rstrip(".")


RULES = (
    Rule("standing", "No work is superseded by itself.", ("standing",), check_standing),
    Rule(
        "advice",
        "Advice and answers name works that are not superseded, withdrawn or unavailable.",
        ("overtaken",),
        check_advice,
    ),
)
