"""The JSON API described in OpenAPI 3.1, from the same types that write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.exports.api_files import (
    CROISSANT,
    INDEX,
    LICENCE,
    OPEN_API,
    VERSION,
    WHOLE,
    Change,
    Index,
    ListOfKind,
    Renamed,
    compact,
)
from kb.exports.api_kinds import KINDS
from kb.exports.api_shapes import API, described, part_schema, parts_of, schema_ref
from kb.exports.export import Export
from kb.exports.models_table import PATH as TABLE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kb.exports.api_kinds import ApiKind
    from kb.exports.export import Site

_ABOUT = (
    "Questions that people ask about AI features, the tasks behind them, and the models that do these, as files of JSON. "
    "Nothing needs a key. A field with `x-refers: models` holds the ids of models: each is at `models/{id}.json`. Fields without a value are left out, lists are always there, and no value is null. "
    "New fields and new values of an enum may come at any time; what breaks a client gets another folder."
)
_DAY = {"type": "string", "format": "date", "description": "The day of the content: that of its last change."}


def open_api(site: Site) -> Export:
    """Describe the API."""
    description = {
        "openapi": "3.1.1",
        "info": {
            "title": site.name,
            "version": VERSION,
            "description": _ABOUT,
            "license": {"name": "Creative Commons Attribution 4.0 International", "identifier": LICENCE},
        },
        "externalDocs": {"url": site.absolute("api/"), "description": "What the API is, for people."},
        "servers": [{"url": site.url.removesuffix("/") or "/"}],
        "tags": [{"name": kind.folder, "description": kind.says} for kind in KINDS],
        "paths": _paths(),
        "components": {"schemas": api_schemas()},
    }
    return Export(OPEN_API, compact(description))


def api_schemas() -> dict[str, dict[str, Any]]:
    """Give the JSON Schemas of all that the API gives, by name."""
    schemas = {one.__name__: part_schema(one) for one in (Index, ListOfKind, Renamed, Change)}
    for kind in KINDS:
        schemas |= kind.schemas() | {f"{kind.schema_name}List": _list_schema(kind)}
        for part in (*parts_of(kind.record), *parts_of(kind.added)):
            schemas[part.__name__] = part_schema(part)
    return schemas | {"KnowledgeBase": _whole_schema()}


def _list_schema(kind: ApiKind) -> dict[str, Any]:
    count = {"type": "integer", "description": "How many there are."}
    items = {"type": "array", "items": schema_ref(kind.item_schema_name), "description": "All, by id."}
    return {
        "type": "object",
        "title": f"{kind.schema_name}List",
        "description": f"{kind.says} All of them, in short.",
        "properties": {"content_date": _DAY, "count": count, "items": items},
        "required": ["content_date", "count", "items"],
    }


def _whole_schema() -> dict[str, Any]:
    lists = {
        kind.folder: {"type": "array", "items": schema_ref(kind.full_schema_name), "description": kind.says}
        for kind in KINDS
    }
    return {
        "type": "object",
        "title": "KnowledgeBase",
        "description": "All records in full.",
        "properties": {"index": schema_ref("Index"), **lists},
        "required": ["index", *lists],
    }


def _paths() -> dict[str, Any]:
    paths = {f"/{INDEX}": _get("getIndex", "What there is in the API.", schema_ref("Index"))}
    for kind in KINDS:
        name = kind.schema_name
        everything = _get(f"list{name}", f"{kind.says} All, in short.", schema_ref(f"{name}List"), kind.folder)
        one = _get(f"get{name}", kind.says, schema_ref(name), kind.folder, takes_id=True)
        paths |= {f"/{API}{kind.folder}.json": everything, f"/{API}{kind.folder}/{{id}}.json": one}
    return paths | {
        f"/{WHOLE}": _get(
            "getKnowledgeBase",
            "All records in full, as a KnowledgeBase, compressed with gzip.",
            {"contentMediaType": "application/json", "x-contains": "KnowledgeBase"},
            media="application/gzip",
        ),
        f"/{TABLE}": _get("getModelsTable", "All models and other works.", {"type": "string"}, media="text/csv"),
        f"/{CROISSANT}": _get("getCroissant", "The whole as a data set, in the Croissant format.", {"type": "object"}),
    }


def _get(
    operation: str,
    says: str,
    schema: Mapping[str, Any],
    tag: str = "",
    *,
    takes_id: bool = False,
    media: str = "application/json",
) -> dict[str, Any]:
    responses: dict[str, Any] = {"200": {"description": says, "content": {media: {"schema": dict(schema)}}}}
    told: dict[str, Any] = {"operationId": operation, "summary": says, **({"tags": [tag]} if tag else {})}
    if not takes_id:
        return {"get": {**told, "responses": responses}}
    missing = {"404": {"description": "There is no such record. The index tells whether it was renamed."}}
    by_id = {"name": "id", "in": "path", "required": True, "schema": described({"type": "string"}, "The record's id.")}
    return {"get": {**told, "parameters": [by_id], "responses": responses | missing}}
