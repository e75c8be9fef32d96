"""Which problems a change is answerable for: those in its files, and those elsewhere that were not there before it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kb.content.problems import Problem

Key = tuple[str, str, str, str, str]


def caused_by(changed: Collection[str], before: Iterable[Problem], now: Iterable[Problem]) -> list[Problem]:
    """Choose the problems that are in changed files or came with the change.

    Lines do not count when problems are compared, since text moves up and down in a file that is otherwise the same.

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
        if problem.file in changed or known[key] < number:
            chosen.append(problem)
        else:
            known[key] -= number
    return chosen


def _key(problem: Problem) -> Key:
    message = "" if problem.stands_for else problem.message
    return (problem.file, problem.rule, problem.field, message, problem.level.value)
