"""The real content and its search index, made once for all tests of the search that one worker runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kb.search.index import build_index

if TYPE_CHECKING:
    from kb.knowledge.link import Knowledge
    from kb.search.index import SearchIndex


@pytest.fixture(scope="session")
def knowledge(real_knowledge: Knowledge) -> Knowledge:
    """All records, linked."""
    return real_knowledge


@pytest.fixture(scope="session")
def index(knowledge: Knowledge) -> SearchIndex:
    """The index of them."""
    return build_index(knowledge)
