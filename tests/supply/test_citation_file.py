"""How to cite the knowledge base: the file that programs read is valid, and says what the pages say."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
import yaml

from tests.conftest import ROOT
from tests.views.test_cite import read_bibtex


@pytest.fixture(scope="module")
def citation() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    return found


def test_it_is_valid(citation: dict[str, Any]) -> None:
    schema = json.loads((ROOT / "tests/schemas/citation-file-format.json").read_text(encoding="utf-8"))
    jsonschema.validate(citation, schema, jsonschema.Draft7Validator, format_checker=jsonschema.FormatChecker())


def test_it_says_what_the_site_says_of_itself(citation: dict[str, Any]) -> None:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    for key, field in (("title", "site_name"), ("url", "site_url"), ("repository-code", "repo_url")):
        (line,) = (one for one in settings if one.startswith(f"{field}: "))
        assert citation[key] in line
    holder = citation["authors"][0]["name"]
    for file in ("LICENSE", "LICENSE-CONTENT.md", "docs/about.md"):
        assert holder in (ROOT / file).read_text(encoding="utf-8")
    about = (ROOT / "docs/about.md").read_text(encoding="utf-8")
    entry = read_bibtex(about.split("```bibtex\n")[1].split("\n```")[0])
    assert (entry["title"], entry["url"], entry["author"]) == (citation["title"], citation["url"], [holder])
