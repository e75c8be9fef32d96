"""Lets SmolLM2 carry on the beginning of a tale to the end of the paragraph."""

from pathlib import Path

from language_models import carry_on, given

Path("rest.txt").write_text(carry_on(given()[0], 60, ["\n"]).strip() + "\n", encoding="utf-8")
