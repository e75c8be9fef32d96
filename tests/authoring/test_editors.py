"""What editors need: schemas that describe every field, files that name theirs, problems on their lines."""

from __future__ import annotations

import json
import re
from typing import Any, get_type_hints

import pytest
import yaml
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter

from kb.authoring.field_examples import EXAMPLES
from kb.authoring.json_schemas import json_schemas
from kb.authoring.modeline import modeline
from kb.content.places import FOLDERS, LISTS, Kind
from kb.content.problem_formats import as_text
from kb.content.problems import Level, Problem
from kb.content.schema import Record, record_in
from tests.conftest import ROOT

SCHEMAS: dict[str, Any] = {name: json.loads(text) for name, text in json_schemas().items()}
FILES = [
    *((file, kind) for folder, (kind, _) in FOLDERS.items() for file in sorted((ROOT / folder).iterdir())),
    *((ROOT / path, kind) for path, kind in LISTS.items() if (ROOT / path).exists()),
]
FIELDS = [(record, field) for record, fields in EXAMPLES.items() for field in fields]


class EditorLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads YAML as editors do: after version 1.2, in which yes, no and dates are words."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - what the base class has


EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("(true|false)$"), ["t", "f"])
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(~|null)?$"), ["~", "n", ""])
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"-?\d+$"), list("-0123456789"))
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"-?\d+\.\d+$"), list("-0123456789"))


def definitions(schema: Any) -> dict[str, Any]:
    top = schema.get("items", schema)
    return {top["title"]: top, **schema.get("$defs", {})}


def test_every_catalogue_file_names_its_schema() -> None:
    for file, kind in FILES:
        if kind is not Kind.QUESTION:
            path = file.relative_to(ROOT).as_posix()
            first = file.read_text(encoding="utf-8").split("\n")[0]
            assert first == modeline(kind, path), f"{path} must begin with: {modeline(kind, path)}"
            assert (file.parent / first.split("=")[1]).resolve().is_file()


def test_every_file_pleases_an_editor() -> None:
    validators = {name: Draft202012Validator(schema) for name, schema in SCHEMAS.items()}
    for file, kind in FILES:
        text = file.read_text(encoding="utf-8")
        front_matter = text.split("---\n")[1] if kind is Kind.QUESTION else text
        data = yaml.load(front_matter, EditorLoader)  # noqa: S506 - a SafeLoader
        errors = [error.message for error in validators[f"{kind}.schema.json"].iter_errors(data)]
        assert not errors, f"{file.name}: {errors}"


@pytest.mark.parametrize(
    ("field", "value"),
    [("kind", "thing"), ("paper", "http://x.org"), ("published", "2022-13"), ("sumary", "x"), ("summary", None)],
)
def test_an_editor_finds_a_slip(field: str, value: object) -> None:
    file = ROOT / "catalog/models/ddcolor.yml"
    data = yaml.load(file.read_text(encoding="utf-8"), EditorLoader) | {field: value}  # noqa: S506 - a SafeLoader
    assert list(Draft202012Validator(SCHEMAS["model.schema.json"]).iter_errors(data))


def test_a_new_file_gets_its_schema_in_vs_code_too() -> None:
    mapping = commented_json("settings.json")["yaml.schemas"]
    for path, kind in [*LISTS.items(), *((f"{folder}/*.yml", kind) for folder, (kind, _) in FOLDERS.items())]:
        if kind is not Kind.QUESTION:
            assert mapping[f"./docs/schemas/{kind}.schema.json"] == path


def test_vs_code_finds_the_problems_that_the_check_prints() -> None:
    pattern = commented_json("tasks.json")["tasks"][0]["problemMatcher"]["pattern"]
    printed = as_text([Problem("questions/x.md", 4, 9, "rule", "It is: wrong.", "Mend it.", "title", Level.WARNING)])
    match = re.match(pattern["regexp"], printed.splitlines()[0])
    assert match
    found = [match[pattern[part]] for part in ("file", "line", "column", "severity", "message")]
    assert found == ["questions/x.md", "4", "9", "warning", "It is: wrong. (title) [rule]"]


def commented_json(name: str) -> Any:
    text = (ROOT / ".vscode" / name).read_text(encoding="utf-8")
    return json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))


def test_every_field_is_described() -> None:
    for schema in SCHEMAS.values():
        for name, described in definitions(schema).items():
            assert described["description"], name
            for field, value in described.get("properties", {}).items():
                assert value.get("description") or "$ref" in value, f"{name}.{field}"


def test_every_field_that_people_type_has_an_example() -> None:
    for schema in SCHEMAS.values():
        for name, described in definitions(schema).items():
            for field, value in described.get("properties", {}).items():
                is_typed = "$ref" not in json.dumps(value) and value.get("type") != "boolean"
                assert not is_typed or value.get("examples"), (
                    f"{name}.{field}: add one in hooks/kb/authoring/field_examples.py"
                )


@pytest.mark.parametrize(("record", "field"), FIELDS, ids=[f"{record.__name__}.{field}" for record, field in FIELDS])
def test_an_example_is_right(record: type[Record], field: str) -> None:
    hint = get_type_hints(record, include_extras=True)[field]
    described = next(
        found[record.__name__] for schema in SCHEMAS.values() if record.__name__ in (found := definitions(schema))
    )
    for example in EXAMPLES[record][field]:
        TypeAdapter[Any](hint).validate_python(as_tuples(example))
        Draft202012Validator(described["properties"][field]).validate(example)
        assert record_in(hint) is None


def as_tuples(value: Any) -> Any:
    return tuple(map(as_tuples, value)) if isinstance(value, list) else value


@pytest.mark.parametrize(
    ("kind", "file", "schema"),
    [
        ("model", "catalog/models/x.yml", "../../docs/schemas/model.schema.json"),
        ("families", "catalog/families.yml", "../docs/schemas/families.schema.json"),
        ("question", "questions/x.md", "../docs/schemas/question.schema.json"),
    ],
)
def test_the_line_that_names_a_schema(kind: str, file: str, schema: str) -> None:
    assert modeline(kind, file) == f"# yaml-language-server: $schema={schema}"


def test_there_is_no_line_for_an_unknown_kind() -> None:
    with pytest.raises(ValueError, match="thing"):
        modeline("thing", "catalog/things/x.yml")
