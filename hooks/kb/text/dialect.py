"""The Markdown of this project: which syntax there is."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt

from kb.text.bare_links import bare_links
from kb.text.callouts import callouts
from kb.text.footnotes import footnotes
from kb.text.source_marks import source_marks


class Dialect(MarkdownIt):
    """CommonMark with tables, strikethrough, footnotes, marks of sources, callouts and bare links, and without HTML.

    It leaves judging links to us. What it can't read as any of this it leaves as typed; nothing of a text is dropped but what
    is nested too deeply, and ``losses`` finds that.
    """

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False})
        # Reference definitions that nothing uses would vanish from the page.
        self.enable(["table", "strikethrough"]).disable(["reference", "html_block", "html_inline"])
        self.use(footnotes).use(source_marks).use(callouts).use(bare_links)

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - the library's name
        """Take any address; ``find_flaws`` reports those that can't be published."""
        return True


@cache
def dialect() -> Dialect:
    """Give the parser. It keeps nothing of the texts that it has read, and is slow to set up."""
    return Dialect()
