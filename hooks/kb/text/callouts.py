"""Callouts: a quotation whose first line is ``[!NOTE]``, as on GitHub, as a plugin of markdown-it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererProtocol
    from markdown_it.rules_core import StateCore
    from markdown_it.utils import EnvType, OptionsDict

CALLOUTS = {"note": "Note", "tip": "Tip", "important": "Important", "warning": "Warning", "caution": "Caution"}
"""The kinds of callouts, and the word that each begins with on the page."""
_MARK = re.compile(rf"\[!({'|'.join(CALLOUTS)})\][ \t]*(?:\n|\Z)", re.IGNORECASE)


def callouts(markdown: MarkdownIt) -> None:
    """Teach a parser callouts. They come as ``callout_open``, ``callout_title``, the blocks in them, ``callout_close``."""
    markdown.core.ruler.after("block", "callouts", _make_callouts)
    markdown.add_render_rule("callout_title", _render_title)


def _make_callouts(state: StateCore) -> None:
    made: list[Token] = []
    open_quotations: list[bool] = []
    tokens = iter(enumerate(state.tokens))
    for position, token in tokens:
        if token.type == "blockquote_open":
            inline = state.tokens[position + 2] if position + 2 < len(state.tokens) else None
            match = _MARK.match(inline.content) if inline and inline.type == "inline" else None
            open_quotations.append(bool(match))
            if inline and match:
                made.extend(_opening(token, inline, match))
                if not inline.content:
                    # The paragraph that held the mark alone: its opening, its text, its end.
                    for _ in range(3):
                        next(tokens)
                continue
        elif token.type == "blockquote_close" and open_quotations.pop():
            token.type, token.tag = "callout_close", "aside"
        made.append(token)
    state.tokens = made


def _opening(quotation: Token, inline: Token, match: re.Match[str]) -> tuple[Token, Token]:
    """Make a callout's beginning of a quotation's, and take the mark out of its first paragraph."""
    kind = match[1].lower()
    line = inline.map[0] if inline.map else 0
    quotation.type, quotation.tag = "callout_open", "aside"
    quotation.attrs = {"class": f"kb-callout kb-callout-{kind}", "role": "note"}
    inline.content = inline.content[match.end() :]
    inline.map = [line + 1, inline.map[1] if inline.map else line + 1]
    title = Token("callout_title", "p", 0, content=CALLOUTS[kind], map=[line, line + 1], info=match[1], block=True)
    return quotation, title


def _render_title(
    _self: RendererProtocol, tokens: Sequence[Token], position: int, _options: OptionsDict, _env: EnvType
) -> str:
    return f'<p class="kb-callout-title">{tokens[position].content}</p>\n'
