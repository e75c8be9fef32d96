"""The content of the build that is going on: read, parsed and checked once, whoever asks for it.

MkDocs calls the hooks one by one and hands nothing from one to the next, so this does.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from kb.publish.build_day import today
from kb.publish.checking import check_project
from kb.publish.memory_file import memory_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from kb.rules.check import Checked

_CHECKED_BEFORE: ContextVar[Checked | None] = ContextVar("checked_before", default=None)
_OF_THIS_BUILD: ContextVar[Checked] = ContextVar("of_this_build")


@contextmanager
def checked_before(checked: Checked) -> Iterator[None]:
    """Let a build that begins in this block take content that has been checked already."""
    token = _CHECKED_BEFORE.set(checked)
    try:
        yield
    finally:
        _CHECKED_BEFORE.reset(token)


def begin_build(root: Path, day: dt.date) -> Checked:
    """Give the content at the beginning of a build, and check it unless that was done before.

    Args:
        root: the folder that holds ``questions/`` and ``catalog/``.
        day: the day that the ages of records are judged by.
    """
    checked = _CHECKED_BEFORE.get()
    if checked is None:
        with memory_of(root) as memory:
            checked = check_project(root, day, memory, today()).checked
    _OF_THIS_BUILD.set(checked)
    return checked


def content_of_build() -> Checked:
    """Give what the build that is going on began with."""
    return _OF_THIS_BUILD.get()
