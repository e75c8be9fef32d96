"""Makes examples again, each in a folder of its own, and tells what differs from the files that are kept.

Run by ``make examples``, in an environment with the packages of ``requirements/examples/``. What is kept is not touched, but for files
that are not there yet; ``--write`` replaces what differs.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

import yaml
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from likeness import difference

EXAMPLES = Path(__file__).parent
RECORD = "example.yml"
SCRIPT = "make.py"
LIMIT_SECONDS = 900
"""So long one script may take."""


@dataclass(frozen=True)
class Made:
    """What became of one example: what differs or failed, which files are new, and how many seconds it took."""

    id: str
    problems: tuple[str, ...]
    new_files: tuple[str, ...]
    seconds: float


def main() -> int:
    """Make the named examples, or all that have a script; give 1 where one failed or differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ids", nargs="*", metavar="ID", help="the examples to make; all where none is named")
    parser.add_argument("--write", action="store_true", help="replace the files that differ")
    parser.add_argument("--jobs", type=int, default=1, help="how many to make at once")
    chosen = parser.parse_args()
    known = sorted(script.parent.name for script in EXAMPLES.glob(f"*/{SCRIPT}"))
    if unknown := sorted(set(chosen.ids) - set(known)):
        parser.error(f"no script for: {', '.join(unknown)}")
    console = Console()
    results: list[Made] = []
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress, ThreadPoolExecutor(chosen.jobs) as pool:
        bar = progress.add_task("examples", total=len(chosen.ids or known))
        for made in pool.map(lambda one: make(one, write=chosen.write), chosen.ids or known):
            progress.advance(bar)
            console.print(_told(made), highlight=False)
            results.append(made)
    failed = [made.id for made in results if made.problems]
    console.print(f"{len(results) - len(failed)} of {len(results)} are as they were.", highlight=False)
    return 1 if failed else 0


def _told(made: Made) -> str:
    told = [
        f"{'✗' if made.problems else '✓'} {made.id} ({made.seconds:.0f} s)",
        *(f"    {one}" for one in made.problems),
    ]
    return "\n".join([*told, *(f"    new: {name}" for name in made.new_files)])


def make(example_id: str, *, write: bool) -> Made:
    """Run the script of an example in a copy of its folder and compare what it made.

    Args:
        example_id: the name of its folder.
        write: whether files that differ replace those that are kept.
    """
    kept = EXAMPLES / example_id
    record = yaml.safe_load((kept / RECORD).read_text("utf-8"))
    # Inputs may be written by hand; whatever else lies there is made by the script.
    by_hand = {RECORD, SCRIPT, *(piece.get("file") for piece in record["inputs"])}
    begun = monotonic()
    with TemporaryDirectory() as folder:
        copy = Path(folder) / example_id
        shutil.copytree(kept, copy)
        old = {file.name: file.stat().st_mtime_ns for file in copy.iterdir()}
        failure = _run(copy)
        if failure:
            return Made(example_id, (failure,), (), monotonic() - begun)
        made = [
            file for file in sorted(copy.iterdir()) if file.is_file() and file.stat().st_mtime_ns != old.get(file.name)
        ]
        problems, new = _compare(kept, made, record["tolerance"])
        left = sorted(set(old) - {file.name for file in made} - by_hand)
        problems |= dict.fromkeys(left, "the script does not make it")
        for name in [*new, *(problems.keys() - set(left) if write else ())]:
            shutil.copy(copy / name, kept / name)
    told = tuple(f"{name}: {what}" for name, what in problems.items() if name in left or not write)
    return Made(example_id, told, tuple(new), monotonic() - begun)


def _compare(kept: Path, made: list[Path], tolerance: str) -> tuple[dict[str, str], list[str]]:
    """Give the files that differ, each with what differs, and those that are not kept yet."""
    new = [file.name for file in made if not (kept / file.name).exists()]
    told = {file.name: difference(kept / file.name, file, tolerance) for file in made if file.name not in new}
    return {name: what for name, what in told.items() if what}, new


def _run(folder: Path) -> str | None:
    """Run the script in a folder; give the end of what it said where it failed."""
    # One thread, and no cache of the user's, so that sums are added up in the same order everywhere.
    environment = os.environ | {
        "PYTHONPATH": str(EXAMPLES),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MPLCONFIGDIR": str(folder.parent),
    }
    command = [sys.executable, SCRIPT]
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return f"took longer than {LIMIT_SECONDS} seconds"
    return f"failed: {' | '.join(done.stderr.splitlines()[-3:])}" if done.returncode else None


if __name__ == "__main__":
    sys.exit(main())
