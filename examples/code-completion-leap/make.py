"""Lets SmolLM2 finish a line of a program."""

from pathlib import Path

from language_models import carry_on, given

rest = carry_on(given()[0], 30, ["\n"])
Path("line.txt").write_text(rest.strip("\n").rstrip() + "\n", encoding="utf-8")
