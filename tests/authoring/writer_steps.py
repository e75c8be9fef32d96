"""Changes and creates content over and over, and at the first, second, third … step of it is killed, interrupted, or refused by the system.

Steps are counted as in ``tests/publish/steps.py``. Run as ``python -m tests.authoring.writer_steps FOLDER``; prints what became of the content, as JSON: for each of
``SCENES`` an object for each step.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, Any

from kb.commands import content_writer
from kb.commands.content_writer import writing
from tests.publish.steps import ACTED, DONE, Steps, at_each_step, interrupt, kill, print_outcomes, refuse

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SCENES = [(action, task) for task in ("change", "create") for action in ("kill", "interrupt", "refuse")]
BEFORE = {"questions/a.md": "names old", "catalog/models/old.yml": "old", "catalog/redirects.yml": "[]"}
CHANGED = {"questions/a.md": "names new", "catalog/models/new.yml": "new", "catalog/redirects.yml": "- old"}
CREATED = BEFORE | {"examples/one/example.yml": "one"}


def contents(root: Path) -> dict[str, str]:
    """Give all files, whatever they are called, and folders that hold nothing."""
    found = {file.relative_to(root).as_posix(): file.read_text() for file in sorted(root.rglob("*")) if file.is_file()}
    empty = [folder for folder in root.rglob("*") if folder.is_dir() and not any(folder.iterdir())]
    return found | {folder.relative_to(root).as_posix(): "an empty folder" for folder in empty}


def change(root: Path) -> None:
    with writing(root) as writer:
        texts = {path: text.encode() for path, text in CHANGED.items()}
        writer.change("rename model old new", texts, gone="catalog/models/old.yml")


def create(root: Path) -> None:
    with writing(root) as writer:
        writer.create("examples/one/example.yml", "one")


def again(root: Path, task: Callable[[Path], None]) -> None:
    """Do it again, as a person would: a change that was finished on the way is done."""
    with writing(root) as writer:
        if writer.finished:
            return
    if contents(root) not in (CHANGED, CREATED):
        task(root)


def outcome(root: Path, action: str, task: str, wanted: int) -> dict[str, Any] | None:
    """Tell what became of the content at one step, and when it is done again; nothing where there is no such step."""
    for path, text in BEFORE.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    do = {"change": change, "create": create}[task]
    if not done_with_action(root, do, {"kill": kill, "interrupt": interrupt, "refuse": refuse}[action], wanted):
        return None
    at_once = contents(root)
    again(root, do)
    return {"at once": at_once, "after the next try": contents(root)}


def done_with_action(root: Path, task: Callable[[Path], None], act: Callable[[], None], wanted: int) -> bool:
    """Do something in a process of its own, and act at a step of it; tell whether there was such a step."""
    if child := os.fork():
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        assert code in (DONE, ACTED, -signal.SIGKILL), f"failed at step {wanted}"
        return code != DONE
    steps = Steps(wanted, act, content_writer.__file__)
    sys.addaudithook(steps.audit)
    sys.settrace(steps.trace)
    steps.is_counting = True
    try:
        task(root)
    except (KeyboardInterrupt, OSError, content_writer.WriteError):
        os._exit(ACTED)
    os._exit(ACTED if steps.left <= 0 else DONE)


def outcomes(folder: Path, action: str, task: str) -> list[dict[str, Any]]:
    """Tell what became of the content at each step."""
    return at_each_step(folder, lambda steps, step: outcome(steps, action, task, step))


if __name__ == "__main__":
    print_outcomes(outcomes, SCENES)
