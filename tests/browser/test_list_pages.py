"""Every type of page that leads to others: wide and narrow, light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.looking import look_at
from tests.browser.page_types import LISTS

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.parametrize("path", LISTS.values(), ids=LISTS.keys())
def test_page(browser: Browser, address: str, path: str) -> None:
    look_at(browser, address, path)
