"""What the commands print comes out on any terminal: nothing that an output can't hold becomes a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

STRANGE = "Почему 写真 ist „grau“ – 👩\u200d🔬 → ß?"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_commands_print_in_any_encoding(content: Path, encoding: str) -> None:
    file = content / "questions" / "how-does-tagging-work.md"
    text = file.read_text(encoding="utf-8")
    start = text.index("title: ")
    file.write_text(text.replace(text[start : text.index("\n", start)], f'title: "{STRANGE}"'), encoding="utf-8")
    (content / "questions" / "strange.md").write_text(
        f'---\ndraft: true\ntitle: "{STRANGE}"\ntasks: ["{STRANGE}"]\n---\n\n{STRANGE}\n', encoding="utf-8"
    )
    for command, typed in (
        (("check",), ""),
        (("stats",), ""),
        (("search", STRANGE), ""),
        (("new", "question"), STRANGE),
    ):
        result = subprocess.run(
            [sys.executable, "-c", "from kb.cli import main; main()", *command, "--root", str(content)],
            input=f"{typed}\n".encode(encoding, "replace"),
            capture_output=True,
            env={**os.environ, "PYTHONIOENCODING": encoding},
            check=False,
        )
        assert b"Traceback" not in result.stderr, (command, result.stderr.decode(encoding))
        assert result.returncode in (0, 1), (command, result.stderr.decode(encoding))
        assert result.stdout or result.stderr, command
