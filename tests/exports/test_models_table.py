"""The table of all works for spreadsheets."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from kb.exports.export import Site
from kb.exports.models_table import COLUMNS, models_table
from kb.knowledge.link import link
from kb.rules.check import check
from tests.conftest import TODAY

if TYPE_CHECKING:
    from pathlib import Path

SITE = Site("https://example.org/kb/", "Small", "A small site.", "", TODAY)


def rows(content: Path) -> list[dict[str, str]]:
    text = models_table(link(check(content, TODAY).records), SITE).content.decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_each_work_has_a_row_with_its_page(content: Path) -> None:
    table = {row["id"]: row for row in rows(content)}
    assert set(table) == {file.stem for file in (content / "catalog/models").glob("*.yml")}
    assert table["tagger"]["name"] == "Tagger"
    assert table["tagger"]["page"] == "https://example.org/kb/models/tagger/"
    assert tuple(table["tagger"]) == COLUMNS


def test_no_cell_is_taken_for_a_formula(content: Path) -> None:
    file = content / "catalog/models/tagger.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("name: Tagger\n", 'name: "=1+1"\n'), encoding="utf-8")
    assert {row["id"]: row for row in rows(content)}["tagger"]["name"] == "'=1+1"
