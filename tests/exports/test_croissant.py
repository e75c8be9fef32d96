"""The description of the whole data in Croissant 1.1: what its specification demands, and what it says of the files is true.

It was judged by mlcroissant as well, which is too heavy to be installed for every test.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from kb.exports.all_exports import make_exports
from kb.exports.croissant import COLUMN_MEANINGS
from kb.exports.export import Site
from kb.knowledge.link import link
from kb.rules.check import check
from tests.conftest import BASE, TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SITE = Site("https://example.org/kb/", "Small", "A small site.", "", TODAY)
REQUIRED = ("@context", "@type", "conformsTo", "description", "license", "name", "url", "creator", "datePublished")
"""https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html, “Required”."""


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    return {one.path: one.content for one in make_exports(link(check(BASE, TODAY).records), SITE)}


@pytest.fixture(scope="module")
def description(files: Mapping[str, bytes]) -> Any:
    return json.loads(files["api/v1/croissant.json"])


def objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(inner)


def test_it_says_what_the_specification_demands(description: Any) -> None:
    assert all(description.get(name) for name in REQUIRED)
    assert description["conformsTo"] == "http://mlcommons.org/croissant/1.1"
    assert re.fullmatch(r"\d+\.\d+\.\d+", description["version"])
    for file in description["distribution"]:
        assert {"@type", "@id", "name", "contentUrl", "contentSize", "encodingFormat", "sha256"} <= set(file)
    for records in description["recordSet"]:
        assert {"@type", "@id", "field", "key"} <= set(records)
        assert all({"@type", "@id", "dataType", "source"} <= set(field) for field in records["field"])


def test_its_ids_are_there_once_and_its_references_lead_to_them(description: Any) -> None:
    body = {name: value for name, value in description.items() if name != "@context"}
    with_id = [one for one in objects(body) if "@id" in one]
    named = [one["@id"] for one in with_id if len(one) > 1]
    assert len(named) == len(set(named))
    assert {one["@id"] for one in with_id if len(one) == 1} <= set(named)


def test_what_it_says_of_the_files_is_true(description: Any, files: Mapping[str, bytes]) -> None:
    for file in description["distribution"]:
        content = files[file["contentUrl"].removeprefix(SITE.url)]
        assert file["sha256"] == hashlib.sha256(content).hexdigest()
        assert file["contentSize"] == f"{len(content)} B"


def test_it_explains_every_column_of_the_table(description: Any, files: Mapping[str, bytes]) -> None:
    table = csv.reader(io.StringIO(files["api/v1/models.csv"].decode(), newline=""))
    columns = [field["source"]["extract"]["column"] for field in description["recordSet"][0]["field"]]
    assert columns == list(COLUMN_MEANINGS) == next(table)
