"""Who watches a build on a terminal sees how far it has come, in words; who reads its output in a file sees nothing of it."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

from tests.project import kb_process

STEPS = (
    *("Checking the content", "Collecting what pages show", "Drawing cards for sharing", "Encoding pictures"),
    *("Building the search index", "Writing exports for programs", "Reading pages", "Making pages"),
    *("Writing pages", "Following links"),
)
_STYLES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def told_on_a_terminal(project: Path, **environment: str) -> str:
    """Build a site on a terminal, and give what that shows."""
    ours, theirs = pty.openpty()
    known = {name: value for name, value in os.environ.items() if name != "CI"}
    command = [str(Path(sys.executable).with_name("kb")), "build", "--root", str(project)]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=theirs, env=known | {"TERM": "xterm", "COLUMNS": "100"} | environment
    ) as process:
        os.close(theirs)
        told = b""
        while read := _read(ours):
            told += read
    os.close(ours)
    assert process.returncode == 0, told
    return _STYLES.sub("", told.decode())


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Nobody writes to it any more.
        return b""


def test_the_steps_of_a_build_are_shown_on_a_terminal_and_nowhere_else(project: Path) -> None:
    told = told_on_a_terminal(project)
    assert [step for step in STEPS if step not in told] == []
    assert sorted(STEPS, key=told.index) == list(STEPS)
    pages = sum(1 for _ in (project / "site").rglob("*.html")) - 1
    assert f"{pages} of {pages}" in told, "404.html is made apart"
    assert told_on_a_terminal(project, CI="true") == told_on_a_terminal(project, TERM="dumb") == ""
    result = kb_process("build", "--root", project)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith(f"{pages + 1} pages are in ")
