"""Question files cut in two: the fields between two lines “---”, and the Markdown below them."""

from __future__ import annotations

import re


def split_front_matter(text: str) -> tuple[str, str] | str:
    """Cut a question file into front matter and body, or say why that can't be done."""
    if not text.startswith("---\n"):
        return "The file does not begin with front matter."
    match = re.search(r"^---[ \t]*$", text[4:], re.MULTILINE)
    if match is None:
        return "The front matter is opened and never closed."
    return text[4 : 4 + match.start()], text[4 + match.end() :].removeprefix("\n")
