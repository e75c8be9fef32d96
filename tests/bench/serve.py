"""Prints how long it takes from saving a question to seeing it in a browser under `kb serve`, with the real content."""

from __future__ import annotations

import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from tests import chromium
from tests.project import ROOT, copy_content, copy_project

QUESTION = "how-does-a-chatbot-make-its-answer"
TIMES = 11


def main() -> None:
    """Print the number of records, and the median and the longest time in seconds."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder)
        copy_content(root)
        copy_project(root)
        shutil.copytree(ROOT / "examples", root / "examples")
        records = sum(1 for kind in ("questions", "catalog/tasks", "catalog/models") for _ in (root / kind).iterdir())
        command = [str(Path(sys.executable).with_name("kb")), "serve", "--port", "0", "--root", str(root)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, bufsize=1) as process:
            assert process.stdout
            address = next(word for line in process.stdout for word in line.split() if word.startswith("http://"))
            browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
            page = browser.new_page()
            page.goto(f"{address}questions/{QUESTION}/")
            seconds = [save_and_see(root, number, page) for number in range(TIMES)]
            process.send_signal(signal.SIGINT)
    print(f"{records} records: median {statistics.median(seconds):.2f} s, longest {max(seconds):.2f} s")


def save_and_see(root: Path, number: int, page: Page) -> float:
    """Save a question with another title; give the seconds until the browser shows it."""
    file = root / "questions" / f"{QUESTION}.md"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    title = f"How does a chatbot make answer number {number}?"
    text = "".join(f"title: {title}\n" if line.startswith("title: ") else line for line in lines)
    begin = time.perf_counter()
    file.write_text(text, encoding="utf-8")
    page.wait_for_function("(title) => document.querySelector('h1')?.textContent === title", arg=title, polling="raf")
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
