"""All records in one file, compressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.exports.api_files import WHOLE, api_index, compact
from kb.exports.export import Export
from kb.search.compressed import gzipped

if TYPE_CHECKING:
    from kb.exports.api_files import Written
    from kb.exports.export import Site
    from kb.knowledge.link import Knowledge


def whole_data(kb: Knowledge, site: Site, written: Written) -> Export:
    """Put all records and the index into one file."""
    lists = {folder: list(records.values()) for folder, records in written.items()}
    return Export(WHOLE, gzipped(compact({"index": api_index(kb, site, written), **lists})))
