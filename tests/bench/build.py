"""Prints how checking and building scale: the real content, multiplied, at several sizes in one run."""

from __future__ import annotations

import argparse
import datetime as dt
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kb.knowledge.link import link
from kb.pages.render import make_pages
from kb.rules.check import check

ROOT = Path(__file__).resolve().parents[2]


def multiply(root: Path, copies: int) -> int:
    """Copy the project's content into a folder, with further copies of every model and question; give the number of records."""
    shutil.copytree(ROOT / "catalog", root / "catalog")
    shutil.copytree(ROOT / "questions", root / "questions")
    for folder in ("catalog/models", "questions"):
        for file in sorted((ROOT / folder).iterdir()):
            for copy in range(1, copies):
                shutil.copy(file, root / folder / f"{file.stem}-{copy}{file.suffix}")
    return sum(1 for folder in ("catalog/models", "catalog/tasks", "questions") for _ in (root / folder).iterdir())


def measure(copies: int, *, build: bool) -> str:
    """Give a row of figures: records, seconds and bytes."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        records = multiply(root, copies)
        start = time.perf_counter()
        today = dt.date(2026, 11, 21)
        checked = check(root, today)
        checking = time.perf_counter() - start
        start = time.perf_counter()
        size = sum(len(page.markdown) for page in make_pages(link(checked.records), today))
        paging = time.perf_counter() - start
        building = build_site(root) if build else 0.0
    return f"{records:>8}{checking:>10.2f}{paging:>10.2f}{building:>10.2f}{size / records / 1024:>14.1f}"


def build_site(root: Path) -> float:
    """Build a whole site, without the checks that multiplied records must fail (the same paragraph twice)."""
    for name in ("docs", "hooks"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    hook = root / "hooks" / "begin.py"
    text = hook.read_text(encoding="utf-8")
    hook.write_text(text.replace("if not checked.is_publishable:", "if False:"), encoding="utf-8")
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=root, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, nargs="+", default=[1, 4, 16])
    parser.add_argument("--no-build", action="store_true", help="leave out the slow part, MkDocs")
    arguments = parser.parse_args()
    print(f"{'records':>8}{'check s':>10}{'pages s':>10}{'build s':>10}{'KB per record':>14}")
    for copies in arguments.copies:
        print(measure(copies, build=not arguments.no_build), flush=True)


if __name__ == "__main__":
    main()
