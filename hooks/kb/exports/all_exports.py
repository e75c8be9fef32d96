"""Every file for programs, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.exports.api import all_of_the_api
from kb.exports.feeds import feeds
from kb.exports.llms import llms_files
from kb.exports.markdown_copies import markdown_copies
from kb.exports.opensearch import opensearch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.exports.export import Export, Site
    from kb.knowledge.link import Knowledge


def make_exports(kb: Knowledge, site: Site) -> Iterator[Export]:
    """Make every file of the site that programs take and pages do not show.

    Args:
        kb: the linked records.
        site: what the files say of the site.
    """
    yield from feeds(kb, site)
    yield opensearch(site)
    yield from all_of_the_api(kb, site)
    yield from markdown_copies(kb, site)
    yield from llms_files(kb, site)
