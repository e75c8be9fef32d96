"""What the tests of files for programs share: the small project, built once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import kb
from tests.project import copy_project
from tests.views.test_views import write_whole_content

if TYPE_CHECKING:
    from pathlib import Path

NOON = "1780315200"
"""1 June 2026, as the records of the small project want it."""


@pytest.fixture(scope="package")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the small project's site."""
    root = tmp_path_factory.mktemp("programs") / "project"
    write_whole_content(root)
    copy_project(root)
    result = kb("build", "--root", root, SOURCE_DATE_EPOCH=NOON)
    assert result.returncode == 0, result.stdout + result.stderr
    return root / "site"
