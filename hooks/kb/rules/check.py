"""Content in; records and all problems out. The command and the build both come through here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.content.load import load
from kb.content.parse import parse
from kb.content.problems import Level, Problem, bounded, has_errors
from kb.rules import RULES, Catalogue

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from kb.content.load import SourceFile
    from kb.content.memory import Memory
    from kb.content.records import Records
    from kb.rules import Rule


@dataclass(frozen=True, slots=True)
class Checked:
    """Records, and what is wrong with the content that they come from."""

    records: Records
    problems: list[Problem]

    @property
    def is_publishable(self) -> bool:
        """Tell whether a site may be made of the records."""
        return not has_errors(self.problems)


def check(root: Path, today: dt.date, latest: dt.date | None = None, memory: Memory | None = None) -> Checked:
    """Read the content below a root and find everything that is wrong with it.

    Args:
        root: the folder that holds ``questions/`` and ``catalog/``.
        today: the day that the ages of records are judged by.
        latest: the last day that dates may hold, where that is later.
        memory: what was found out about files before; what is found out now is added to it.
    """
    return check_files(*load(root, memory), today, latest, memory)


def check_files(
    files: list[SourceFile],
    load_problems: list[Problem],
    today: dt.date,
    latest: dt.date | None = None,
    memory: Memory | None = None,
) -> Checked:
    """Find everything that is wrong with files that have been read, or are still to be written.

    Args:
        files: the content.
        load_problems: what ``load`` found wrong with it.
        today: the day that the ages of records are judged by.
        latest: the last day that dates may hold, where that is later.
        memory: what was found out about files before.
    """
    records, parse_problems = parse(files, memory)
    found = list(_run_rules(RULES, Catalogue.of(records, today, latest)))
    return Checked(records, bounded(_waive(records, [*load_problems, *parse_problems, *found])))


def find_facts(records: Records, today: dt.date) -> None:
    """Find what follows from each of some records alone, and keep it with them; what rules say of so few does not count.

    Args:
        records: some of them.
        today: the day that the ages of records are judged by.
    """
    for _ in _run_rules(RULES, Catalogue.of(records, today)):
        pass


def _run_rules(rules: tuple[Rule, ...], catalogue: Catalogue) -> Iterator[Problem]:
    for rule in rules:
        try:
            yield from list(rule.check(catalogue))
        except Exception as error:
            yield Problem(
                "catalog",
                1,
                1,
                "rule-crashed",
                f"The rule “{rule.name}” failed: {type(error).__name__}: {error}",
                "This is a mistake in the checks, not in your file. Please report it.",
            )


def _waive(records: Records, problems: list[Problem]) -> list[Problem]:
    """Drop the warnings that someone has accepted, and report waivers that waive nothing."""
    waived = {(waiver.record.file, waiver.record.rule): waiver for waiver in records.waivers}
    used: set[tuple[str, str]] = set()
    kept = []
    for problem in problems:
        key = (problem.file, problem.rule)
        if problem.level is Level.WARNING and key in waived:
            used.add(key)
        else:
            kept.append(problem)
    for key, waiver in waived.items():
        if key not in used:
            message = f"“{key[1]}” no longer warns about {key[0]}."
            kept.append(waiver.problem((), "waiver-unused", message, "Delete this waiver."))
    return kept
