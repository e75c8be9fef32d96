"""The JSON API: whole, described, the same each time, and readable by a client that knows nothing but its description."""

from __future__ import annotations

import copy
import datetime as dt
import gzip
import json
import re
from enum import Enum
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from kb.content.schema import FILED_RECORDS, LISTED_RECORDS, Record
from kb.exports.all_exports import make_exports
from kb.exports.api_kinds import KINDS
from kb.exports.api_shapes import NOT_PUBLISHED, parts_of, properties_of
from kb.exports.export import Site
from kb.knowledge.link import Knowledge, link
from kb.rules.check import check
from kb.search.compressed import gzipped
from kb.text.document import MarkdownText
from tests.conftest import TODAY
from tests.views.test_views import write_whole_content

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SITE = Site("https://example.org/kb/", "Small", "A small site.", "https://example.org/source", TODAY)
NOT_IN_THE_API = {"waivers": "They are for the checks.", "redirects": "The index tells them, as “renamed”."}
"""Lists of records that have no files of their own, and why."""


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    root = tmp_path_factory.mktemp("api") / "content"
    write_whole_content(root)
    captioner = root / "catalog/models/captioner.yml"
    text = captioner.read_text(encoding="utf-8")
    captioner.write_text(
        f"{text}training_data: As [the tagger](model:tagger), and [a site](https://example.org/).\n", encoding="utf-8"
    )
    return link(check(root, TODAY).records)


@pytest.fixture(scope="module")
def files(knowledge: Knowledge) -> Mapping[str, bytes]:
    """The files of the API by their paths."""
    return {one.path: one.content for one in make_exports(knowledge, SITE) if one.path.startswith("api/v1/")}


def test_a_product_in_which_nobody_meets_a_task_is_left_out_as_on_the_pages(tmp_path: Path) -> None:
    root = tmp_path / "content"
    write_whole_content(root)
    products = root / "catalog/products.yml"
    text = products.read_text(encoding="utf-8")
    products.write_text(f"{text}- {{id: lonely, name: Lonely, maker: Nobody}}\n", encoding="utf-8")
    paths = {one.path for one in make_exports(link(check(root, TODAY).records), SITE)}
    assert "api/v1/products/example-shop.json" in paths
    assert "api/v1/products/lonely.json" not in paths


@pytest.fixture(scope="module")
def description(files: Mapping[str, bytes]) -> Any:
    return json.loads(files["api/v1/openapi.json"])


def record(files: Mapping[str, bytes], path: str) -> Any:
    return json.loads(files[f"api/v1/{path}.json"])


class Client:
    """Reads an API of which it knows nothing but its description in OpenAPI."""

    def __init__(self, description: Any, files: Mapping[str, bytes]) -> None:
        self._description, self._files = description, files
        self.read: dict[str, Any] = {}
        """What was read, by its path on the site."""
        resource = Resource.from_contents(closed(description), default_specification=DRAFT202012)
        self._registry: Registry[Any] = Registry().with_resource("urn:api", resource)

    def operations(self) -> Iterator[tuple[str, Any]]:
        for path, item in self._description["paths"].items():
            yield path, item["get"]

    def call(self, path: str, operation: Any, **parameters: str) -> Any:
        """Read a file, and judge it by what the description says of it."""
        for parameter in operation.get("parameters", ()):
            path = path.replace(f"{{{parameter['name']}}}", parameters[parameter["name"]])
        address = path.removeprefix("/")
        ((media, content),) = operation["responses"]["200"]["content"].items()
        found = self._files[address]
        if media == "application/gzip":
            value = json.loads(gzip.decompress(found))
            self._judge(value, {"$ref": f"#/components/schemas/{content['schema']['x-contains']}"})
        elif media == "application/json":
            value = json.loads(found)
            self._judge(value, content["schema"])
        else:
            value = found.decode()
        self.read[address] = value
        return value

    def read_all(self) -> None:
        """Call every operation; those for one record with each id that the list of the same tag holds."""
        lists: dict[str, Any] = {}
        for path, operation in self.operations():
            if "parameters" not in operation:
                value = self.call(path, operation)
                for tag in operation.get("tags", ()):
                    lists[tag] = value["items"]
        for path, operation in self.operations():
            if "parameters" in operation:
                for item in lists[operation["tags"][0]]:
                    self.call(path, operation, id=item["id"])

    def _judge(self, value: Any, schema: Any) -> None:
        target = {"$ref": f"urn:api{schema['$ref']}"} if "$ref" in schema else schema
        Draft202012Validator(target, registry=self._registry, format_checker=FormatChecker()).validate(value)


def closed(description: Any) -> Any:
    """Give the description with objects that have no other fields than those that it tells."""
    one = copy.deepcopy(description)
    for schema in one["components"]["schemas"].values():
        schema["additionalProperties"] = False
    return one


@pytest.fixture(scope="module")
def client(description: Any, files: Mapping[str, bytes]) -> Client:
    reader = Client(description, files)
    reader.read_all()
    return reader


def test_the_description_is_valid_openapi(description: Any) -> None:
    OpenAPIV31SpecValidator(description).validate()
    assert [f"{server['url']}/" for server in description["servers"]] == [SITE.url]


def test_a_client_of_the_description_reads_every_file(client: Client, files: Mapping[str, bytes]) -> None:
    assert set(client.read) == set(files) - {"api/v1/openapi.json"}
    assert len(client.read) > 30


def test_a_client_reads_every_file_of_the_real_site_too(real_site: Path) -> None:
    folder = real_site / "api/v1"
    found = {file.relative_to(real_site).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    client = Client(json.loads(found["api/v1/openapi.json"]), found)
    client.read_all()
    assert set(client.read) == set(found) - {"api/v1/openapi.json"}


def test_every_reference_leads_to_a_record(client: Client, description: Any) -> None:
    schemas = description["components"]["schemas"]
    followed = 0

    def follow(value: Any, schema: Any) -> None:
        nonlocal followed
        if "$ref" in schema:
            schema = schemas[schema["$ref"].rpartition("/")[2]]
        if "x-refers" in schema:
            assert f"api/v1/{schema['x-refers']}/{value}.json" in client.read
            followed += 1
        for item in value if isinstance(value, list) else ():
            follow(item, schema["items"])
        for name, inner in value.items() if isinstance(value, dict) else ():
            follow(inner, schema["properties"][name])

    follow(client.read["api/v1/knowledge-base.json.gz"], schemas["KnowledgeBase"])
    assert followed > 100


def test_every_address_of_the_api_leads_to_a_file(files: Mapping[str, bytes], client: Client) -> None:
    followed = 0
    for value in client.read.values():
        for address in re.findall(r"https://example\.org/kb/(api/v1/[^\"{]*?\.json)\"", json.dumps(value)):
            assert address in files
            followed += 1
    assert followed > 30


def test_every_kind_of_record_is_there() -> None:
    types = {kind.record for kind in KINDS}
    expected = FILED_RECORDS | {name: one for name, one in LISTED_RECORDS.items() if name not in NOT_IN_THE_API}
    assert types == set(expected.values())


@pytest.mark.parametrize("kind", KINDS, ids=[kind.folder for kind in KINDS])
def test_every_field_of_the_schema_is_described(kind: Any, description: Any) -> None:
    schemas = description["components"]["schemas"]
    for title, one in (
        (kind.full_schema_name, kind.record),
        *((part.__name__, part) for part in parts_of(kind.record)),
    ):
        assert set(one.model_fields) - set(NOT_PUBLISHED) <= set(schemas[title]["properties"])
    for name in (*kind.listed, *(("page",) if kind.page else ())):
        assert name in schemas[kind.item_schema_name]["properties"]


def test_names_of_the_description_mean_one_thing_each() -> None:
    types: dict[str, type] = {}
    for kind in KINDS:
        assert not {"record", "page"} & set(kind.record.model_fields)
        for part in (*parts_of(kind.record), *parts_of(kind.added)):
            assert types.setdefault(part.__name__, part) is part
    assert not set(types) & {name for kind in KINDS for name in kind.schemas()}
    assert not set(types) & {"Index", "ListOfKind", "Renamed", "Change", "KnowledgeBase"}


def plain(value: Any) -> Any:
    """Give a value of a record as the API writes it, but for references and addresses."""
    if isinstance(value, Record):
        return {name: plain(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def assert_says(written: Any, value: Any) -> None:
    """See that what is written says all that the value says."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in NOT_PUBLISHED:
                continue
            assert (name in written) == (inner is not None), name
            if inner is not None:
                assert_says(written[name], inner)
    elif isinstance(value, list):
        assert len(written) == len(value)
        for one, inner in zip(written, value, strict=True):
            assert_says(one, inner)
    elif isinstance(value, MarkdownText):
        assert re.sub(r"https://example\.org/kb/(task|model|question)s/([a-z0-9-]+)/", r"\1:\2", written) == value
    else:
        assert written == value or str(written).endswith(f"/{value}")


def test_every_value_of_every_record_is_written(knowledge: Knowledge, files: Mapping[str, bytes]) -> None:
    whole = json.loads(gzip.decompress(files["api/v1/knowledge-base.json.gz"]))
    for kind in KINDS:
        full = {one["id"]: one for one in whole[kind.folder]}
        derived = {one.name for one in properties_of(kind.added)}
        for entry in kind.entries(knowledge):
            written = full[entry.id]
            assert_says(written, {name: value for name, value in plain(entry.record).items() if name not in derived})
            assert written["id"] == entry.id


def test_relations_lead_both_ways(files: Mapping[str, bytes]) -> None:
    task, model = record(files, "tasks/image-tagging"), record(files, "models/tagger")
    question = record(files, "questions/how-does-tagging-work")
    assert "tagger" in task["works"]
    assert "image-tagging" in model["tasks"]
    assert "how-does-tagging-work" in task["questions"]
    assert "image-tagging" in question["tasks"]
    assert question["models"][0]["id"] == "tagger"
    assert question["models"][0]["why"]
    assert model["questions"][0]["id"] == "how-does-tagging-work"
    assert model["questions"][0]["role"] == question["models"][0]["role"]
    assert question["page"] == "https://example.org/kb/questions/how-does-tagging-work/"


def test_links_within_texts_become_addresses(files: Mapping[str, bytes]) -> None:
    whole = json.loads(gzip.decompress(files["api/v1/knowledge-base.json.gz"]))
    (captioner,) = (one for one in whole["models"] if one["id"] == "captioner")
    assert captioner["training_data"] == (
        "As [the tagger](https://example.org/kb/models/tagger/), and [a site](https://example.org/)."
    )


def test_files_of_examples_have_addresses(files: Mapping[str, bytes]) -> None:
    for item in record(files, "examples")["items"]:
        pieces = record(files, f"examples/{item['id']}")["inputs"]
        addresses = [piece["file"] for piece in pieces if "file" in piece]
        assert all(address.startswith(f"https://example.org/kb/examples/{item['id']}/") for address in addresses)


def test_nothing_is_null_and_all_is_compact(files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        if path.endswith(".json"):
            assert b"null" not in re.sub(rb'"(\\.|[^"\\])*"', b"", content), path
    one = files["api/v1/models/tagger.json"]
    assert one == json.dumps(json.loads(one), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def test_the_same_content_gives_the_same_bytes(knowledge: Knowledge, files: Mapping[str, bytes]) -> None:
    again = {one.path: one.content for one in make_exports(knowledge, SITE)}
    assert {path: again[path] for path in files} == files


def test_the_whole_holds_every_record_with_its_long_texts(files: Mapping[str, bytes]) -> None:
    whole = json.loads(gzip.decompress(files["api/v1/knowledge-base.json.gz"]))
    assert whole["index"] == record(files, "index")
    for kind in KINDS:
        long = {one.name for one in kind.properties if one.is_long}
        without = [{name: one[name] for name in one if name not in long} for one in whole[kind.folder]]
        assert without == [record(files, f"{kind.folder}/{item['id']}") for item in record(files, kind.folder)["items"]]
    assert {one.name for kind in KINDS for one in kind.properties if one.is_long} == {
        *("body", "explanation", "choosing", "limits", "how_it_works", "training_data", "detail", "example"),
        *("asked_as", "also_asked", "sources", "checked"),
    }
    (question, *_) = whole["questions"]
    assert question["body"]


def test_compressed_files_know_no_time_and_no_system() -> None:
    assert gzipped(b"text")[:10] == bytes([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 255])
    assert gzip.decompress(gzipped(b"text" * 1000)) == b"text" * 1000
