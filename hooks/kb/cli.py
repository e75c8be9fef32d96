"""The ``kb`` command."""

from __future__ import annotations

import click

from kb.commands.build import build_command
from kb.commands.changed_pages import changed_pages_command
from kb.commands.check import check_command
from kb.commands.import_ import import_command
from kb.commands.links import links_command
from kb.commands.new import new_command
from kb.commands.rename import rename_command
from kb.commands.schemas import schemas_command
from kb.commands.search import search_command
from kb.commands.stats import stats_command
from kb.commands.view import view_command

COMMANDS = (
    *(check_command, build_command, search_command, stats_command, schemas_command),
    *(new_command, import_command, rename_command, links_command, changed_pages_command, view_command),
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Check the records of the CNAPS Knowledge Base and build its site."""


for command in COMMANDS:
    main.add_command(command)
