"""Finds a Chromium for the tests, or installs one: Debian's package as root, else Playwright's own.

Run as a script it makes sure that there is one. The tests ask it where.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

# The shell without windows first: a whole browser draws its toolbar for each page, and takes a third longer.
COMMANDS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find() -> str | None:
    """Give the path of an installed Chromium, or None. ``CHROMIUM`` in the environment wins."""
    named = os.environ.get("CHROMIUM")
    found = [path for command in ([named] if named else COMMANDS) if (path := shutil.which(command))]
    return found[0] if found else _playwrights_own()


def _playwrights_own() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> None:
    """Install a Chromium from a package registry."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet)
        packages = ["chromium-headless-shell", "fonts-dejavu-core"]
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], check=True, env=quiet)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__":
    if not find():
        print("No Chromium found; installing one.")
        install()
    path = find()
    if not path:
        sys.exit("The tests need Chromium. Install it, or name it with CHROMIUM=/path/to/chromium.")
    print(f"Browser for the tests: {path}")
