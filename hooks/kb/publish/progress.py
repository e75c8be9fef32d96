"""How far a build has come, told to whoever shows it: its steps in words, and how much of a step is done."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")


class Listener(Protocol):
    """Whoever shows how far a build has come."""

    def begin(self, words: str, total: int | None) -> None:
        """Hear that a step begins, and of how many things it is, where that is known."""

    def advance(self) -> None:
        """Hear that one thing more of this step is done."""


_LISTENER: ContextVar[Listener | None] = ContextVar("progress_listener", default=None)


@contextmanager
def told_to(listener: Listener) -> Iterator[None]:
    """Tell somebody of all steps in this block."""
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)


def begin_step(words: str, total: int | None = None) -> None:
    """Tell that a step begins, and so that the one before it is done.

    Args:
        words: what is being done, for those who wait for it.
        total: of how many things the step is, where that is known.
    """
    if listener := _LISTENER.get():
        listener.begin(words, total)


def advance() -> None:
    """Tell that one thing more of this step is done."""
    if listener := _LISTENER.get():
        listener.advance()


def counted(things: Iterable[T]) -> Iterator[T]:
    """Give things one by one, and tell of each that it is done when the next is asked for."""
    for thing in things:
        yield thing
        advance()
