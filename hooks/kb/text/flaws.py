"""What is wrong with a text: everything that can't be published as it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kb.text.addresses_copied import trace_in
from kb.text.document import inline_tokens, tokens_of, words_of
from kb.text.habits import find_habits, left_over
from kb.text.losses import find_losses
from kb.text.targets import leads_out, record_of, suggestion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from markdown_it.token import Token

FEWEST_WORDS_OF_A_PICTURE = 3
_FILE_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+")
HTML_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]*>?|!--)")
_UNSEEN_SPACE = re.compile(r"%C2%A0|%E1%9A%80|%E2%80%(?:8[0-F]|A[89F])|%E2%81%9F|%E3%80%80", re.IGNORECASE)
"""Spaces that are no ordinary ones, as they stand in a link: copying puts them at its end."""
_LINE_BREAK = re.compile(r"</?br\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something in a text that must be mended; ``line`` counts from 0 at the text's first line."""

    line: int
    rule: str
    message: str
    tip: str


def find_flaws(
    text: str,
    *,
    inline: bool = False,
    headings: bool = False,
    sources: Collection[str] = (),
    pictures: Collection[str] | None = None,
) -> Iterator[Flaw]:
    """Find what can't be published as it stands.

    Args:
        text: Markdown.
        inline: whether the text must be a single run of text (no lists, no paragraphs).
        headings: whether ``##`` and deeper headings may be used.
        sources: the ids of the sources that marks may lead to.
        pictures: the names of the files that may be shown, or None where the text takes no pictures.
    """
    tokens = tokens_of(text)
    if inline and [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
        yield Flaw(
            0, "not-inline", "This field takes one or two sentences, not blocks.", "Remove lists and empty lines."
        )
    for opening, inner in pairwise(tokens):
        if opening.type == "heading_open":
            yield from _heading_flaws(opening, inner, allowed=headings)
        elif opening.type == "footnote_open":
            yield from _note_flaws(opening, inner, sources)
        elif opening.type == "callout_title" and inner.type == "callout_close":
            tip = "Write “> ” and the text on the next line."
            yield Flaw(_line_of(opening), "callout", "This callout has no words.", tip)
    for token in tokens:
        if token.type == "inline":
            yield from _inline_flaws(token, sources, pictures)
    for loss in find_losses(text):
        yield Flaw(loss.line, "not-shown", f"“{loss.words}” would not be shown: {loss.why}", loss.instead)


def raw_html_flaw(text: str, line: int = 0) -> Flaw | None:
    """Report an HTML tag, which would be shown as typed."""
    if not (match := HTML_TAG.search(text)):
        return None
    tip = "Use Markdown, or name the tag in words; in Markdown fields `backticks` show it as code."
    if _LINE_BREAK.match(match[0]):
        tip = "Leave an empty line to begin a new paragraph, or write the sentences one after the other."
    message = f"HTML does not work here: “{match[0][:40]}” would be shown as typed."
    return Flaw(line, "raw-html", message, tip)


def _heading_flaws(token: Token, inner: Token, *, allowed: bool) -> Iterator[Flaw]:
    line = _line_of(token)
    if not allowed:
        yield Flaw(line, "heading", "This field takes no headings.", "Use a paragraph that begins with **bold** words.")
    elif token.tag not in ("h2", "h3", "h4"):
        yield Flaw(
            line, "heading", f"“{token.markup}” is not a level used here.", "Use ## for headings, ### below them."
        )
    elif not words_of(inner).strip():
        yield Flaw(line, "heading", "This heading has no words.", "Write them behind the signs, or delete the line.")


def _note_flaws(opening: Token, inner: Token, sources: Collection[str]) -> Iterator[Flaw]:
    name, line = f"[^{opening.meta['label'][:40]}]", opening.meta["line"]
    if opening.meta["is_repeated"]:
        yield Flaw(line, "footnote", f"There is another footnote {name} above.", "Give one of them another name.")
    elif not opening.meta["uses"]:
        tip = f"Write {name} behind the words that it belongs to, or delete the note."
        yield Flaw(line, "footnote", f"Nothing leads to the footnote {name}.", tip)
    if opening.meta["label"] in sources:
        message = f"{name} is the name of a footnote and the id of a source."
        yield Flaw(line, "footnote", message, "Give one of them another name.")
    if inner.type in ("footnote_anchor", "footnote_close"):
        yield Flaw(
            line, "footnote", f"The footnote {name} has no words.", "Write them behind the colon, on the same line."
        )


def _inline_flaws(block: Token, sources: Collection[str], pictures: Collection[str] | None) -> Iterator[Flaw]:
    link: tuple[int, list[str]] | None = None
    for line, token in inline_tokens([block]):
        if token.type == "text":
            yield from _text_flaws(token.content, line)
        elif token.type == "source_mark" and token.meta["label"] not in sources:
            yield _lost_mark(token.meta["label"][:40], line)
        elif token.type == "image":
            yield from _picture_flaws(token, line, pictures)
        elif token.type == "link_open":
            yield from _link_flaws(str(token.attrGet("href") or ""), line)
            link = line, []
        elif token.type == "link_close" and link:
            if not "".join(link[1]).strip():
                tip = "Write them between the brackets: [words](https://…)"
                yield Flaw(link[0], "link", "This link has no words, so nobody can see it.", tip)
            link = None
        if link:
            link[1].append(token.content)
    for line, habit, typed in find_habits(block):
        message = f"{habit.name}: “{typed[:40]}” would be shown as typed."
        yield Flaw(_line_of(block) + line, habit.rule, message, habit.instead)


def _picture_flaws(token: Token, line: int, pictures: Collection[str] | None) -> Iterator[Flaw]:
    name = str(token.attrGet("src") or "")
    if pictures is None:
        yield Flaw(line, "image", "Images can't be used in this text.", "Describe it in words, or link to it.")
    elif not _FILE_NAME.fullmatch(name):
        message = f"“{name[:60]}” is not the name of a picture beside the question."
        tip = "Put the file into the folder questions/ with the question's id, and write its name alone: ![What is seen](photo.png)"
        yield Flaw(line, "image", message, tip)
    elif name not in pictures:
        tip = "Put it into the folder questions/ with the question's id, or correct the name."
        yield Flaw(line, "image", f"There is no picture “{name}” beside the question.", tip)
    elif len(words_of(token).split()) < FEWEST_WORDS_OF_A_PICTURE:
        tip = f"Say in the brackets what is seen, for those who can't: ![A cat with two tails]({name[:60]})"
        yield Flaw(line, "image", "The picture does not say what is seen in it.", tip)


def _lost_mark(label: str, line: int) -> Flaw:
    message = f"There is no such footnote: “[^{label}]” would be shown as typed."
    tip = f"Add the note on a line of its own: “[^{label}]: The note.” To point to one of the question's sources, give it “id: {label}”."
    return Flaw(line, "footnote", message, tip)


def _line_of(token: Token) -> int:
    return token.map[0] if token.map else 0


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
        yield Flaw(line, "link", f"“{href[:60]}” is not a link that can be published.", suggestion(href))
    elif found := trace_in(href):
        message = f"“{href[:80]}” says where it was copied ({found[0]}), which is no part of the address."
        yield Flaw(line, "link", message, f"Write {found[1]}")
    elif space := _UNSEEN_SPACE.search(href):
        message = f"There is a space that can't be seen in the address “{href[: space.start()][:80]}”."
        yield Flaw(line, "link", message, "Delete the end of the address and type it anew.")


def left_over_flaw(text: str) -> Flaw | None:
    """Report what chat programs leave behind in a text without markup."""
    for line, typed in enumerate(text.split("\n")):
        if found := left_over(typed):
            habit, words = found
            return Flaw(line, habit.rule, f"{habit.name}: “{words[:40]}” would be shown as typed.", habit.instead)
    return None
