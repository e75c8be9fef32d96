"""Whether the JSON Schemas under ``docs/schemas/`` say what the code says, which is found out once for the same files and the same code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kb.content.memory import Memory, key_of
from kb.publish.code_version import texts_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_AUTHORING = Path(__file__).resolve().parents[1] / "authoring"
_ENDING = ".schema.json"


def outdated_schemas(folder: Path, memory: Memory | None = None) -> Mapping[str, str]:
    """Give the schemas that are not in a folder, or not as they should be, by file name.

    Args:
        folder: where they are.
        memory: what was found out before; what is found out now is added to it.
    """
    memory = memory or Memory()
    present = {file.name: file.read_text(encoding="utf-8") for file in sorted(folder.glob(f"*{_ENDING}"))}
    known = "\0".join((*present, *present.values(), *texts_of(_AUTHORING, deep=False)))
    key = key_of("schemas", "", known.encode())
    if memory.recall(key):
        return {}
    # Making them takes as long as judging hundreds of records, and so does loading what makes them.
    from kb.authoring.json_schemas import json_schemas

    outdated = {name: text for name, text in json_schemas().items() if present.get(name) != text}
    if not outdated:
        memory.keep(key, True)
    return outdated
