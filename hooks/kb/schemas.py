"""The JSON Schemas of the records, for editors and other programs."""

from __future__ import annotations

import json

from kb.schema import Family, Licence, Modality, Model, Question, Record, Redirect, Task, Waiver

_RECORDS: dict[str, type[Record]] = {"task": Task, "model": Model, "question": Question}
_LISTS: dict[str, type[Record]] = {
    "modalities": Modality,
    "families": Family,
    "licences": Licence,
    "waivers": Waiver,
    "redirects": Redirect,
}


def json_schemas() -> dict[str, str]:
    """Give every schema as JSON text, by file name. Lists of records get the schema of a list."""
    schemas = {name: record.model_json_schema() for name, record in _RECORDS.items()}
    for name, record in _LISTS.items():
        inner = record.model_json_schema()
        definitions = inner.pop("$defs", {})
        schemas[name] = {"type": "array", "items": inner, "title": name.capitalize(), "$defs": definitions}
    return {f"{name}.schema.json": _text(schema) for name, schema in schemas.items()}


def _text(schema: dict[str, object]) -> str:
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(dialect | schema, ensure_ascii=False, indent=2) + "\n"
