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
    known = Counter(map(_key, before))
    chosen = []
    for problem in now:
        key = _key(problem)
        if problem.file in changed or not known[key]:
            chosen.append(problem)
        else:
            known[key] -= 1
    return chosen


def _key(problem: Problem) -> Key:
    return (problem.file, problem.rule, problem.field, problem.message, problem.level.value)
