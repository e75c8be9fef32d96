"""How many processes may work at once, and one function done to many things by all of them."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

T = TypeVar("T")
R = TypeVar("R")
_JOBS: ContextVar[int] = ContextVar("jobs", default=1)


def all_cores() -> int:
    """Give the number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def at_once(jobs: int) -> Iterator[None]:
    """Let so many processes work at once in this block."""
    token = _JOBS.set(jobs)
    try:
        yield
    finally:
        _JOBS.reset(token)


def jobs_at_once() -> int:
    """Give how many processes may work at once; one unless ``at_once`` said otherwise."""
    return _JOBS.get()


def each(
    do: Callable[[T], R], things: Sequence[T], begin: Callable[..., None] | None = None, given: tuple[Any, ...] = ()
) -> Iterator[R]:
    """Do the same to each of many things, in as many processes as may work at once; give what comes out, in their order.

    Args:
        do: a function of a module, which other processes can find.
        things: what it is done to; they travel between processes.
        begin: what each process does first.
        given: what that is given.
    """
    jobs = min(jobs_at_once(), len(things))
    if jobs < 2:
        if begin:
            begin(*given)
        yield from map(do, things)
        return
    with ProcessPoolExecutor(jobs, initializer=begin, initargs=given) as pool:
        yield from pool.map(do, things, chunksize=max(1, len(things) // (jobs * 8)))
