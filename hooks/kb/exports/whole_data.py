"""All records in one file, compressed."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

from kb.exports.api_files import WHOLE, api_index, compact
from kb.exports.export import Export

if TYPE_CHECKING:
    from kb.exports.api_files import Written
    from kb.exports.export import Site
    from kb.knowledge.link import Knowledge

_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
"""The head of a gzip file without a name, a time and a system: RFC 1952."""


def whole_data(kb: Knowledge, site: Site, written: Written) -> Export:
    """Put all records and the index into one file."""
    lists = {folder: list(records.values()) for folder, records in written.items()}
    return Export(WHOLE, gzipped(compact({"index": api_index(kb, site, written), **lists})))


def gzipped(content: bytes) -> bytes:
    """Compress without the time and the system, which Python's own gzip may write down: the same content gives the same bytes."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    return _HEAD + deflate.compress(content) + deflate.flush() + struct.pack("<LL", zlib.crc32(content), len(content))
