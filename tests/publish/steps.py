"""Builds tiny sites over and over, and at the first, second, third … step of a build does something to it.

A step is a call to the system, of which Python tells (https://docs.python.org/3/library/audit_events.html), or a line of the swap, whose exchange it
does not tell of; an interruption can come at each line of ``kb/publish/``. Each build runs in a process of its own, as it may be killed.
Run as ``python -m tests.publish.steps FOLDER``; prints what became of the site, as JSON: for each of ``SCENES`` an object for each step.
"""

from __future__ import annotations

import errno
import gc
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from unittest.mock import patch

import kb.publish.site
import kb.publish.swap
from kb.publish.failure import BuildError
from kb.rules.check import Checked
from tests.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import FrameType

S = TypeVar("S", bound=tuple[str, ...])
SCENES = (
    *(
        ("kill", "with exchange", "a site"),
        ("kill", "without exchange", "a site"),
        ("kill", "with exchange", "no site"),
    ),
    ("interrupt", "without exchange", "a site"),
    *(("refuse", "with exchange", "a site"), ("refuse", "without exchange", "a site")),
    *(("build other", "with exchange", "a site"), ("build other", "without exchange", "a site")),
    ("build other", "with exchange", "no site"),
)
"""What happens at a step, on what disk, and what stands there before."""

PUBLISH = str(Path(kb.publish.site.__file__).parent)
SWAP = kb.publish.swap.__file__
SYSTEM_CALLS = ("open", "os.", "shutil.", "fcntl.", "tempfile.", "ctypes.")
NO_CONTENT = Checked(None, [])  # type: ignore[arg-type] # What is built does not matter here.


def build(site: Path, words: str) -> None:
    """Build a site whose pages say some words."""

    def write_pages(_root: Path, fresh: Path, _scratch: Path) -> None:
        (fresh / "deep").mkdir(parents=True)
        for page in ("index.html", "deep/index.html"):
            (fresh / page).write_text(words, encoding="utf-8")

    place = kb.publish.site.make_ready(site)
    with patch("kb.publish.site.run_mkdocs", write_pages):
        kb.publish.site.build(site.parent, place, NO_CONTENT)


def words_of(site: Path) -> str | None:
    """Give what all pages of a site say, or nothing where there is no site."""
    if not os.path.lexists(site):
        return None
    words = {(site / page).read_text(encoding="utf-8") for page in ("index.html", "deep/index.html")}
    return words.pop() if len(words) == 1 else "a mixture"


DONE, ACTED, FAILED = 0, 10, 20
"""How a process ends: the build has no such step, something was done at it, or the build failed for no reason."""


class Steps:
    """Counts steps and acts at one of them."""

    def __init__(self, wanted: int, action: Callable[[], None], lines_of: str) -> None:
        self.left = wanted
        self.action = action
        self.lines_of = lines_of
        self.is_counting = False

    def step(self) -> None:
        if not self.is_counting:
            return
        self.left -= 1
        if self.left == 0:
            self.is_counting = False
            self.action()

    def trace(self, frame: FrameType, event: str, _argument: Any) -> Callable[..., Any] | None:
        if not frame.f_code.co_filename.startswith(self.lines_of):
            return None
        if event == "line":
            self.step()
        return self.trace

    def audit(self, event: str, _arguments: tuple[Any, ...]) -> None:
        if event.startswith(SYSTEM_CALLS):
            self.step()


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def interrupt() -> None:
    raise KeyboardInterrupt


def refuse() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def build_with_action(site: Path, action: str, wanted: int) -> bool:
    """Build in a process of its own and act at a step of it; tell whether there was such a step."""
    if child := os.fork():
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        assert code in (DONE, ACTED, -signal.SIGKILL), f"{action} at step {wanted}: the build failed"
        return code != DONE
    act = {"kill": kill, "interrupt": interrupt, "refuse": refuse, "build other": lambda: build(site, "other")}[action]
    steps = Steps(wanted, act, PUBLISH if action == "interrupt" else SWAP)
    sys.addaudithook(steps.audit)
    sys.settrace(steps.trace)
    steps.is_counting = True
    try:
        build(site, "new")
    except (KeyboardInterrupt, OSError, BuildError):
        os._exit(FAILED if action == "build other" else ACTED)
    os._exit(ACTED if steps.left <= 0 else DONE)


def outcome(folder: Path, action: str, before: str, wanted: int) -> dict[str, Any] | None:
    """Tell what became of a site at one step, in the next build too; nothing where the build has no such step."""
    folder.mkdir()
    site = folder / "site"
    if before == "a site":
        build(site, "old")
    if not build_with_action(site, action, wanted):
        return None
    at_once = words_of(site)
    kb.publish.site.make_ready(site)
    when_next_build_begins = words_of(site)
    build(site, "next")
    return {
        "at once": at_once,
        "when the next build begins": when_next_build_begins,
        "after the next build": words_of(site),
        "left": sorted(file.name for file in folder.iterdir()),
    }


def outcomes(folder: Path, action: str, disk: str, before: str) -> list[dict[str, Any]]:
    """Tell what became of a site at each step."""
    exchange = kb.publish.swap._exchange if disk == "with exchange" else lambda *_: False
    with patch("kb.publish.swap._exchange", exchange):
        return at_each_step(folder, lambda steps, step: outcome(steps, action, before, step))


def at_each_step(folder: Path, outcome: Callable[[Path, int], dict[str, Any] | None]) -> list[dict[str, Any]]:
    """Tell what comes of the first, second, third … step in a folder of its own, until there is no such step."""
    found: list[dict[str, Any]] = []
    while (one := outcome(folder / "steps", len(found) + 1)) is not None:
        found.append(one)
        shutil.rmtree(folder / "steps")
    shutil.rmtree(folder / "steps")
    return found


def print_outcomes(outcomes: Callable[..., list[dict[str, Any]]], scenes: Iterable[tuple[str, ...]]) -> None:
    """Print what came of each scene, as JSON; the folder to work in is the argument of this program."""
    gc.freeze()  # Nothing that is there already need be looked at, and so copied, in the many processes.
    print(json.dumps([outcomes(Path(sys.argv[1]), *scene) for scene in scenes]))


def outcomes_of(module: str, scenes: Iterable[S], elsewhere: Path) -> dict[S, list[dict[str, Any]]]:
    """Run a module that prints its outcomes; give them by scene.

    Some thousand folders are made and deleted: where there is a disk in memory, that takes half the time. ``elsewhere`` serves where there is none.
    """
    memory = Path("/dev/shm")  # noqa: S108 - the folder made in it is our own
    parent = memory if os.access(memory, os.W_OK) else elsewhere
    with tempfile.TemporaryDirectory(dir=parent) as folder:
        command = [sys.executable, "-m", module, folder]
        result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return dict(zip(scenes, json.loads(result.stdout), strict=True))


if __name__ == "__main__":
    print_outcomes(outcomes, SCENES)
