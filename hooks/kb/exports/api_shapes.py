"""The types of the records in the JSON API: for each, one description that both writes its values and is their JSON Schema."""

from __future__ import annotations

import datetime as dt
import re
import types
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, StringConstraints

from kb.content.fields import FILE_NAME_PATTERN, Prose, Refers
from kb.views.addresses import address_of
from kb.views.question_pictures import published_as

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kb.exports.export import Site

API = "api/v1/"
"""Where the API is, relative to the site."""
FOLDERS = {
    "question": "questions",
    "task": "tasks",
    "model": "models",
    "example": "examples",
    "term": "terms",
    "product": "products",
    "metric": "metrics",
    "family": "families",
    "modality": "modalities",
    "licence": "licences",
}
"""The kinds of records in the API, by what other records call them, and the folder of each."""
NOT_PUBLISHED = ("draft",)
"""Fields of records that are not in the API: no draft is published."""
ASKED = ("asked_as", "also_asked")
"""Fields with the many ways in which people ask for something."""
READ = frozenset({"checked", "sources"})
"""Fields that say what was read for a record."""
_LINK_TO_RECORD = re.compile(r"(\]\(|\]:\s+)(question|task|model):([a-z0-9-]+)")
_PICTURE = re.compile(r"(!\[[^\]\n]*\]\()([a-z0-9-]+\.[a-z0-9]+)(?=[\s)])")


@dataclass(frozen=True, slots=True)
class Scope:
    """What values are written for: the site, and the folder of the record's own files, relative to it."""

    site: Site
    folder: str = ""

    def record(self, kind: str, record_id: str) -> str:
        """Give the absolute address of a record in the API."""
        return self.site.absolute(f"{API}{FOLDERS[kind]}/{record_id}.json")


@dataclass(frozen=True, slots=True)
class Shape:
    """A type: the JSON Schema of its values, and how one is written."""

    schema: Mapping[str, Any]
    write: Callable[[Any, Scope], Any]


@dataclass(frozen=True, slots=True)
class Property:
    """A field of an object. One that is not always there is left out where it has no value; no value is ever null."""

    name: str
    says: str
    shape: Shape
    is_always_there: bool = True

    @property
    def is_long(self) -> bool:
        """Tell whether it is long: texts, and what was read. The file with all records has these, and the file of each record has not."""
        return self.shape is MARKDOWN or self.name in ASKED or self.name in READ


def shape_of(hint: Any, marks: tuple[Any, ...] = ()) -> Shape:
    """Give the shape of a type as a record's field states it.

    Args:
        hint: the type.
        marks: what ``Annotated`` says of it.
    """
    if get_origin(hint) is Annotated:
        inner, *more = get_args(hint)
        return shape_of(inner, (*marks, *more))
    if get_origin(hint) in (Union, types.UnionType):
        (inner,) = (choice for choice in get_args(hint) if choice is not type(None))
        return shape_of(inner, marks)
    if get_origin(hint) is tuple:
        return list_of(shape_of(get_args(hint)[0]))
    if get_origin(hint) is Literal:
        return Shape({"type": "string", "enum": list(get_args(hint))}, _same)
    if issubclass(hint, BaseModel):
        return _object_shape(hint)
    if issubclass(hint, Enum):
        return Shape({"type": "string", "enum": [choice.value for choice in hint]}, lambda value, _: value.value)
    return _text_shape(marks) if hint is str else _PLAIN[hint]


def list_of(item: Shape) -> Shape:
    """Give the shape of a list. Lists are always there, and may be empty."""
    return Shape(
        {"type": "array", "items": item.schema}, lambda values, scope: [item.write(value, scope) for value in values]
    )


@cache
def properties_of(record: type[BaseModel]) -> tuple[Property, ...]:
    """Give the published fields of a record type, in the order of the schema."""
    found: list[Property] = []
    for name, field in record.model_fields.items():
        if name in NOT_PUBLISHED:
            continue
        marks = tuple(field.metadata)
        is_optional = type(None) in get_args(field.annotation)
        found.append(Property(name, field.description or "", shape_of(field.annotation, marks), not is_optional))
    return tuple(found)


def object_schema(title: str, says: str, properties: Iterable[Property]) -> dict[str, Any]:
    """Give the JSON Schema of an object."""
    fields = tuple(properties)
    return {
        "type": "object",
        "title": title,
        "description": says,
        "properties": {one.name: described(one.shape.schema, one.says) for one in fields},
        "required": sorted(one.name for one in fields if one.is_always_there),
    }


def described(schema: Mapping[str, Any], says: str) -> dict[str, Any]:
    """Add what a value means to its schema."""
    return {**schema, "description": says} if says else dict(schema)


def write_object(properties: Iterable[Property], values: Any, scope: Scope) -> dict[str, Any]:
    """Write the fields of a record; those without a value are left out."""
    written = {}
    for one in properties:
        value = getattr(values, one.name)
        if value is not None:
            written[one.name] = one.shape.write(value, scope)
    return written


def parts_of(record: type[BaseModel]) -> tuple[type[BaseModel], ...]:
    """Give the types of objects within a record type, each once, in the order in which they come."""
    found: dict[type[BaseModel], None] = {}
    for field in record.model_fields.values():
        for inner in _models_in(field.annotation):
            found |= dict.fromkeys((inner, *parts_of(inner)))
    return tuple(found)


def part_schema(part: type[BaseModel]) -> dict[str, Any]:
    """Give the JSON Schema of an object within a record."""
    return object_schema(part.__name__, (part.__doc__ or "").strip(), properties_of(part))


def schema_ref(name: str) -> dict[str, str]:
    """Point to a schema of the API's description."""
    return {"$ref": f"#/components/schemas/{name}"}


def markdown(text: str, scope: Scope) -> str:
    """Write a text with absolute addresses for the records that it links (``model:its-id``) and the pictures that it shows."""

    def page(match: re.Match[str]) -> str:
        return f"{match[1]}{scope.site.absolute(address_of(match[2], match[3]))}"

    def picture(match: re.Match[str]) -> str:
        return f"{match[1]}{scope.site.absolute(published_as(f'{scope.folder}/{match[2]}'))}"

    if "](" not in text and "]:" not in text:
        return str(text)
    return _PICTURE.sub(picture, _LINK_TO_RECORD.sub(page, text))


def _same(value: Any, _: Scope) -> Any:
    return value


def _file_address(name: str, scope: Scope) -> str:
    return scope.site.absolute(f"{scope.folder}/{name}")


TEXT = Shape({"type": "string"}, lambda value, _: str(value))
ADDRESS = Shape({"type": "string", "format": "uri"}, lambda value, scope: scope.site.absolute(value))
"""An address that is relative to the site, which becomes absolute."""
MARKDOWN = Shape({"type": "string", "contentMediaType": "text/markdown"}, markdown)
"""A text of several paragraphs."""
_LINE = Shape(MARKDOWN.schema, markdown)
"""One or two sentences of Markdown."""
_FILE = Shape({"type": "string", "format": "uri"}, _file_address)
_PLAIN = {
    bool: Shape({"type": "boolean"}, _same),
    int: Shape({"type": "integer"}, _same),
    float: Shape({"type": "number"}, _same),
    Decimal: Shape({"type": "number"}, lambda value, _: float(value)),
    dt.date: Shape({"type": "string", "format": "date"}, lambda value, _: value.isoformat()),
}


def _text_shape(marks: tuple[Any, ...]) -> Shape:
    if kind := _refers(marks):
        return _id_of(kind)
    for mark in marks:
        if isinstance(mark, Prose):
            return _LINE if mark.inline else MARKDOWN
    if any(isinstance(mark, StringConstraints) and mark.pattern == FILE_NAME_PATTERN for mark in marks):
        return _FILE
    return TEXT


def _refers(marks: Iterable[Any]) -> str | None:
    return next((mark.kind for mark in marks if isinstance(mark, Refers)), None)


@cache
def _id_of(kind: str) -> Shape:
    return Shape({"type": "string", "x-refers": FOLDERS[kind]}, lambda value, _: str(value))


@cache
def _object_shape(part: type[BaseModel]) -> Shape:
    properties = properties_of(part)
    return Shape(schema_ref(part.__name__), lambda value, scope: write_object(properties, value, scope))


def _models_in(hint: Any) -> Iterable[type[BaseModel]]:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return (hint,)
    return tuple(model for inner in get_args(hint) for model in _models_in(inner))
