"""The JSON Schemas of the records, for editors and other programs."""

from __future__ import annotations

import json
from typing import Any

from kb.authoring.field_examples import EXAMPLES
from kb.content.schema import FILED_RECORDS, LISTED_RECORDS, Record


def json_schemas() -> dict[str, str]:
    """Give every schema as JSON text, by file name. Lists of records get the schema of a list."""
    schemas = {name: _schema_of(record) for name, record in FILED_RECORDS.items()}
    for name, record in LISTED_RECORDS.items():
        inner = _schema_of(record)
        definitions = inner.pop("$defs", {})
        schemas[name] = {"type": "array", "items": inner, "title": name.capitalize(), "$defs": definitions}
    return {f"{name}.schema.json": _text(schema) for name, schema in schemas.items()}


def _schema_of(record: type[Record]) -> dict[str, Any]:
    schema = record.model_json_schema()
    for described in (schema, *schema.get("$defs", {}).values()):
        _add_examples(described)
        for name, value in described.get("properties", {}).items():
            described["properties"][name] = _without_null(value)
    return schema


def _add_examples(described: dict[str, Any]) -> None:
    examples = {record.__name__: fields for record, fields in EXAMPLES.items()}
    for name, values in examples.get(described["title"], {}).items():
        described["properties"][name]["examples"] = values


def _without_null(field: dict[str, Any]) -> dict[str, Any]:
    """Leave out null, which records express by leaving out the field: editors then suggest and explain what is meant."""
    choices = [choice for choice in field.get("anyOf", []) if choice != {"type": "null"}]
    rest = {key: value for key, value in field.items() if key != "anyOf" and (key, value) != ("default", None)}
    return rest | choices[0] if len(choices) == 1 else field


def _text(schema: dict[str, Any]) -> str:
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(dialect | schema, ensure_ascii=False, indent=2) + "\n"
