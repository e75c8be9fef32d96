"""Contributed Markdown: what is wrong with it, what it links to, and safe HTML made of it.

Raw HTML is off, and the rendered HTML is sanitised all the same. Links to records are written ``[text](model:id)``,
``[text](task:id)`` or ``[text](question:id)``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    ResolveLink = Callable[[str, str], str]
    FindTerms = Callable[[str], Iterable["str | TermUse"]]

RECORD_SCHEMES = ("model", "task", "question")

HTML_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]*>?|!--)")
_ATTRIBUTE_LIST = re.compile(r"\{:\s*[^}]*\}")

_ALLOWED_TAGS = {
    *("p", "ul", "ol", "li", "strong", "em", "code", "pre", "a", "blockquote", "h2", "h3", "h4", "hr", "br"),
    *("table", "thead", "tbody", "tr", "th", "td", "div", "span"),
}
_ALLOWED_ATTRIBUTES = {
    "a": {"href", "title", "aria-describedby"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "ol": {"start"},
    "th": {"class", "scope"},
    "td": {"class"},
    "div": {"class", "role", "tabindex", "aria-label"},
    "span": {"class", "role", "id"},
}


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something in a text that must be mended; ``line`` counts from 0 at the text's first line."""

    line: int
    rule: str
    message: str
    tip: str


@dataclass(frozen=True, slots=True)
class RecordLink:
    """A link from a text to a record; ``line`` counts from 0 at the text's first line."""

    line: int
    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a rendered text, for a table of contents."""

    id: str
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class TermUse:
    """A word of the field in a text, and what explains it: a line to show beside it, and a page to link to."""

    words: str
    id: str
    href: str
    explanation: str

    def __html__(self) -> str:
        """Give the link and its tooltip, which shows on hover and focus."""
        tip = f"term-{self.id}"
        return (
            f'<span class="kb-term"><a href="{escape(self.href)}" aria-describedby="{tip}">{escape(self.words)}</a>'
            f'<span class="kb-tip" role="tooltip" id="{tip}">{escape(self.explanation)}</span></span>'
        )


def no_terms(text: str) -> Iterable[str | TermUse]:
    """Find no words of the field in a text."""
    return (text,)


class _Markdown(MarkdownIt):
    """CommonMark with tables and without HTML, which leaves judging links to us."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False})
        # Reference definitions that nothing uses would vanish from the page.
        self.enable("table").disable(["reference", "html_block", "html_inline"])

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - the library's name; `inspect` reports bad links
        return True


@cache
def _markdown() -> _Markdown:
    """Give the parser. It keeps nothing of the texts that it has read, and is slow to set up."""
    return _Markdown()


def inspect(text: str, *, inline: bool = False, headings: bool = False) -> tuple[list[Flaw], list[RecordLink]]:
    """Find what can't be published as it stands, and the records that a text links to.

    Args:
        text: Markdown.
        inline: whether the text must be a single run of text (no lists, no paragraphs).
        headings: whether ``##`` and deeper headings may be used.
    """
    flaws: list[Flaw] = []
    links: list[RecordLink] = []
    tokens = _markdown().parse(text)
    if inline and [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
        flaws.append(
            Flaw(
                0,
                "not-inline",
                "This field takes one or two sentences, not blocks.",
                "Remove lists and empty lines.",
            )
        )
    for token in tokens:
        if token.type == "heading_open":
            flaws.extend(_heading_flaws(token, allowed=headings))
    for line, token in _inline_tokens(tokens):
        if token.type == "text":
            flaws.extend(_text_flaws(token.content, line))
        elif token.type == "image":
            flaws.append(Flaw(line, "image", "Images can't be used in texts.", "Describe it in words, or link to it."))
        elif token.type == "link_open":
            flaw, link = _judge_link(str(token.attrGet("href") or ""), line)
            flaws.extend([flaw] if flaw else [])
            links.extend([link] if link else [])
    return flaws, links


def outward_links(text: str) -> Iterator[tuple[int, str]]:
    """Give the links of a text that lead out of the knowledge base, each with its line (from 0)."""
    for line, token in _inline_tokens(_markdown().parse(text)):
        href = str(token.attrGet("href") or "")
        if token.type == "link_open" and href.startswith("https://"):
            yield line, href


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


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Give the paragraphs and list items of a text as plain words, each with its line (from 0)."""
    for token in _markdown().parse(text):
        if token.type == "inline" and token.map:
            yield token.map[0], _words_of(token)


def first_paragraph(text: str) -> Iterator[tuple[int, str]]:
    """Give the first paragraph of a text as plain words with its line (from 0), if it has one."""
    tokens = _markdown().parse(text)
    for opening, inline in pairwise(tokens):
        if opening.type == "paragraph_open" and opening.level == 0:
            yield (inline.map or [0])[0], _words_of(inline)
            return


def plain_text(text: str) -> str:
    """Strip the Markdown from a text."""
    return " ".join(words for _, words in paragraphs(text))


def render(
    text: str, resolve: ResolveLink, reserved_ids: Collection[str] = (), find_terms: FindTerms = no_terms
) -> Markup:
    """Turn Markdown into sanitised HTML.

    Args:
        text: Markdown without flaws.
        resolve: gives the URL of a record for its kind and id.
        reserved_ids: ids that headings must not take because the page uses them.
        find_terms: takes a text apart into plain pieces and words of the field that are to be explained.
    """
    markdown = _markdown()
    tokens = markdown.parse(text)
    _prepare(tokens, resolve, set(reserved_ids))
    _explain_terms(tokens, find_terms)
    return _sanitise(markdown.renderer.render(tokens, markdown.options, {}))


def render_inline(text: str, resolve: ResolveLink, find_terms: FindTerms = no_terms) -> Markup:
    """Turn one or two sentences of Markdown into sanitised HTML without a paragraph around them."""
    markdown = _markdown()
    tokens = markdown.parseInline(text)
    _prepare(tokens, resolve, set())
    _explain_terms(tokens, find_terms)
    return _sanitise(markdown.renderer.render(tokens, markdown.options, {}))


def render_plain(text: str, find_terms: FindTerms = no_terms) -> Markup:
    """Turn plain words into safe HTML, with the words of the field explained."""
    return Markup().join(find_terms(text))


def contents(text: str, reserved_ids: Collection[str] = ()) -> list[Heading]:
    """List the headings of a text, with the ids that ``render`` gives them."""
    taken = set(reserved_ids)
    tokens = _markdown().parse(text)
    return [
        Heading(
            _free_id(_words_of(tokens[position + 1]), taken),
            _words_of(tokens[position + 1]),
            int(token.tag[1]),
        )
        for position, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def slug(text: str) -> str:
    """Make an id out of words: lower-case ASCII letters and digits joined by hyphens."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.casefold()).strip("-") or "section"


def _inline_tokens(tokens: list[Token]) -> Iterator[tuple[int, Token]]:
    for block in tokens:
        line = block.map[0] if block.map else 0
        for token in block.children or ():
            yield line, token
            if token.type in ("softbreak", "hardbreak"):
                line += 1


def _heading_flaws(token: Token, *, allowed: bool) -> Iterator[Flaw]:
    line = token.map[0] if token.map else 0
    if not allowed:
        yield Flaw(
            line,
            "heading",
            "This field takes no headings.",
            "Use a paragraph that begins with **bold** words.",
        )
    elif token.tag not in ("h2", "h3", "h4"):
        yield Flaw(
            line,
            "heading",
            f"“{token.markup}” is not a level used here.",
            "Use ## for headings, ### below them.",
        )


def _text_flaws(text: str, line: int) -> Iterator[Flaw]:
    if flaw := raw_html_flaw(text, line):
        yield flaw
    if match := _ATTRIBUTE_LIST.search(text):
        yield Flaw(
            line,
            "attribute-list",
            f"Attributes do not work here: “{match[0][:40]}” would be shown as typed.",
            "Delete it, or put it in `backticks` if you mean the characters.",
        )


def _judge_link(href: str, line: int) -> tuple[Flaw | None, RecordLink | None]:
    scheme, _, rest = href.partition(":")
    if scheme in RECORD_SCHEMES:
        return None, RecordLink(line, scheme, rest)
    if scheme == "https" and urlsplit(href).netloc:
        return None, None
    return (
        Flaw(
            line,
            "link",
            f"“{href[:60]}” is not a link that can be published.",
            "Link to https://… or to a record: model:its-id, task:its-id, question:its-id.",
        ),
        None,
    )


def _words_of(inline: Token) -> str:
    return _words_in(inline.children or ())


def _words_in(children: Iterable[Token]) -> str:
    """Join what stands in the tokens of a line of text; a new line is a space."""
    return "".join(" " if child.type in ("softbreak", "hardbreak") else child.content for child in children)


def _prepare(tokens: list[Token], resolve: ResolveLink, taken_ids: set[str]) -> None:
    for position, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrSet("id", _free_id(_words_of(tokens[position + 1]), taken_ids))
        elif token.type in ("th_open", "td_open"):
            _style_to_class(token)
        for child in token.children or ():
            scheme, _, rest = str(child.attrGet("href") or "").partition(":")
            if child.type == "link_open" and scheme in RECORD_SCHEMES:
                child.attrSet("href", resolve(scheme, rest))


def _explain_terms(tokens: list[Token], find_terms: FindTerms) -> None:
    """Put explanations into running text: not into headings, links and code."""
    for position, token in enumerate(tokens):
        if token.type == "inline" and not (position and tokens[position - 1].type == "heading_open"):
            token.children = list(_with_explanations(token.children or [], find_terms))


def _with_explanations(children: list[Token], find_terms: FindTerms) -> Iterator[Token]:
    link_depth = 0
    for child in _joined_lines(children):
        link_depth += {"link_open": 1, "link_close": -1}.get(child.type, 0)
        if child.type != "text" or link_depth:
            yield child
            continue
        for piece in find_terms(child.content):
            if isinstance(piece, str):
                yield Token("text", "", 0, content=piece)
            else:
                yield Token("html_inline", "", 0, content=piece.__html__())


def _joined_lines(children: list[Token]) -> Iterator[Token]:
    """Join the lines of a paragraph, so that a term of two words is found across them."""
    for is_words, run in groupby(children, key=lambda child: child.type in ("text", "softbreak")):
        if is_words:
            yield Token("text", "", 0, content=_words_in(run))
        else:
            yield from run


def _style_to_class(cell: Token) -> None:
    """Carry a column's alignment as a class: the site's policy allows no inline styles."""
    style = str(cell.attrs.pop("style", ""))
    if style:
        cell.attrSet("class", f"align-{style.removeprefix('text-align:')}")


def _free_id(words: str, taken: set[str]) -> str:
    base = slug(words)
    number, candidate = 1, base
    while candidate in taken:
        number += 1
        candidate = f"{base}-{number}"
    taken.add(candidate)
    return candidate


def _sanitise(html: str) -> Markup:
    html = html.replace("<table>", '<div class="kb-scroll" role="region" tabindex="0" aria-label="Table"><table>')
    html = html.replace("</table>", "</table></div>")
    clean = nh3.clean(
        html,
        tags=_ALLOWED_TAGS,
        attributes=_ALLOWED_ATTRIBUTES,
        attribute_filter=_keep_safe_links,
        url_schemes={"https"},
        link_rel=None,
    )
    return Markup(clean)  # noqa: S704 - the one place where HTML is declared safe


def _keep_safe_links(_: str, attribute: str, value: str) -> str | None:
    """Drop an address that is neither https nor relative to the page, such as ``//elsewhere.example``."""
    return value if attribute != "href" or re.match(r"https://|\.{1,2}/", value) else None
