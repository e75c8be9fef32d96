"""Copies of the project and of its content, and the ``kb`` command run on it in a process of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def copy_project(target: Path) -> None:
    """Copy what makes a site out of content."""
    target.mkdir(exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", target)
    for folder in ("hooks", "docs"):
        shutil.copytree(ROOT / folder, target / folder, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))


def copy_content(target: Path) -> None:
    """Copy the real records, and what earlier runs found out about them, so that nobody finds it out again."""
    for folder in ("questions", "catalog", ".cache/content"):
        if (ROOT / folder).exists():
            shutil.copytree(ROOT / folder, target / folder)


def contributed(root: Path) -> dict[str, bytes]:
    """Give the files below a folder with what they hold, but for what the program remembers of them."""
    files = (file for file in root.rglob("*") if file.is_file() and ".cache" not in file.relative_to(root).parts)
    return {str(file.relative_to(root)): file.read_bytes() for file in sorted(files)}


def kb_process(*arguments: str | Path, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the ``kb`` command in a process of its own, which heeds Ctrl-C also where these tests, run in the background, do not."""
    command = [str(Path(sys.executable).with_name("kb")), *map(str, arguments)]
    environment = os.environ | environment
    return subprocess.run(
        command,
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=environment,
        preexec_fn=_heed_interrupts,
    )


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
