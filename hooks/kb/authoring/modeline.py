"""The line at the top of a catalogue file that tells editors which schema it follows."""

from __future__ import annotations

import posixpath
from functools import cache

from kb.content.schema import FILED_RECORDS, LISTED_RECORDS


def modeline(kind: str, file: str) -> str:
    """Give the comment, without a line end, that tells editors which schema a file follows. It is the file's first line.

    The form is the one of YAML Language Server, which VS Code, Neovim, Zed, Emacs and others use:
    https://github.com/redhat-developer/yaml-language-server#using-inlined-schema

    Args:
        kind: what the file holds: ``task``, ``model``, ``question``, or a list such as ``families``.
        file: the file's path from the project's folder, such as ``catalog/models/ddcolor.yml``.
    """
    return _modeline_in(kind, posixpath.dirname(file))


@cache
def _modeline_in(kind: str, folder: str) -> str:
    if kind not in FILED_RECORDS | LISTED_RECORDS:
        raise ValueError(f"There is no schema for “{kind}”.")
    schema = posixpath.relpath(f"docs/schemas/{kind}.schema.json", folder)
    return f"# yaml-language-server: $schema={schema}"
