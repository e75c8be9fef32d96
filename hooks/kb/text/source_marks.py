"""Marks that lead to sources: ``[^id]`` in an answer, where no note has that name, as a plugin of markdown-it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from markdown_it.common.utils import escapeHtml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererProtocol
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

    Sources = Mapping[str, tuple[int, str]]
    """The number and the title of each source, by its id."""

_MARK = re.compile(r"\[\^([^\s\[\]]+)\]")


def source_marks(markdown: MarkdownIt) -> None:
    """Teach a parser marks without a note: ``source_mark`` tokens, whose ``meta`` says label and use.

    Which sources there are is known where the text is judged and rendered. A mark that leads to none is shown as typed.
    """
    markdown.inline.ruler.after("footnote_ref", "source_mark", _read_mark)
    markdown.core.ruler.after("notes_to_end", "count_source_marks", _count)
    markdown.add_render_rule("source_mark", _render)


def source_anchor(source_id: str) -> str:
    """Give the id that a source has on its page."""
    return f"source-{source_id}"


def mark_anchor(source_id: str, use: int) -> str:
    """Give the id of a mark on its page, by the how-manieth of its source it is. No heading's id has an underscore."""
    return f"cite_{source_id}" + (f"_{use}" if use > 1 else "")


def _read_mark(state: StateInline, silent: bool) -> bool:
    match = _MARK.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("source_mark", "", 0).meta = {"label": match[1]}
    state.pos = match.end()
    return True


def _count(state: StateCore) -> None:
    uses: Counter[str] = Counter()
    for token in (child for block in state.tokens for child in block.children or ()):
        if token.type == "source_mark":
            uses[token.meta["label"]] += 1
            token.meta["use"] = uses[token.meta["label"]]


def _render(_: RendererProtocol, tokens: Sequence[Token], at: int, _options: OptionsDict, env: EnvType) -> str:
    label, use = tokens[at].meta["label"], tokens[at].meta["use"]
    sources: Sources = env.get("sources", {})
    if label not in sources:
        return escapeHtml(f"[^{label}]")
    number, title = sources[label]
    return (
        f'<sup class="kb-source-mark"><a href="#{source_anchor(label)}" id="{mark_anchor(label, use)}" role="doc-biblioref" '
        f'aria-label="Source {number}: {escapeHtml(title)}">{number}</a></sup>'
    )
