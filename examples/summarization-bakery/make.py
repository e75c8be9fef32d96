"""Lets SmolLM2 summarise a notice in one sentence."""

from pathlib import Path

from language_models import chat, given

wish, notice = given()
Path("summary.txt").write_text(chat(f"{wish}\n\n{notice}", tokens=90)[0] + "\n", encoding="utf-8")
