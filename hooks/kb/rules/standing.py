"""Advice does not lean on works that are overtaken, withdrawn or gone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kb.content.problems import Level
from kb.content.schema import OVERTAKEN, Role, Status
from kb.rules.base import Catalogue, Rule
from kb.text.targets import record_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.content.problems import Problem
    from kb.content.records import Entry
    from kb.content.schema import Model, Question, Standing, Task
    from kb.content.yamltree import Path

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
    """What a task advises, and what an answer says does it, still stands, or what has superseded it is named beside it."""
    for task in catalogue.records.tasks:
        for advice in _advice_of_task(task):
            yield from _overtaken(catalogue, task, advice)
    for question in catalogue.records.questions:
        yield from _overtaken(catalogue, question, _advice_of_question(question))


@dataclass(frozen=True, slots=True)
class _Advice:
    """Something that is read together: the works that it tells a reader to use, each with its place, and its texts."""

    works: tuple[tuple[Path, str, int], ...]
    texts: tuple[str, ...]

    def names(self, model_id: str, model: Model) -> bool:
        """Tell whether it names a work too: as one to use, by a link, or by its name."""
        word = re.compile(rf"(?<!\w){re.escape(model.name)}(?!\w)|\(model:{re.escape(model_id)}\)")
        return any(work == model_id for _, work, _ in self.works) or any(map(word.search, self.texts))


def _advice_of_task(entry: Entry[Task]) -> Iterator[_Advice]:
    picks = entry.record.today
    yield _Advice(
        tuple((("today", position, "work"), pick.work, 0) for position, pick in enumerate(picks) if pick.work),
        tuple(pick.why for pick in picks),
    )
    choosing = entry.record.choosing
    links = (link for link in record_links(choosing) if link.kind == "model")
    yield _Advice(tuple((("choosing",), link.id, link.line) for link in links), (choosing,))


def _advice_of_question(entry: Entry[Question]) -> _Advice:
    record = entry.record
    steps, uses = enumerate(record.workflow.steps), enumerate(record.models)
    return _Advice(
        (
            *((("workflow", "steps", position, "model"), step.model, 0) for position, step in steps if step.model),
            *((("models", position, "id"), use.id, 0) for position, use in uses if use.role in ADVISING),
        ),
        (record.answer, *(use.why for use in record.models if use.role in ADVISING), entry.body or ""),
    )


def _overtaken(catalogue: Catalogue, entry: Entry[Any], advice: _Advice) -> Iterator[Problem]:
    for path, model_id, line in advice.works:
        model = catalogue.model(model_id)
        if not (model and model.standing and model.standing.status in OVERTAKEN):
            continue
        if any(advice.names(better, work) for better, work in _successors(catalogue, model)):
            continue
        message = f"“{model_id}” is {_words(model.standing)}."
        tip = "Name what one would use today, or say what it is here for: background."
        yield entry.problem(path, "overtaken", message, tip, line_offset=line, level=Level.WARNING)


def _successors(catalogue: Catalogue, model: Model) -> Iterator[tuple[str, Model]]:
    """Give the works by which one is superseded and that still stand; those in between are left out."""
    seen: set[str] = set()
    left = list(model.standing.by) if model.standing else []
    while left:
        better = left.pop()
        work = catalogue.model(better)
        if work is None or better in seen:
            continue
        seen.add(better)
        if work.standing and work.standing.status in OVERTAKEN:
            left += work.standing.by
        else:
            yield better, work


def _words(standing: Standing) -> str:
    if standing.status is not Status.SUPERSEDED:
        return standing.status.value
    return f"superseded by {' and '.join(f'“{better}”' for better in standing.by)}: {standing.respect}".rstrip(".")


RULES = (
    Rule("standing", "No work is superseded by itself.", ("standing",), check_standing),
    Rule(
        "advice",
        "Advice and answers name works that are not superseded, withdrawn or unavailable, or name beside them what has superseded them.",
        ("overtaken",),
        check_advice,
    ),
)
