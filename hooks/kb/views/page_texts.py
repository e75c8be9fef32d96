"""Contributed texts as safe HTML for one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.text.safe_html import render, render_inline, render_plain
from kb.text.terms import FirstUses, Vocabulary
from kb.views.addresses import GLOSSARY, address_of, relative, url_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from markupsafe import Markup

    from kb.text.pictures import ShownPicture
    from kb.text.source_marks import Sources

SECTION_IDS = ("answer", "example", "workflow", "models", "programs", "also-asked", "sources", "kb-contents")
"""Ids that question pages use themselves; headings of contributed texts get others."""


class PageTexts:
    """Renders the texts of one page from its top to its bottom, so that each word of the field is explained where it comes first."""

    def __init__(self, path: str, vocabulary: Vocabulary | None = None, known: Iterable[str] = ()) -> None:
        """Begin a page.

        Args:
            path: the page's path, which links are relative to.
            vocabulary: the words of the field that are to be explained.
            known: the ids of those that the page explains anyway.
        """
        self._page = url_of(path)
        self._find_terms = FirstUses(vocabulary or Vocabulary(), relative(GLOSSARY, self._page), known).find

    def block(
        self,
        text: str,
        sources: Sources | None = None,
        reserved_ids: Collection[str] = SECTION_IDS,
        pictures: Mapping[str, ShownPicture] | None = None,
    ) -> Markup:
        """Turn Markdown into HTML, its marks into links to the sources, with the pictures that it names."""
        return render(text, self._address, reserved_ids, self._find_terms, sources or {}, pictures or {})

    def inline(self, text: str) -> Markup:
        """Turn one or two sentences of Markdown into HTML without a paragraph around them."""
        return render_inline(text, self._address, self._find_terms)

    def plain(self, text: str) -> Markup:
        """Turn plain words into HTML."""
        return render_plain(text, self._find_terms)

    def _address(self, kind: str, record_id: str) -> str:
        return relative(address_of(kind, record_id), self._page)
