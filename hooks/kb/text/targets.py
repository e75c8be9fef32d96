"""Where the links of a text lead: to records, out of the knowledge base, or nowhere that can be published.

Links to records are written ``[text](model:id)``, ``[text](task:id)`` or ``[text](question:id)``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kb.text.document import inline_tokens, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator

RECORD_SCHEMES = ("model", "task", "question")


@dataclass(frozen=True, slots=True)
class RecordLink:
    """A link from a text to a record; ``line`` counts from 0 at the text's first line."""

    line: int
    kind: str
    id: str


def record_of(href: str) -> tuple[str, str] | None:
    """Give the kind and the id of the record that an address names, or None."""
    scheme, _, rest = href.partition(":")
    return (scheme, rest) if scheme in RECORD_SCHEMES else None


def leads_out(href: str) -> bool:
    """Tell whether an address is one of the web that can be published."""
    return href.startswith("https:") and bool(urlsplit(href).netloc)


def record_links(text: str) -> Iterator[RecordLink]:
    """Give the links of a text to records."""
    for line, href in _links(text):
        if record := record_of(href):
            yield RecordLink(line, *record)


def outward_links(text: str) -> Iterator[tuple[int, str]]:
    """Give the links of a text that lead out of the knowledge base, each with its line (from 0)."""
    return ((line, href) for line, href in _links(text) if href.startswith("https://"))


def _links(text: str) -> Iterator[tuple[int, str]]:
    for line, token in inline_tokens(tokens_of(text)):
        if token.type == "link_open":
            yield line, str(token.attrGet("href") or "")
