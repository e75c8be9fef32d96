"""Builds sites one after the other, each in a process of its own that begins with everything loaded but nothing read.

Run as ``python -m tests.publish.many_builds``; takes lines ``kb SECONDS FOLDER``, ``kb:OPTION SECONDS FOLDER`` or ``mkdocs SECONDS FOLDER``, where the
seconds are SOURCE_DATE_EPOCH, and answers each with a line of JSON: the exit code and what was said.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import sys
import tempfile
from pathlib import Path

from mkdocs.__main__ import cli as mkdocs

from kb.cli import main as kb

LOADED = (
    *("kb.commands.build", "kb.pages.render", "kb.search.files", "kb.authoring.form", "kb.pages.card_drawing"),
    *("kb.text.dialect", "mkdocs.commands.build", "mkdocs_gen_files.plugin", "material", "markdown.extensions.tables"),
    *("PIL.WebPImagePlugin", "PIL.JpegImagePlugin", "PIL.PngImagePlugin", "ftfy", "nh3", "defusedxml.ElementTree"),
)
"""What builds load. None of it reads templates or content before a build begins."""


def build(program: str, folder: str) -> int:
    """Build a site in this process, which does nothing else."""
    os.chdir(folder)
    name, *options = program.split(":")
    if name == "kb":
        return kb.main(["build", *options, "--root", folder], standalone_mode=False) or 0
    return mkdocs.main(["build", "--strict", "--quiet"], standalone_mode=False) or 0


def in_a_process(program: str, folder: str) -> tuple[int, str]:
    """Build a site in a process of its own; give its exit code and what it said."""
    with tempfile.TemporaryFile() as said:
        child = os.fork()
        if child == 0:
            os.dup2(said.fileno(), 1)
            os.dup2(said.fileno(), 2)
            code = 1
            try:
                code = build(program, folder)
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else 1
            except BaseException as error:
                print(f"{type(error).__name__}: {error}")
            sys.stdout.flush()
            os._exit(code)
        _, status = os.waitpid(child, 0)
        said.seek(0)
        return os.waitstatus_to_exitcode(status), said.read().decode()


def main() -> None:
    """Answer until nobody asks."""
    for module in LOADED:
        importlib.import_module(module)
    gc.freeze()
    for line in sys.stdin:
        program, os.environ["SOURCE_DATE_EPOCH"], folder = line.split(maxsplit=2)
        print(json.dumps(in_a_process(program, str(Path(folder.strip())))), flush=True)


if __name__ == "__main__":
    main()
