"""What is wrong with a text: everything that can't be published as it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.text.document import inline_tokens, tokens_of
from kb.text.targets import leads_out, record_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

HTML_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]*>?|!--)")


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something in a text that must be mended; ``line`` counts from 0 at the text's first line."""

    line: int
    rule: str
    message: str
    tip: str


def find_flaws(text: str, *, inline: bool = False, headings: bool = False) -> Iterator[Flaw]:
    """Find what can't be published as it stands.

    Args:
        text: Markdown.
        inline: whether the text must be a single run of text (no lists, no paragraphs).
        headings: whether ``##`` and deeper headings may be used.
    """
    tokens = tokens_of(text)
    if inline and [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
        yield Flaw(
            0, "not-inline", "This field takes one or two sentences, not blocks.", "Remove lists and empty lines."
        )
    for token in tokens:
        if token.type == "heading_open":
            yield from _heading_flaws(token, allowed=headings)
    for line, token in inline_tokens(tokens):
        if token.type == "text":
            yield from _text_flaws(token.content, line)
        elif token.type == "image":
            yield Flaw(line, "image", "Images can't be used in texts.", "Describe it in words, or link to it.")
        elif token.type == "link_open":
            yield from _link_flaws(str(token.attrGet("href") or ""), line)


def raw_html_flaw(text: str, line: int = 0) -> Flaw | None:
    """Report an HTML tag, which would be shown as typed."""
    if not (match := HTML_TAG.search(text)):
        return None
    return Flaw(
        line,
        "raw-html",
        f"HTML does not work here: “{match[0][:40]}” would be shown as typed.",
        "Use Markdown, or name the tag in words; in Markdown fields `backticks` show it as code.",
    )


def _heading_flaws(token: Token, *, allowed: bool) -> Iterator[Flaw]:
    line = token.map[0] if token.map else 0
    if not allowed:
        yield Flaw(line, "heading", "This field takes no headings.", "Use a paragraph that begins with **bold** words.")
    elif token.tag not in ("h2", "h3", "h4"):
        yield Flaw(
            line, "heading", f"“{token.markup}” is not a level used here.", "Use ## for headings, ### below them."
        )


def _text_flaws(text: str, line: int) -> Iterator[Flaw]:
    if flaw := raw_html_flaw(text, line):
        yield flaw
    if attributes := _attribute_list(text):
        yield Flaw(
            line,
            "attribute-list",
            f"Attributes do not work here: “{attributes[:40]}” would be shown as typed.",
            "Delete it, or put it in `backticks` if you mean the characters.",
        )


def _attribute_list(text: str) -> str:
    """Give the first ``{: … }`` of a text. Searched without a pattern, which would begin anew at every ``{:``."""
    start = text.find("{:")
    end = text.find("}", start) if start >= 0 else -1
    return text[start : end + 1] if end >= 0 else ""


def _link_flaws(href: str, line: int) -> Iterator[Flaw]:
    if not (record_of(href) or leads_out(href)):
        yield Flaw(
            line,
            "link",
            f"“{href[:60]}” is not a link that can be published.",
            "Link to https://… or to a record: model:its-id, task:its-id, question:its-id.",
        )
