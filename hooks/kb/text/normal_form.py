"""Texts and addresses in a normal form, in which two are equal where people would call them the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BETWEEN = re.compile(r"[^\w+#]+|_")
_TRACKING = re.compile(r"(?<=[?&])(?:utm_\w+|ref|source)=[^&#]*(?:&|$)")

_ARXIV = re.compile(r"^(?:export\.)?arxiv\.org/(?:abs|pdf|html)/([a-z.-]*/?\d[\d.]*\d)(?:v\d+)?(?:\.pdf)?$")


@lru_cache(maxsize=100_000)
def normal_form(text: str) -> str:
    """Give a text without what nobody hears: case, the width and kind of characters, dashes, quotes, marks, spaces."""
    return _BETWEEN.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def normal_address(url: str) -> str:
    """Give an address without what leads to the same page: case, “www.”, a slash or “.git” at its end, a place in the page.

    All versions of a paper at arXiv count as one, as a page and as a PDF.
    """
    address = _TRACKING.sub("", url.strip().casefold().partition("#")[0]).rstrip("?&")
    address = re.sub(r"^https?://(?:www\.)?", "", address).rstrip("/")
    return _ARXIV.sub(r"arxiv.org/abs/\1", address).removesuffix(".git")
