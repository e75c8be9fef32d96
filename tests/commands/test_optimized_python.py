"""Python that leaves out docstrings shows the same texts: of fields and records, and of commands."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

SHOWN = """
import click
from kb.authoring.json_schemas import json_schemas
from kb.cli import COMMANDS, main
from kb.views.field_reference import fields_view
from kb.views.view import as_json

def helps(command, context):
    yield command.get_help(context)
    for name in command.list_commands(context) if isinstance(command, click.Group) else ():
        inner = command.get_command(context, name)
        yield from helps(inner, click.Context(inner, info_name=name))

print("\\n".join([*json_schemas().values(), as_json(fields_view()), *helps(main, click.Context(main))]))
"""


@pytest.mark.parametrize("level", ["1", "2"])
def test_nothing_that_people_read_is_lost(level: str) -> None:
    with_all, with_less = (shown(optimize) for optimize in ("", level))
    assert "What someone wondered, and the answer." in with_all
    assert "Give a record another id" in with_all
    assert with_less == with_all


def shown(optimize: str) -> str:
    command = [sys.executable, "-c", SHOWN]
    environment = os.environ | {"PYTHONOPTIMIZE": optimize, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
