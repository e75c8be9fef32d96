"""What contributors read is ours: no word of a library reaches them, numbers and dates are judged plainly."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from pydantic import BaseModel, ValidationError
from pydantic_core import core_schema

from kb.content.explain import explain
from kb.content.fields import Number  # noqa: TC001 - the record below is made of it
from kb.content.schema import FILED_RECORDS, LISTED_RECORDS, Model, Record
from kb.content.yamltree import read_yaml

TREE = read_yaml("name: x\n", "file")[0]
CONTEXT: dict[str, Any] = {
    **dict.fromkeys(("gt", "ge", "lt", "le", "multiple_of", "min_length", "max_length", "actual_length"), 7),
    **dict.fromkeys(
        ("max_digits", "decimal_places", "whole_digits", "tz_expected", "tz_actual", "expected_version"), 7
    ),
    **dict.fromkeys(
        ("error", "expected", "class", "class_name", "pattern", "field_type", "attribute"), "'one' or 'two'"
    ),
    **dict.fromkeys(("method_name", "encoding", "encoding_error", "discriminator", "tag", "expected_tags"), "'one'"),
    "expected_schemes": "'https'",
}
OF_LIBRARIES = ("Input should", "Input is", "parse", "pydantic", "Field required", "valid ", "_", "Python")


@pytest.mark.parametrize("kind", get_args(core_schema.ErrorType))
@pytest.mark.parametrize("given", ["nan and more", ["a"], {"a": "b"}], ids=["text", "list", "fields"])
def test_every_error_of_the_library_is_told_in_our_words(kind: str, given: Any) -> None:
    context: dict[str, Any] = CONTEXT | (
        {"error": ValueError("x")} if kind in ("value_error", "assertion_error") else {}
    )
    details: Any = {"type": kind, "loc": ("name",), "input": given, "ctx": context}
    error = ValidationError.from_exception_data("Model", [details])
    assert TREE is not None
    for problem in explain(error, Model, TREE, "file", ()):
        said = problem.message + problem.tip
        assert problem.tip
        assert "_" not in problem.rule
        assert kind not in said or kind in ("missing", "enum")
        for words in OF_LIBRARIES:
            assert words not in said, said


class WithANumber(Record):
    """What a newcomer adds."""

    memory_gb: Number | None = None
    """How much memory it takes, in gigabytes."""


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        *((plain, "") for plain in ("0", "12", "0.5", "1000000")),
        *((odd, "number") for odd in ("1_000", "1e5", "inf", ".inf", "nan", "0x1F", "12 GB", "1,000", "½", "+5", "٣")),
        *((odd, "wrong-value") for odd in ("-1", "999999999999")),
    ],
)
def test_numbers_are_finite_plain_and_in_a_range(typed: str, rule: str) -> None:
    try:
        WithANumber.model_validate({"memory_gb": typed})
        told = ""
    except ValidationError as error:
        assert TREE is not None
        told = next(explain(error, WithANumber, TREE, "file", ())).rule
    assert told == rule


def numbers_without_a_range(record: type[BaseModel]) -> list[str]:
    schema = record.model_json_schema()
    described = [schema, *schema.get("$defs", {}).values()]
    fields = [(name, field) for one in described for name, field in one.get("properties", {}).items()]
    return [
        name
        for name, field in fields
        for choice in [field, *field.get("anyOf", [])]
        if choice.get("type") in ("number", "integer") and not {"minimum", "maximum"} <= choice.keys()
    ]


@pytest.mark.parametrize("record", [*FILED_RECORDS.values(), *LISTED_RECORDS.values(), WithANumber])
def test_every_number_of_the_schema_has_a_range(record: type[BaseModel]) -> None:
    assert numbers_without_a_range(record) == []
