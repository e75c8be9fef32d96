"""Asks SmolLM2 a question and keeps its answer."""

from pathlib import Path

from language_models import chat, given

Path("answer.txt").write_text(chat(given()[0], tokens=80)[0] + "\n", encoding="utf-8")
