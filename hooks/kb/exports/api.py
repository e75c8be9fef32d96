"""All files of the JSON API: the records one by one, their description, and all of them together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.exports.api_files import api_files, api_records
from kb.exports.croissant import croissant
from kb.exports.models_table import models_table
from kb.exports.open_api import open_api
from kb.exports.whole_data import whole_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.exports.export import Export, Site
    from kb.knowledge.link import Knowledge


def all_of_the_api(kb: Knowledge, site: Site) -> Iterator[Export]:
    """Make every file of the API."""
    written = api_records(kb, site)
    yield from api_files(kb, site, written)
    yield open_api(site)
    whole, table = whole_data(kb, site, written), models_table(kb, site)
    yield from (whole, table)
    told = {whole: "All records in full, as JSON.", table: "All models and other works, as a table."}
    yield croissant(site, {file.path: (says, file.content) for file, says in told.items()})
