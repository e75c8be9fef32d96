"""Markdown into HTML that is safe to show. Raw HTML is off, and the rendered HTML is sanitised all the same."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from zlib import crc32

import nh3
from markdown_it.token import Token
from markupsafe import Markup

from kb.text.callouts import CALLOUTS
from kb.text.dialect import dialect
from kb.text.document import tokens_of, words_in, words_of
from kb.text.slugs import PageIds
from kb.text.targets import record_of
from kb.text.terms import no_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableMapping

    from kb.text.pictures import ShownPicture
    from kb.text.source_marks import Sources
    from kb.text.terms import FindTerms

    ResolveLink = Callable[[str, str], str]

_ALLOWED_TAGS = {
    *("p", "ul", "ol", "li", "strong", "em", "s", "code", "pre", "a", "blockquote", "h2", "h3", "h4", "hr", "br"),
    *("table", "thead", "tbody", "tr", "th", "td", "div", "span", "sup", "aside", "section", "img"),
}
_ALLOWED_ATTRIBUTES = {
    "a": {"href", "title", "aria-describedby", "aria-label", "id"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "img": {"src", "alt", "width", "height"},
    "li": {"id"},
    "ol": {"start"},
    "th": {"scope"},
    "div": {"tabindex", "aria-label"},
    "section": {"aria-label"},
    "span": {"id"},
}
_ALLOWED_VALUES = {
    "a": {"role": {"doc-noteref", "doc-backlink", "doc-biblioref"}},
    "aside": {"role": {"note"}},
    "div": {"role": {"region"}},
    "img": {"loading": {"lazy"}},
    "section": {"role": {"doc-endnotes"}},
    "span": {"role": {"tooltip"}},
}
_ALIGNMENTS = {"align-left", "align-center", "align-right"}
_ALLOWED_CLASSES = {
    "aside": {"kb-callout", *(f"kb-callout-{kind}" for kind in CALLOUTS)},
    "div": {"kb-scroll"},
    "p": {"kb-callout-title"},
    "section": {"kb-footnotes"},
    "span": {"kb-term", "kb-tip"},
    "sup": {"kb-footnote", "kb-source-mark"},
    "td": _ALIGNMENTS,
    "th": _ALIGNMENTS,
}
_SAFE_ADDRESS = re.compile(
    r"(?:https://|\.{1,2}/).*|#fn(?:ref)?_[0-9a-f]{8}(?:_[0-9]+){1,2}|#source-[a-z0-9-]+", re.DOTALL
)
"""An address of the web, of the site, or of a footnote or source on the page."""
_OWN_PICTURE = re.compile(r"[a-z0-9-]+\.webp")
_NO_PICTURES: Mapping[str, ShownPicture] = MappingProxyType({})
_NO_SOURCES: Sources = MappingProxyType({})


def render(
    text: str,
    resolve: ResolveLink,
    reserved_ids: Collection[str] = (),
    find_terms: FindTerms = no_terms,
    sources: Sources = _NO_SOURCES,
    pictures: Mapping[str, ShownPicture] = _NO_PICTURES,
) -> Markup:
    """Turn Markdown into sanitised HTML.

    Args:
        text: Markdown without flaws.
        resolve: gives the URL of a record for its kind and id.
        reserved_ids: ids that headings must not take because the page uses them.
        find_terms: takes a text apart into plain pieces and words of the field that are to be explained.
        sources: what the text's marks may lead to.
        pictures: what is shown for the name of each picture's file.
    """
    # Footnotes are named after their text: a page may show several that have some.
    about = {"text": f"{crc32(text.encode(errors='replace')):08x}", "sources": sources}
    return _html(_with_pictures(tokens_of(text), pictures), resolve, PageIds(reserved_ids), find_terms, about)


def _with_pictures(tokens: Iterable[Token], pictures: Mapping[str, ShownPicture]) -> Iterator[Token]:
    """Give pictures their addresses and sizes, in copies of the tokens; those that are not known are left out."""
    for token in tokens:
        if token.type == "inline" and any(child.type == "image" for child in token.children or ()):
            children = (child if child.type != "image" else _placed(child, pictures) for child in token.children or ())
            yield token.copy(children=[child for child in children if child])
        else:
            yield token


def _placed(token: Token, pictures: Mapping[str, ShownPicture]) -> Token | None:
    shown = pictures.get(str(token.attrGet("src") or ""))
    if shown is None:
        return None
    size = {"width": shown.width, "height": shown.height}
    return token.copy(attrs={"src": shown.address, "alt": "", **size, "loading": "lazy"})


def render_inline(text: str, resolve: ResolveLink, find_terms: FindTerms = no_terms) -> Markup:
    """Turn one or two sentences of Markdown into sanitised HTML without a paragraph around them."""
    tokens = tokens_of(text)
    if [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
        return _html(dialect().parseInline(text), resolve, PageIds(), find_terms)
    return _html(tokens[1:2], resolve, PageIds(), find_terms)


def render_plain(text: str, find_terms: FindTerms = no_terms) -> Markup:
    """Turn plain words into safe HTML, with the words of the field explained."""
    return Markup().join(find_terms(text))


def _html(
    tokens: Iterable[Token],
    resolve: ResolveLink,
    ids: PageIds,
    find_terms: FindTerms,
    about: MutableMapping[str, Any] | None = None,
) -> Markup:
    markdown = dialect()
    prepared = list(_with_explanations(_prepared(list(tokens), resolve, ids), find_terms))
    return _sanitise(markdown.renderer.render(prepared, markdown.options, about or {}))


def _prepared(tokens: list[Token], resolve: ResolveLink, ids: PageIds) -> Iterator[Token]:
    """Give headings their ids, cells their classes and links to records their addresses, in copies of the tokens."""
    for position, token in enumerate(tokens):
        if token.type == "heading_open":
            yield token.copy(attrs={**token.attrs, "id": ids.take(words_of(tokens[position + 1]))})
        elif token.type in ("th_open", "td_open"):
            yield token.copy(attrs=_style_as_class(token.attrs))
        elif token.type == "inline":
            yield token.copy(children=[_resolved(child, resolve) for child in token.children or ()])
        else:
            yield token


def _resolved(token: Token, resolve: ResolveLink) -> Token:
    record = record_of(str(token.attrGet("href") or "")) if token.type == "link_open" else None
    return token.copy(attrs={**token.attrs, "href": resolve(*record)}) if record else token


def _style_as_class(attributes: dict[str, str | int | float]) -> dict[str, str | int | float]:
    """Carry a column's alignment as a class: the site's policy allows no inline styles."""
    rest = {name: value for name, value in attributes.items() if name != "style"}
    style = str(attributes.get("style", ""))
    return rest | {"class": f"align-{style.removeprefix('text-align:')}"} if style else rest


def _with_explanations(tokens: Iterable[Token], find_terms: FindTerms) -> Iterator[Token]:
    """Put explanations into running text: not into headings, links and code."""
    in_heading = False
    for token in tokens:
        if token.type == "inline" and not in_heading:
            yield token.copy(children=list(_explained(token.children or [], find_terms)))
        else:
            yield token
        in_heading = token.type == "heading_open"


def _explained(children: list[Token], find_terms: FindTerms) -> Iterator[Token]:
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
            yield Token("text", "", 0, content=words_in(run))
        else:
            yield from run


def _sanitise(html: str) -> Markup:
    html = html.replace("<table>", '<div class="kb-scroll" role="region" tabindex="0" aria-label="Table"><table>')
    html = html.replace("</table>", "</table></div>")
    return Markup(_cleaner().clean(html))  # noqa: S704 - the one place where HTML is declared safe


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_ALLOWED_TAGS,
        attributes=_ALLOWED_ATTRIBUTES,
        tag_attribute_values=_ALLOWED_VALUES,
        allowed_classes=_ALLOWED_CLASSES,
        attribute_filter=_keep_safe_links,
        url_schemes={"https"},
        link_rel=None,
    )


def _keep_safe_links(_: str, attribute: str, value: str) -> str | None:
    """Drop an address that is neither https nor of this site, such as ``//elsewhere.example``; pictures are of this site."""
    if attribute == "src":
        return value if _OWN_PICTURE.fullmatch(value) else None
    return value if attribute != "href" or _SAFE_ADDRESS.fullmatch(value) else None
