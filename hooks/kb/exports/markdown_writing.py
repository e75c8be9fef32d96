"""Records' words as Markdown that stands by itself: plain words escaped, links to records as absolute addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.text.targets import record_links
from kb.views.addresses import address_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kb.exports.export import Site

_SIGNS = re.compile(r"[\\`*\[\]<>~|]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
"""What Markdown would take for more than itself; an underscore within a word is none."""
_BEGINS_A_BLOCK = re.compile(r"^(\s*)([#+-]|\d+(?=[.)]))")


def plain(words: str) -> str:
    """Write plain words so that Markdown shows them as they are, on one line."""
    escaped = _SIGNS.sub(r"\\\g<0>", " ".join(words.split()))
    return _BEGINS_A_BLOCK.sub(_as_a_word, escaped)


def link(words: str, address: str) -> str:
    """Write a link."""
    return f"[{plain(words)}](<{address}>)" if re.search(r"[\s()<>]", address) else f"[{plain(words)}]({address})"


def standing_alone(text: str, site: Site) -> str:
    """Give a contributed Markdown text whose links to records are absolute."""
    for found in set(record_links(text)):
        href = f"{found.kind}:{found.id}"
        absolute = site.absolute(address_of(found.kind, found.id))
        # Between its brackets, or behind the colon of a reference.
        text = re.sub(rf"(?<=\]\(){re.escape(href)}(?=[\s)])|(?<=\]: ){re.escape(href)}(?=\s|\Z)", absolute, text)
    return text


def on_one_line(text: str, site: Site) -> str:
    """Give one or two sentences of contributed Markdown, as part of a line."""
    return " ".join(standing_alone(text, site).split())


def bullets(lines: Iterable[str]) -> str:
    """Write a list."""
    return "\n".join(f"- {line}" for line in lines)


def section(heading: str, *blocks: str) -> str:
    """Write a part of a page, or nothing where it would be empty."""
    filled = [block for block in blocks if block]
    return "\n\n".join([f"## {heading}", *filled]) if filled else ""


def document(title: str, blocks: Iterable[str]) -> str:
    """Write a whole page."""
    return "\n\n".join([f"# {plain(title)}", *(block.strip("\n") for block in blocks if block.strip())]) + "\n"


def listed(words: Iterable[str], write: Callable[[str], str] = plain) -> str:
    """Write words one after the other."""
    return ", ".join(map(write, words))


def _as_a_word(match: re.Match[str]) -> str:
    before, sign = match.groups()
    # A number is kept, and its dot escaped.
    return f"{before}{sign}\\" if sign.isdigit() else f"{before}\\{sign}"
