"""Files that are kept compressed: the same content gives the same bytes, whenever and wherever."""

from __future__ import annotations

import struct
import zlib

_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
"""The head of a gzip file without a name, a time and a system: RFC 1952."""


def gzipped(content: bytes) -> bytes:
    """Compress without the time and the system, which Python's own gzip may write down: the same content gives the same bytes."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    return _HEAD + deflate.compress(content) + deflate.flush() + struct.pack("<LL", zlib.crc32(content), len(content))
