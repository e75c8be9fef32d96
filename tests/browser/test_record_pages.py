"""Every type of page of one record, and the guides: wide and narrow, light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.looking import look_at
from tests.browser.page_types import RECORDS_AND_GUIDES

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.parametrize("path", RECORDS_AND_GUIDES.values(), ids=RECORDS_AND_GUIDES.keys())
def test_page(browser: Browser, address: str, path: str) -> None:
    look_at(browser, address, path)
