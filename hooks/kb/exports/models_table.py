"""The table of all works as CSV, for spreadsheets."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from kb.content.papers import paper_url
from kb.exports.export import Export
from kb.views.addresses import address_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kb.content.records import Entry
    from kb.content.schema import Model
    from kb.exports.export import Site
    from kb.knowledge.link import Knowledge

PATH = "api/v1/models.csv"
COLUMNS = (
    *("id", "name", "kind", "summary", "published", "standing", "tasks", "inputs", "outputs"),
    *("paper", "code", "code_licence", "weights", "weights_licence", "data", "data_licence", "page"),
)
"""Lists stand in one cell, with spaces between their ids."""
_FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would run: https://owasp.org/www-community/attacks/CSV_Injection"""


def models_table(kb: Knowledge, site: Site) -> Export:
    """Write a row for each work, by id, as RFC 4180 says."""
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    table.writeheader()
    table.writerows({name: _inert(cell) for name, cell in row.items()} for row in _rows(kb, site))
    return Export(PATH, text.getvalue().encode())


def _rows(kb: Knowledge, site: Site) -> Iterator[Mapping[str, str]]:
    for entry in sorted(kb.models.values(), key=lambda one: one.id):
        yield _row(entry, site)


def _row(entry: Entry[Model], site: Site) -> dict[str, str]:
    model = entry.record
    return {
        "id": entry.id,
        "name": model.name,
        "kind": model.kind,
        "summary": str(model.summary),
        "published": model.published,
        "standing": model.standing.status if model.standing else "",
        "tasks": " ".join(model.tasks),
        "inputs": " ".join(model.inputs or ()),
        "outputs": " ".join(model.outputs or ()),
        "paper": paper_url(model.paper) if model.paper else "",
        "code": model.code.url if model.code else "",
        "code_licence": (model.code.licence or "") if model.code else "",
        "weights": model.weights.url if model.weights else "",
        "weights_licence": (model.weights.licence or "") if model.weights else "",
        "data": model.data.url if model.data else "",
        "data_licence": (model.data.licence or "") if model.data else "",
        "page": site.absolute(address_of("model", entry.id)),
    }


def _inert(cell: str) -> str:
    """Give a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA_BEGINS) else cell
