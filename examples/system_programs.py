"""Makes sure that the programs are there which examples call and which no package index has: Debian's packages as root."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

PROGRAMS = {"espeak-ng": "espeak-ng", "ffmpeg": "ffmpeg", "apertium": "apertium-eng-spa", "tesseract": "tesseract-ocr"}
"""Commands, each with the package that brings it."""


def main() -> None:
    """Install what is missing, or say what to install."""
    missing = [package for command, package in PROGRAMS.items() if not shutil.which(command)]
    if missing and hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing], check=True, env=quiet)
    elif missing:
        sys.exit(f"The examples need programs that are not installed: {', '.join(missing)}.")


if __name__ == "__main__":
    main()
