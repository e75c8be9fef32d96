"""Commands that are killed at any moment, and two builds at once: the content and the last good site stand, and the next try is right."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest

from kb.publish.own_files import files_of_others
from kb.rules.check import check
from tests.conftest import TODAY
from tests.hostile.fuzzing import DEEPER
from tests.project import contributed
from tests.publish.test_build import digests

TIMES = 2 * max(1, DEEPER)
"""How often each command is killed."""
KB = str(Path(sys.executable).with_name("kb"))
DOCUMENT = "❓ Why does my photo look grey?\n\nIt was taken in fog.\n\n📌 Fog remover\nhttps://example.org/fog\n"
COMMANDS = {
    "rename": ("rename", "model", "tagger", "word-finder"),
    "new": ("new", "question", "--no-input", "--title", "Why so?", "--id", "why-so"),
    "import": ("import", "document.txt"),
}


def killed(command: list[str], folder: Path, moment: float) -> float:
    """Run a command and kill it after some seconds; give for how long it ran."""
    start = monotonic()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(moment)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    return monotonic() - start


@pytest.mark.parametrize("name", COMMANDS)
def test_a_writing_command_that_is_killed(content: Path, name: str) -> None:
    chance = random.Random(DEEPER or 7)  # noqa: S311 - no secret hangs on it
    command = [KB, *COMMANDS[name], "--root", str(content)]
    (content / "document.txt").write_text(DOCUMENT, encoding="utf-8")
    before = contributed(content)
    whole = killed(command, content, 60)
    after = contributed(content)
    assert after != before
    for _ in range(TIMES):
        shutil.rmtree(content)
        for path, held in before.items():
            (content / path).parent.mkdir(parents=True, exist_ok=True)
            (content / path).write_bytes(held)
        killed(command, content, chance.uniform(0, whole))
        begun = (content / ".kb-change").exists()
        problems = {problem.rule for problem in check(content, TODAY).problems if problem.level == "error"}
        assert ("unfinished-change" in problems) == begun
        if contributed(content) != after:
            killed(command, content, 60)
        assert set(after) <= set(contributed(content))
        assert not list(content.glob(".kb-change*"))


def test_a_build_that_is_killed_and_two_at_once(project: Path) -> None:
    chance = random.Random(DEEPER or 7)  # noqa: S311 - no secret hangs on it
    command = [KB, "build", "--root", str(project)]
    whole = killed(command, project, 120)
    site = digests(project / "site")
    for _ in range(TIMES - 1):
        killed(command, project, chance.uniform(whole / 4, whole))
        assert digests(project / "site") == site
    both = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(2)]
    told = [process.communicate()[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    assert digests(project / "site") == site
    assert files_of_others(project / "site") == []
    assert not list(project.glob("site.*"))
