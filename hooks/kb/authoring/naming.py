"""Short forms of long texts: titles for questions, and texts cut to fit."""

from __future__ import annotations

import re

MAX_LENGTH = 120
"""Characters that the schema allows in a title or name."""
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+|(?<=[。！？])[\"'”’)]*\s*")


def question_title(question: str) -> str:
    """Propose a title for a question: the whole, if it is short, else the longest sentence that asks, else how it begins."""
    whole = " ".join(question.split())
    if len(whole) <= MAX_LENGTH:
        return whole
    sentences = [sentence for sentence in _SENTENCE_END.split(whole) if sentence]
    asking = [sentence for sentence in sentences if sentence.rstrip("\"'”’)").endswith(("?", "？"))]
    fitting = [sentence for sentence in asking if len(sentence) <= MAX_LENGTH]
    return cut(max(fitting, key=len, default=asking[0] if asking else sentences[0]))


def cut(text: str, length: int = MAX_LENGTH) -> str:
    """Cut a text between words; an ellipsis tells that it was cut."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    head = text[: length - 1]
    return f"{head.rpartition(' ')[0] or head}…"
