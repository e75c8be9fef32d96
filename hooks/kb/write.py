"""Records into text: YAML as people write it, which the project's own reader takes back unchanged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from kb.schema import SLUG_PATTERN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WIDTH = 100
"""Longer texts go on on the next line."""
_TODO = "Still to do. Take the “# ” away in front of a field, and write what is asked for."


def record_text(
    fields: Mapping[str, Any], body: str | None = None, todo: Iterable[str] = (), schema: str | None = None
) -> str:
    """Write a record as a file.

    Args:
        fields: the record's fields in the order in which they shall stand: texts, ``True``, lists and mappings.
        body: the Markdown below the front matter; None where the file is YAML alone.
        todo: lines for the person who goes on with the file. They become comments below the fields.
        schema: the way to the record's JSON Schema, for editors; written as the first line.
    """
    parts = [f"# yaml-language-server: $schema={schema}\n"] if schema else []
    parts.append(_yaml(fields))
    lines = list(todo)
    if lines:
        parts.append("\n" + "".join(f"# {line}".rstrip() + "\n" for line in (_TODO, "", *lines)))
    text = "".join(parts)
    if body is None:
        return text
    below = body.strip("\n")
    return f"---\n{text}---\n" + (f"\n{below}\n" if below.strip() else "")


class _Dumper(yaml.SafeDumper):
    """Lists are indented, short ones of ids stand on one line, texts of several lines are blocks."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - the library's names
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - records may not use aliases
        return True


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


def _list(dumper: yaml.SafeDumper, values: Iterable[Any]) -> yaml.Node:
    items = list(values)
    are_ids = all(isinstance(item, str) and re.fullmatch(SLUG_PATTERN.strip("^$"), item) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=are_ids)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)
_Dumper.add_representer(tuple, _list)


def _yaml(fields: Mapping[str, Any]) -> str:
    if not fields:
        return ""
    return str(yaml.dump(dict(fields), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH))
