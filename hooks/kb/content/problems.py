"""What is wrong with the content, where, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MOST_OF_A_KIND = 10
"""Problems of one rule in one file that are told one by one; the others are only counted."""

T = TypeVar("T")


class Level(StrEnum):
    """How bad a problem is: errors stop the build, warnings do not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, told so that a newcomer can mend it.

    ``file`` is relative to the content root; ``line`` and ``column`` count from 1; ``field`` is a path such as
    ``workflow.steps[0].inputs``; ``rule`` names the rule that found it; ``tip`` says how to mend it. ``stands_for`` is 0, or
    how many others of its rule in its file it stands for, which are not told one by one.
    """

    file: str
    line: int
    column: int
    rule: str
    message: str
    tip: str
    field: str = ""
    level: Level = Level.ERROR
    stands_for: int = 0

    @property
    def sort_key(self) -> tuple[str, int, int, str, int, str]:
        """Reading order: by file, then by place in it."""
        return (self.file, self.line, self.column, self.rule, self.stands_for, self.message)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort problems into reading order and drop repetitions."""
    return sorted(dict.fromkeys(problems), key=lambda problem: problem.sort_key)


def bounded(problems: Iterable[Problem]) -> list[Problem]:
    """Sort problems, and tell at most ``MOST_OF_A_KIND`` of one rule in one file; one more says how many others there are."""
    kinds: dict[tuple[str, str, Level], list[Problem]] = {}
    for problem in in_order(problems):
        kinds.setdefault((problem.file, problem.rule, problem.level), []).append(problem)
    return in_order(problem for kind in kinds.values() for problem in _bounded_kind(kind))


def _bounded_kind(problems: list[Problem]) -> list[Problem]:
    """Bound the problems of one rule in one file, which are in order."""
    single = [problem for problem in problems if not problem.stands_for]
    counted = [problem for problem in problems if problem.stands_for]
    # In the place of one more, “1 more” would tell less.
    shown = MOST_OF_A_KIND if counted or len(single) > MOST_OF_A_KIND + 1 else len(single)
    others = [*single[shown:], *counted]
    number = sum(max(1, problem.stands_for) for problem in others)
    return [*single[:shown], _others_like(others[0], number)] if others else single


def told_of_many(items: Iterable[T], tell: Callable[[T], Problem]) -> Iterator[Problem]:
    """Tell of things of one kind that may be very many: make problems of the first ones, and count the others.

    Args:
        items: what was found, all for one rule and in one file.
        tell: makes the problem of one of them.
    """
    left = iter(items)
    yield from map(tell, islice(left, MOST_OF_A_KIND))
    for first_of_others in islice(left, 1):
        number = 1 + sum(1 for _ in left)
        yield tell(first_of_others) if number == 1 else _others_like(tell(first_of_others), number)


def _others_like(problem: Problem, number: int) -> Problem:
    """Make the problem that stands for a number of others, at the place of the first of them."""
    message = f"And {number:,} more of this kind in this file."
    return replace(problem, message=message, tip="Mend them in the same way.", field="", stands_for=number)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether any problem is an error."""
    return any(problem.level is Level.ERROR for problem in problems)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Suggest the nearest known words: ``Did you mean “image”?``, or nothing when none is near."""
    matches = get_close_matches(word.casefold(), list(known), n=2, cutoff=0.6)
    return f"Did you mean {' or '.join(f'“{match}”' for match in matches)}?" if matches else ""
