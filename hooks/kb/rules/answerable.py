"""Which problems a change is answerable for: those in its files, and those elsewhere that were not there before it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kb.content.problems import Problem

STALE = "stale"
"""The rule that reports what nobody has checked for a year (``rules/ages.py``)."""
Key = tuple[str, str, str, str, str]


def caused_by(changed: Collection[str], before: Iterable[Problem], now: Iterable[Problem]) -> list[Problem]:
    """Choose the problems that are in changed files or came with the change.

    Lines do not count when problems are compared, since text moves up and down in a file that is otherwise the same. That time
    has passed is nobody's doing: of what is stale, a change is answerable only for what it wrote itself.

    Args:
        changed: paths of the files that differ.
        before: the problems without the change.
        now: the problems with it.
    """
    known: Counter[Key] = Counter()
    for problem in before:
        known[_key(problem)] += max(1, problem.stands_for)
    chosen = []
    for problem in now:
        key, number = _key(problem), max(1, problem.stands_for)
        if is_known_by_its_file(problem, changed) or known[key] < number:
            chosen.append(problem)
        else:
            known[key] -= number
    return chosen


def is_known_by_its_file(problem: Problem, changed: Collection[str]) -> bool:
    """Tell whether a change is answerable for a problem already because it is in a file that differs."""
    return problem.file in changed and problem.rule != STALE


def _key(problem: Problem) -> Key:
    if problem.rule == STALE:
        # Which of several dates is the oldest, and how many others there are, may change with one that is mended.
        return (problem.file, STALE, re.split(r"[.\[]", problem.field)[0], "", problem.level.value)
    message = "" if problem.stands_for else problem.message
    return (problem.file, problem.rule, problem.field, message, problem.level.value)
