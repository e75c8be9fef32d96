"""Pasted addresses: whatever they look like, they lead to the records that link the same thing."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path

import pytest

from kb.knowledge.link import link
from kb.rules.check import check
from kb.search.files import index_files
from kb.search.index import build_index
from kb.search.pasted import address_keys

CASES = Path(__file__).with_name("addresses.tsv")
"""What people paste, and what it points to; the browser's function is asked the same in ``tests/scripts/unit/pasted.test.js``."""


def cases() -> list[tuple[str, list[str]]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["given"], row["keys"].split()) for row in rows]


@pytest.mark.parametrize(("given", "keys"), cases())
def test_all_spellings_of_an_address_point_to_one_thing(given: str, keys: list[str]) -> None:
    assert address_keys(given) == keys


def test_the_work_comes_before_what_only_names_it_as_a_source(content: Path) -> None:
    index = build_index(link(check(content, dt.date(2026, 6, 1)).records))
    files = [json.loads(text) for name, text in index_files(index).items() if name.startswith("links-")]
    links = {key: positions for file in files for key, positions in file.items()}
    assert len(links) == sum(map(len, files))  # each key is in one file
    assert links.keys() == index.links.keys()
    first = len(index.tasks)
    assert [index.records[item - first].id for item in links["arxiv:2306.03514"]] == ["tagger", "how-does-tagging-work"]
