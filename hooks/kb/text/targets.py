"""Where the links of a text lead: to records, out of the knowledge base, or nowhere that can be published.

Links to records are written ``[text](model:id)``, ``[text](task:id)`` or ``[text](question:id)``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kb.text.document import inline_tokens, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator

RECORD_SCHEMES = ("model", "task", "question")
_FOLDERS = {"models": "model", "tasks": "task", "questions": "question"}
_FILE_KINDS = {"md": ("question",), "html": RECORD_SCHEMES, "yml": ("task", "model"), "yaml": ("task", "model")}
"""Which kinds of records a link may mean that names no folder, by the ending of its file."""
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


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


def suggestion(href: str) -> str:
    """Say what to write instead of an address that can't be published; for a record's file or page, with its id filled in."""
    segments = [
        part for part in re.split(r"[?#]", href, maxsplit=1)[0].lower().split("/") if part not in ("", ".", "..")
    ]
    while segments and segments[-1] in ("index.md", "index.html"):
        segments.pop()
    stem, _, ending = segments[-1].partition(".") if segments else ("", "", "")
    if ":" in href or ending not in ("", *_FILE_KINDS) or not _ID.fullmatch(stem):
        return "Link to https://… or to a record: model:its-id, task:its-id, question:its-id."
    folder = _FOLDERS.get(segments[-2]) if len(segments) > 1 else None
    forms = " or ".join(
        f"[words]({kind}:{stem})" for kind in ((folder,) if folder else _FILE_KINDS.get(ending, RECORD_SCHEMES))
    )
    return f"Link to the record by its id, wherever its file stands: {forms}."


def record_links(text: str) -> Iterator[RecordLink]:
    """Give the links of a text to records."""
    for line, href in _links(text):
        if record := record_of(href):
            yield RecordLink(line, *record)


def outward_links(text: str) -> Iterator[tuple[int, str]]:
    """Give the links of a text that lead out of the knowledge base, each with its line (from 0)."""
    # Most texts hold none, however it may be written, and then need not be parsed.
    if not any(sign in text for sign in ("//", "&", "\\")):
        return iter(())
    return ((line, href) for line, href in _links(text) if href.startswith("https://"))


def _links(text: str) -> Iterator[tuple[int, str]]:
    for line, token in inline_tokens(tokens_of(text)):
        if token.type == "link_open":
            yield line, str(token.attrGet("href") or "")
