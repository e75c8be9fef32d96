"""The Markdown of this project: which syntax there is."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt


class Dialect(MarkdownIt):
    """CommonMark with tables and without HTML, which leaves judging links to us."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False})
        # Reference definitions that nothing uses would vanish from the page.
        self.enable("table").disable(["reference", "html_block", "html_inline"])

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - the library's name
        """Take any address; ``find_flaws`` reports those that can't be published."""
        return True


@cache
def dialect() -> Dialect:
    """Give the parser. It keeps nothing of the texts that it has read, and is slow to set up."""
    return Dialect()
