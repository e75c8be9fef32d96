"""What a task says to use today: a line for each situation, and nothing that the situation forbids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.content.problems import Level
from kb.content.schema import RUNNABLE, CommercialUse, Situation
from kb.rules.base import Catalogue, Rule
from kb.rules.references import variant_problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.content.problems import Problem
    from kb.content.records import Entry
    from kb.content.schema import Model, Pick, Task
    from kb.content.yamltree import Path


def check_situations(catalogue: Catalogue) -> Iterator[Problem]:
    """Who says what to use today says it for all situations, for each once."""
    for entry in catalogue.records.tasks:
        seen: set[Situation] = set()
        for position, pick in enumerate(entry.record.today):
            if pick.situation in seen:
                message = f"“{pick.situation}” also stands above."
                yield entry.problem(("today", position, "situation"), "today", message, "Keep one of the lines.")
            seen.add(pick.situation)
        if seen and (missing := [situation.value for situation in Situation if situation not in seen]):
            message = f"There is no line for {', '.join(missing)}."
            tip = "Add it. Where nobody should use any, leave “work” out and say under “why” why not."
            yield entry.problem(("today",), "today", message, tip)


def check_picks(catalogue: Catalogue) -> Iterator[Problem]:
    """What is named can run, has the variant that is meant, and may earn money where that is asked for."""
    for entry in catalogue.records.tasks:
        for position, pick in enumerate(entry.record.today):
            path: Path = ("today", position)
            if pick.variant and not pick.work:
                message = f"“{pick.variant}” is a variant of something that is not named."
                yield entry.problem((*path, "variant"), "today", message, "Add “work:”, or delete the variant.")
            if pick.work and (model := catalogue.model(pick.work)):
                yield from variant_problems(catalogue, entry, (*path, "variant"), pick.work, pick.variant)
                yield from _work_problems(catalogue, entry, path, pick, model)


def _work_problems(catalogue: Catalogue, entry: Entry[Task], path: Path, pick: Pick, model: Model) -> Iterator[Problem]:
    if model.kind not in RUNNABLE:
        message = f"“{pick.work}” is a {model.kind.value}, which nobody can use for it."
        yield entry.problem((*path, "work"), "today", message, "Name a model or a program.")
    if pick.situation is Situation.BUSINESS:
        yield from _licence_problems(catalogue, entry, (*path, "work"), pick, model)


def _licence_problems(
    catalogue: Catalogue, entry: Entry[Task], path: Path, pick: Pick, model: Model
) -> Iterator[Problem]:
    forbidding = tuple(_forbidding(catalogue, model))
    for what, licence in forbidding:
        yield entry.problem(
            path,
            "today-licence",
            f"A business may not use “{pick.work}”: the licence of its {what}, {licence}, forbids to earn money with it.",
            "Name another work, or leave “work” out and say under “why” that there is none.",
        )
    parts = [part for part in (model.code, model.weights) if part]
    if parts and not forbidding and not any(part.licence for part in parts):
        yield entry.problem(
            path,
            "today-unlicensed",
            f"Nobody has told a business that it may use “{pick.work}”: no licence of it is known.",
            "Look for the licence where its code or weights can be had and add it to the work, or name another work.",
            level=Level.WARNING,
        )


def _forbidding(catalogue: Catalogue, model: Model) -> Iterator[tuple[str, str]]:
    """Give the parts that may not earn money, and their licences."""
    for what, part in (("code", model.code), ("weights", model.weights)):
        licence = catalogue.by_kind["licence"].get(part.licence or "") if part else None
        if licence and licence.record.commercial is CommercialUse.NO:
            yield what, licence.id


RULES = (
    Rule("today", "What to use today is said for each situation once.", ("today",), check_situations),
    Rule(
        "picks",
        "What to use today can be used, in the situation that it is named for.",
        ("today", "today-licence", "today-unlicensed", "unknown-reference"),
        check_picks,
    ),
)
