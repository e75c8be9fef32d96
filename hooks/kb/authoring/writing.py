"""Records as the text of their files: YAML that people like to read, and that comes back exactly as it was given."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from kb.content.fields import SLUG_PATTERN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LINE_LENGTH = 110
_TODO = "Still to do. Take the “# ” away in front of a field, and write what is asked for."
LONGEST_QUOTED = 72
"""A longer text that needs quotes becomes a block, since PyYAML breaks quoted texts with backslashes."""


def record_text(
    fields: Mapping[str, Any],
    body: str | None = None,
    *,
    notes: Sequence[str] = (),
    todo: Sequence[str] = (),
    modeline: str = "",
    ascii_only: bool = False,
) -> str:
    """Write a record as the text of its file.

    Args:
        fields: names and values (texts, lists, mappings), in the order in which they shall stand. The reader takes every
            value for a text, so True is written as ``true`` and numbers must be given as texts.
        body: the Markdown below the fields, for questions; None for catalogue files, which have no front matter.
        notes: lines for whoever finishes the record; they follow the fields as comments.
        todo: lines of YAML for fields that are still to be filled in; they come last, as comments.
        modeline: a comment for the first line of a catalogue file.
        ascii_only: whether to escape everything else, for texts that a file may not hold as they are.
    """
    text = (
        ""
        if not fields
        else yaml.dump(
            dict(fields),
            Dumper=_Dumper,
            sort_keys=False,
            allow_unicode=not ascii_only,
            width=LINE_LENGTH,
            default_flow_style=False,
        )
    )
    text += "".join(f"# {' '.join(note.split())}\n" for note in notes)
    if todo:
        text += "\n" + "".join(f"# {line}".rstrip() + "\n" for line in (_TODO, "", *todo))
    if body is None:
        return f"{modeline}\n{text}" if modeline else text
    return f"---\n{text}---\n" + (f"\n{body.strip()}\n" if body.strip() else "")


class _Dumper(yaml.SafeDumper):
    """Writes lists with their indentation, short lists of ids on one line, and texts as the other records have them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - the library's names
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - records may not use aliases
        return True


def _text(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=_style(value))


def _style(value: str) -> str | None:
    """Choose how a text is quoted. PyYAML takes double quotes instead where a block can't hold it."""
    if "\n" in value:
        return "|"
    needs_quotes = yaml.safe_dump(value, allow_unicode=True, width=len(value) + 10).startswith(("'", '"'))
    if not needs_quotes:
        return None
    if len(value) > LONGEST_QUOTED and re.fullmatch(r"\S+(?: \S+)+", value):
        return ">"
    return "'" if '"' in value or "\\" in value or not value.isascii() else '"'


def _list(dumper: _Dumper, value: Sequence[Any]) -> yaml.SequenceNode:
    is_short = all(isinstance(item, str) and re.fullmatch(SLUG_PATTERN, item) for item in value)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=is_short)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)
_Dumper.add_representer(tuple, _list)
