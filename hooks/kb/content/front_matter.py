"""Question files cut in two: the fields between two lines “---”, and the Markdown below them."""

from __future__ import annotations

import re

_MARK = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)


def split_front_matter(text: str) -> tuple[str, str] | str:
    """Cut a question file into front matter and body, or say why that can't be done."""
    opening = _MARK.match(text)
    if opening is None:
        return "The file does not begin with front matter."
    closing = _MARK.search(text, opening.end())
    if closing is None:
        return "The front matter is opened and never closed."
    return text[opening.end() : closing.start()], text[closing.end() :]
