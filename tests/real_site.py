"""The site of the real content, built once in a run of the tests, while other tests run. Run as a script it builds that site into a folder."""

from __future__ import annotations

import fcntl
import shutil
import subprocess
import sys
from pathlib import Path

from tests.project import ROOT, copy_content, copy_project, kb_process


def build_once(shared: Path) -> Path:
    """Build the site as ``make site`` does, in a copy of the project, unless that was done.

    Args:
        shared: the folder that all workers of a run have in common.

    Returns:
        The folder of the site.

    Raises:
        RuntimeError: the build failed, now or where it was tried first.
    """
    with (shared / "real.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        outcome = shared / "real.txt"
        if not outcome.exists():
            result = _build(shared / "real")
            outcome.write_text("" if result.returncode == 0 else result.stdout + result.stderr, encoding="utf-8")
        if wrong := outcome.read_text(encoding="utf-8"):
            raise RuntimeError(wrong)
    return shared / "real" / "site"


def begin(shared: Path) -> subprocess.Popen[bytes]:
    """Begin to build in a process of its own; whoever needs the site calls ``build_once``, which waits for it and tells what went wrong."""
    return subprocess.Popen([sys.executable, "-m", "tests.real_site", str(shared)], cwd=ROOT, stderr=subprocess.DEVNULL)


def _build(root: Path) -> subprocess.CompletedProcess[str]:
    copy_project(root)
    copy_content(root)
    shutil.copytree(ROOT / "examples", root / "examples")
    return kb_process("build", "--root", root)


if __name__ == "__main__":
    build_once(Path(sys.argv[1]))
