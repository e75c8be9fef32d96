"""Footnotes: ``[^1]`` in a text and ``[^1]: …`` on a line of its own, as a plugin of markdown-it.

Reading a note is mdit-py-plugins' work. Which note a mark leads to, and moving the notes to the end, is done here: no note is
dropped, even where nothing leads to it or its name is given twice, and looking for the end of a name takes no long search.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererProtocol
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.utils import EnvType, OptionsDict

_MARK = re.compile(r"\[\^([^\s\[\]]+)\]")


@dataclass(slots=True)
class _Note:
    label: str
    line: int
    is_repeated: bool
    tokens: list[Token] = field(default_factory=list)
    number: int = 0
    uses: int = 0


def footnotes(markdown: MarkdownIt) -> None:
    """Teach a parser footnotes. The notes come last: ``footnote_open``, the blocks, a ``footnote_anchor`` for each mark, ``footnote_close``.

    The ``meta`` of these and of ``footnote_ref`` say label, number and use; that of ``footnote_open`` also how many marks lead to the note,
    on which line it stands, and whether an earlier one has its name.
    """
    markdown.use(footnote_plugin, inline=False, move_to_end=False)
    markdown.inline.ruler.at("footnote_ref", _read_mark)
    markdown.core.ruler.after("inline", "notes_to_end", _notes_to_end)
    for name, rule in _RENDERING.items():
        markdown.add_render_rule(name, rule)


def _read_mark(state: StateInline, silent: bool) -> bool:
    match = _MARK.match(state.src, state.pos, state.posMax)
    if not match or f":{match[1]}" not in state.env.get("footnotes", {}).get("refs", {}):
        return False
    if not silent:
        state.push("footnote_ref", "", 0).meta = {"label": match[1]}
    state.pos = match.end()
    return True


def _notes_to_end(state: StateCore) -> None:
    text, notes = _apart(state.tokens)
    state.tokens = text
    if notes:
        ordered = _numbered(text, notes)
        rows = (token for note in ordered for token in _row(note))
        state.tokens += [Token("footnote_block_open", "", 1), *rows, Token("footnote_block_close", "", -1)]


def _apart(tokens: Iterable[Token]) -> tuple[list[Token], list[_Note]]:
    """Take the notes out of the text, and notes out of notes."""
    text: list[Token] = []
    notes: list[_Note] = []
    open_notes: list[_Note] = []
    labels: set[str] = set()
    for token in tokens:
        if token.type == "footnote_reference_open":
            label = token.meta["label"]
            open_notes.append(_Note(label, token.map[0] if token.map else 0, label in labels))
            notes.append(open_notes[-1])
            labels.add(label)
        elif token.type == "footnote_reference_close":
            open_notes.pop()
        else:
            (open_notes[-1].tokens if open_notes else text).append(token)
    return text, notes


def _numbered(text: Iterable[Token], notes: list[_Note]) -> list[_Note]:
    """Number the notes in the order in which they are first mentioned, and after them those that are not."""
    by_label = {note.label: note for note in notes if not note.is_repeated}
    ordered: list[_Note] = []

    def visit(tokens: Iterable[Token]) -> None:
        for mark in _marks(tokens):
            note = by_label[mark.meta["label"]]
            if not note.number:
                ordered.append(note)
                note.number = len(ordered)
            note.uses += 1
            mark.meta |= {"number": note.number, "use": note.uses}

    visit(text)
    visited = 0
    for note in (None, *notes):
        if note and not note.number:
            ordered.append(note)
            note.number = len(ordered)
        while visited < len(ordered):
            visit(ordered[visited].tokens)
            visited += 1
    return ordered


def _marks(tokens: Iterable[Token]) -> Iterator[Token]:
    return (child for token in tokens for child in token.children or () if child.type == "footnote_ref")


def _row(note: _Note) -> Iterator[Token]:
    """Give a note's tokens, with the ways back in its last paragraph."""
    meta = {"label": note.label, "number": note.number}
    about = {"uses": note.uses, "line": note.line, "is_repeated": note.is_repeated}
    yield Token("footnote_open", "", 1, meta=meta | about, block=True)
    is_paragraph = bool(note.tokens) and note.tokens[-1].type == "paragraph_close"
    end = len(note.tokens) - is_paragraph
    yield from note.tokens[:end]
    yield from (Token("footnote_anchor", "", 0, meta=meta | {"use": use + 1}) for use in range(note.uses))
    yield from note.tokens[end:]
    yield Token("footnote_close", "", -1, block=True)


def _name(token: Token, env: EnvType) -> str:
    """Give what the ids of a note and of its marks end in. No heading's id has an underscore; ``env`` tells the texts of a page apart."""
    use = token.meta.get("use", 1)
    return f"{env.get('text', '')}_{token.meta['number']}" + (f"_{use}" if use > 1 else "")


def _render_mark(_: RendererProtocol, tokens: Sequence[Token], at: int, _options: OptionsDict, env: EnvType) -> str:
    number, text = tokens[at].meta["number"], env.get("text", "")
    return (
        f'<sup class="kb-footnote"><a href="#fn_{text}_{number}" id="fnref_{_name(tokens[at], env)}" role="doc-noteref" '
        f'aria-label="Footnote {number}">{number}</a></sup>'
    )


def _render_way_back(_: RendererProtocol, tokens: Sequence[Token], at: int, _options: OptionsDict, env: EnvType) -> str:
    number, use = tokens[at].meta["number"], tokens[at].meta["use"]
    words = f"Back to footnote mark {number}" + (f", place {use}" if use > 1 else "")
    # The sign for text style keeps phones from drawing the arrow as a picture.
    return f' <a href="#fnref_{_name(tokens[at], env)}" role="doc-backlink" aria-label="{words}">↩\ufe0e</a>'


def _render_opening(_: RendererProtocol, tokens: Sequence[Token], at: int, _options: OptionsDict, env: EnvType) -> str:
    return f'<li id="fn_{_name(tokens[at], env)}">\n'


def _render_list(_: RendererProtocol, _tokens: Sequence[Token], _at: int, _options: OptionsDict, _env: EnvType) -> str:
    return '<section class="kb-footnotes" role="doc-endnotes" aria-label="Footnotes">\n<ol>\n'


def _render_item_end(
    _: RendererProtocol, _tokens: Sequence[Token], _at: int, _options: OptionsDict, _env: EnvType
) -> str:
    return "</li>\n"


def _render_list_end(
    _: RendererProtocol, _tokens: Sequence[Token], _at: int, _options: OptionsDict, _env: EnvType
) -> str:
    return "</ol>\n</section>\n"


_RENDERING = {
    "footnote_ref": _render_mark,
    "footnote_anchor": _render_way_back,
    "footnote_open": _render_opening,
    "footnote_close": _render_item_end,
    "footnote_block_open": _render_list,
    "footnote_block_close": _render_list_end,
}
