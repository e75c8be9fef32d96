"""Checks the content of a project; where many files are new, several processes find out about them first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kb.content.load import load
from kb.content.memory import Memory
from kb.content.parse import is_known, parse
from kb.publish.jobs import each, jobs_at_once
from kb.rules.check import Checked, check_files, find_facts

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from kb.content.load import SourceFile
    from kb.content.memory import Key
    from kb.content.problems import Problem

MANY = 100
"""So many new files are worth other processes."""
_SHARES_EACH = 4
"""Shares of the work for each process, so that none waits long for another."""


class Content(NamedTuple):
    """The content of a project: its files, what is wrong with how they lie there, and what became of them."""

    files: list[SourceFile]
    load_problems: list[Problem]
    checked: Checked


def check_project(root: Path, today: dt.date, memory: Memory, latest: dt.date | None = None) -> Content:
    """Read and check the content of a project.

    Args:
        root: the folder that holds ``questions/`` and ``catalog/``.
        today: the day that the ages of records are judged by.
        memory: what was found out about files before; what is found out now is added to it.
        latest: the last day that dates may hold, where that is later.
    """
    files, problems = load(root, memory)
    _find_out_ahead(files, today, memory)
    return Content(files, problems, check_files(files, problems, today, latest, memory))


def _find_out_ahead(files: list[SourceFile], today: dt.date, memory: Memory) -> None:
    """Add to a memory what follows from each file alone, unless few are new, or one process does all."""
    new = [file for file in files if file.text is not None and not is_known(file, memory)]
    shares = jobs_at_once() * _SHARES_EACH
    if jobs_at_once() < 2 or len(new) < MANY:
        return
    for kept in each(_found, [(new[at::shares], today) for at in range(shares)]):
        memory.add(kept)


def _found(share: tuple[list[SourceFile], dt.date]) -> dict[Key, bytes]:
    files, today = share
    memory = Memory()
    records, _ = parse(files, memory)
    find_facts(records, today)
    return memory.kept()
