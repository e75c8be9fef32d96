"""Texts and addresses in a normal form, in which two are equal where people would call them the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BETWEEN = re.compile(r"[^\w+#]+|_")
_TRACKING = re.compile(r"(?<=[?&])(?:utm_\w+|ref|source)=[^&#]*(?:&|$)")


@lru_cache(maxsize=100_000)
def normal_form(text: str) -> str:
    """Give a text without what nobody hears: case, the width and kind of characters, dashes, quotes, marks, spaces."""
    return _BETWEEN.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def normal_address(url: str) -> str:
    """Give an address without what leads to the same page: case, “www.”, a slash or “.git” at its end, a place in the page."""
    address = _TRACKING.sub("", url.strip().casefold().partition("#")[0]).rstrip("?&")
    address = re.sub(r"^https?://(?:www\.)?", "", address).rstrip("/")
    return address.removesuffix(".git")
