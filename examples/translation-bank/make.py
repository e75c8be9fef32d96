"""Translates a few sentences from English into Spanish by the rules and dictionaries of Apertium."""

import subprocess
from pathlib import Path

from language_models import given

done = subprocess.run(["apertium", "eng-spa"], input=given()[0], capture_output=True, text=True, check=True)
Path("spanish.txt").write_text(
    "\n".join(row.strip() for row in done.stdout.strip().splitlines()) + "\n", encoding="utf-8"
)
