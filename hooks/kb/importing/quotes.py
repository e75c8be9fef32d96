"""Quotation marks and emphasis around a text: whether they are there, and the text without them."""

from __future__ import annotations

import re

QUOTES: dict[str, str] = {
    '"': '"',
    "“": '”"',
    "”": "”",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "»": "«",
    "‘": "’'",
    "’": "’",
    "‚": "‘’",
    "'": "'",
    "`": "`'",
    "「": "」",
    "『": "』",
}


def is_quoted(text: str) -> bool:
    """Tell whether a text begins with a quotation mark that its last character closes."""
    plain = without_emphasis(text.strip())
    return plain[:1] not in ("'", "`") and encloses(plain)


def encloses(text: str) -> bool:
    """Tell whether the first and the last character are a pair of quotation marks around all between them."""
    if len(text) <= 2 or text[-1] not in QUOTES.get(text[0], ""):
        return False
    inner = re.sub(r"(?<=\w)['’](?=\w)", "", text[1:-1])
    if text[0] == text[-1]:
        first = re.search(rf"(^|[\s(\[—–-])?{re.escape(text[0])}", inner)
        return inner.count(text[0]) % 2 == 0 and (first is None or first[1] is not None)
    depth = 0
    for character in inner:
        depth += (character == text[0]) - (character in QUOTES[text[0]])
        if depth < 0:
            return False
    return True


def without_emphasis(text: str) -> str:
    """Take the asterisks or underscores around a text from it."""
    for mark in ("***", "**", "*", "__", "_"):
        if (
            text.startswith(mark)
            and text.endswith(mark)
            and len(text) > 2 * len(mark)
            and mark not in text[len(mark) : -len(mark)]
        ):
            return text[len(mark) : -len(mark)].strip()
    return text


def bare(text: str) -> str:
    """Take the quotes, the emphasis and the space around a question from it."""
    text = without_emphasis("\n".join(line.strip() for line in text.strip().split("\n")))
    if encloses(text):
        text = text[1:-1].strip()
    return text


def unquoted(line: str) -> str:
    """Take the marks of a block quote from a line."""
    return "\n".join(re.sub(r"^\s*(?:>\s?)+", "", one) for one in line.split("\n"))


def closes(line: str, closers: str, first: str) -> bool:
    """Tell whether a line ends a quote. A line that is only the opening mark, ``first``, does not."""
    text = line.strip().rstrip("*_ ")
    return bool(text) and text[-1] in closers and not (text == first and len(text) == 1)
