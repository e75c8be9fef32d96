"""Bare https addresses in a text become links, as a plugin of markdown-it.

Not markdown-it's own linkify: its patterns search a line anew from every ``://``, take more than https, and are not the same in
Python and in the browser. This rule is small enough to stand twice (``docs/assets/contribute/markdown.js``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_SCHEME = "https"
_REST = re.compile(r"://[^\s<>\[\]\"“”`\\*|]+")
_BEFORE_PATH = re.compile(r"://[^\s<>\[\]\"“”`\\*|/?#,;()'’!]*(?P<path>[/?#])?")
_HOST = re.compile(r"://[^\s/?#@:.]+(?:\.[^\s/?#@:.]+)+(?::[0-9]+)?[/?#]?")
_CLOSING = {")": "(", "]": "[", "}": "{"}
_NOT_AT_THE_END = "?!.,:;*_~'’”\"…"


def bare_links(markdown: MarkdownIt) -> None:
    """Teach a parser to make links of bare https addresses."""
    markdown.inline.ruler.before("escape", "bare_link", _bare_link)


def _bare_link(state: StateInline, silent: bool) -> bool:
    """Read the address around a colon. The word before the colon has been read as text by then."""
    if not state.src.startswith("://", state.pos) or silent or state.linkLevel or not _ends_in_scheme(state.pending):
        return False
    if not (rest := _rest_of_address(state.src, state.pos)):
        return False
    scheme, state.pending = state.pending[-len(_SCHEME) :], state.pending[: -len(_SCHEME)]
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": state.md.normalizeLink(_SCHEME + rest)}
    opening.markup, opening.info = "linkify", "auto"
    state.push("text", "", 0).content = scheme + rest
    closing = state.push("link_close", "a", -1)
    closing.markup, closing.info = "linkify", "auto"
    state.pos += len(rest)
    return True


def _ends_in_scheme(pending: str) -> bool:
    before = pending[-len(_SCHEME) - 1 : -len(_SCHEME)]
    return pending[-len(_SCHEME) :].lower() == _SCHEME and not (before.isalnum() or before in ("+", "-", ".", "_"))


def _rest_of_address(text: str, position: int) -> str:
    """Give what follows the scheme, or nothing where no host does. The path is looked for behind a host alone, so that no text is read twice."""
    before_path = _BEFORE_PATH.match(text, position)
    if not before_path or not before_path["path"]:
        rest = _without_ending(before_path[0]) if before_path else ""
        return rest if _HOST.fullmatch(rest) else ""
    match = _REST.match(text, position) if _HOST.fullmatch(before_path[0]) else None
    return _without_ending(match[0]) if match else ""


def _without_ending(rest: str) -> str:
    """Leave out the signs that end the sentence around an address, and closing brackets that it did not open."""
    end = len(rest)
    surplus = {closing: rest.count(closing) - rest.count(opening) for closing, opening in _CLOSING.items()}
    while end:
        last = rest[end - 1]
        if last in surplus and surplus[last] > 0:
            surplus[last] -= 1
        elif last not in _NOT_AT_THE_END:
            break
        end -= 1
    return rest[:end]
