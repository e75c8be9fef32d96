"""The pictures that a text shows: ``![what is seen](name-of-the-file)``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.text.document import inline_tokens, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture as a page shows it: its address as seen from there, and its size in pixels."""

    address: str
    width: int
    height: int


def pictures_in(text: str) -> Iterator[str]:
    """Give the names of the files that a text shows."""
    for _, token in inline_tokens(tokens_of(text)):
        if token.type == "image":
            yield str(token.attrGet("src") or "")
