"""A Markdown text that is parsed once, and the words in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from kb.text.slugs import PageIds

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from markdown_it.token import Token


class MarkdownText(str):
    """What a Markdown field holds: a text like any other, which is parsed when it is first asked for its tokens.

    Who changes a token copies it first: the checks, the search index and every page read the same ones.
    """

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The blocks of the text, as markdown-it gives them."""
        # Loading the parser takes longer than checking what is remembered.
        from kb.text.dialect import dialect

        return tuple(dialect().parse(str(self)))

    def __reduce__(self) -> tuple[type[MarkdownText], tuple[str]]:
        return MarkdownText, (str(self),)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a rendered text, for a table of contents."""

    id: str
    text: str
    level: int


def tokens_of(text: str) -> tuple[Token, ...]:
    """Give the tokens of a text; those of a ``MarkdownText`` are kept with it."""
    return (text if isinstance(text, MarkdownText) else MarkdownText(text)).tokens


def inline_tokens(tokens: Iterable[Token]) -> Iterator[tuple[int, Token]]:
    """Give what stands in the lines of text, each with its line (from 0)."""
    for block in tokens:
        line = block.map[0] if block.map else 0
        for token in block.children or ():
            yield line, token
            if token.type in ("softbreak", "hardbreak"):
                line += 1


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Give the paragraphs and list items of a text as plain words, each with its line (from 0)."""
    for token in tokens_of(text):
        if token.type == "inline" and token.map:
            yield token.map[0], words_of(token)


def first_paragraph(text: str) -> Iterator[tuple[int, str]]:
    """Give the first paragraph of a text as plain words with its line (from 0), if it has one."""
    for opening, inline in pairwise(tokens_of(text)):
        if opening.type == "paragraph_open" and opening.level == 0:
            yield (inline.map or [0])[0], words_of(inline)
            return


def plain_text(text: str) -> str:
    """Strip the Markdown from a text."""
    return " ".join(words for _, words in paragraphs(text))


def contents(text: str, reserved_ids: Collection[str] = ()) -> list[Heading]:
    """List the headings of a text, with the ids that they get where it is rendered."""
    ids = PageIds(reserved_ids)
    return [
        Heading(ids.take(words_of(inline)), words_of(inline), int(opening.tag[1]))
        for opening, inline in pairwise(tokens_of(text))
        if opening.type == "heading_open"
    ]


def uses_of_sources(text: str) -> Counter[str]:
    """Count the marks of a text that lead to sources and not to notes, by their names."""
    return Counter(token.meta["label"] for _, token in inline_tokens(tokens_of(text)) if token.type == "source_mark")


def words_of(inline: Token) -> str:
    """Give the words of a line of text, without its markup."""
    return words_in(inline.children or ())


def words_in(children: Iterable[Token]) -> str:
    """Join what stands in the tokens of a line of text; a new line is a space."""
    return "".join(" " if child.type in ("softbreak", "hardbreak") else child.content for child in children)
