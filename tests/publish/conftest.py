"""What the tests of publishing share: what builds a test's project over and over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.publish.builder import Builder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def builder(project: Path) -> Iterator[Builder]:
    """What builds the project of the test."""
    one = Builder(project / "hooks")
    yield one
    one.end()
