"""``kb schemas``: the JSON Schemas of the records."""

from __future__ import annotations

import click

from kb.commands.shared import ROOT
from kb.publish.known_schemas import outdated_schemas


@click.command("schemas")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit with 1 where a schema is out of date.")
def schemas_command(only_check: bool) -> None:
    """Write the JSON Schemas of the records to docs/schemas/."""
    folder = ROOT / "docs" / "schemas"
    outdated = outdated_schemas(folder)
    if only_check and outdated:
        raise click.ClickException(f"Out of date: {', '.join(outdated)}. Run: make schemas")
    folder.mkdir(exist_ok=True)
    for name, text in outdated.items():
        (folder / name).write_text(text, encoding="utf-8")
