"""Builds many sites, one after the other, in a process that has the code of a project."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

NOON = 1780315200
"""1 June 2026, as the records of the small project want it."""
A_DAY = 24 * 60 * 60


class Builder:
    """Builds sites in processes of their own."""

    def __init__(self, hooks: Path) -> None:
        environment = os.environ | {
            "PYTHONPATH": f"{hooks}:{ROOT}",
            "NO_MKDOCS_2_WARNING": "1",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.publish.many_builds"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
            cwd=ROOT,
        )

    def build(self, program: str, folder: Path, days: int = 0) -> None:
        """Build a site some days later, which must succeed."""
        assert self._process.stdin
        assert self._process.stdout
        print(program, NOON + days * A_DAY, folder, file=self._process.stdin, flush=True)
        code, said = json.loads(self._process.stdout.readline())
        assert code == 0, said

    def end(self) -> None:
        self._process.communicate()
