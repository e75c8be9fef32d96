"""The real content and its search index, made once for all tests of the search that one worker runs."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from kb.commands.shared import read_content
from kb.knowledge.link import link
from kb.search.index import build_index
from tests.conftest import ROOT

if TYPE_CHECKING:
    from kb.knowledge.link import Knowledge
    from kb.search.index import SearchIndex


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """All records, linked."""
    return link(read_content(ROOT, dt.date(2026, 11, 21)).checked.records)


@pytest.fixture(scope="session")
def index(knowledge: Knowledge) -> SearchIndex:
    """The index of them."""
    return build_index(knowledge)
