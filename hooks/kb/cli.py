"""The ``kb`` command."""

from __future__ import annotations

import gc
from importlib import import_module

import click

from kb.commands.encodings import print_anywhere
from kb.commands.ending import end_at_once, without_plugins
from kb.content.docstrings import docstring_of

GARBAGE_AFTER = 100_000
"""So many more objects made than let go of start a search for garbage."""
COMMANDS = (
    *("check", "build", "serve", "search", "stats", "schemas", "new", "import"),
    *("rename", "links", "watch", "changed-pages", "view", "verify"),
)


class _LazyGroup(click.Group):
    """Loads a subcommand when it is used: https://click.palletsprojects.com/en/stable/complex/#lazily-loading-subcommands."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        module = import_module(f"kb.commands.{'import_' if name == 'import' else name}")
        command: click.Command = getattr(module, f"{name}_command")
        _explain(command)
        return command


def _explain(command: click.Command) -> None:
    """Give a command and its subcommands the help that they have in the source, whatever Python was told to leave out."""
    if command.help is None and command.callback is not None:
        command.help = docstring_of(command.callback)
    for one in command.commands.values() if isinstance(command, click.Group) else ():
        _explain(one)


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Check the records of the CNAPS Knowledge Base and build its site."""
    # A command reads much and lets go of little: looking for garbage as often as Python does takes a seventh of its time.
    gc.set_threshold(GARBAGE_AFTER)
    print_anywhere()


def run() -> None:
    """Be the program ``kb``: run a command, and end at once."""
    without_plugins()
    try:
        main()
    except SystemExit as end:
        end_at_once(end)


_explain(main)
