"""Short forms of texts for lists and search engines."""

from __future__ import annotations

import re

DESCRIPTION_LENGTH = 160
LEAST_SAID = 50
"""Characters that the beginning of an answer has at least where it stands for the whole."""


def opening(text: str) -> str:
    """Give the first sentences of a text, as many as say something (“Yes.” alone does not)."""
    said = ""
    for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z“\"'])", text.strip()):
        said = f"{said} {sentence}".strip()
        if len(said) >= LEAST_SAID:
            break
    return said


def shorten(text: str) -> str:
    """Cut a text at a word, so that it fits into a search engine's result."""
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    return text[: DESCRIPTION_LENGTH - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
