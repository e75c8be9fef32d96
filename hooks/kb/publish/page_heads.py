"""What the heads of generated pages say to programs: where the page's Markdown copy is, and what the page is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.exports.markdown_copies import COPY, has_copy
from kb.views.structured_data import structured_data

if TYPE_CHECKING:
    from kb.exports.export import Site
    from kb.knowledge.link import Knowledge
    from kb.views.view import View


@dataclass(frozen=True, slots=True)
class PageHead:
    """What the frame puts into the head of a page for programs. Empty where there is nothing."""

    markdown: str
    """Where the copy is, as seen from the page."""
    about: str
    """JSON-LD that may stand in a script as it is."""


def head_for_programs(kb: Knowledge, view: View, site: Site) -> PageHead:
    """Say what the head of a view's page tells programs."""
    return PageHead(COPY if has_copy(view) else "", structured_data(kb, view, site.url, site.name))
