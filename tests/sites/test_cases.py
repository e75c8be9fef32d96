"""Every way to get a record wrong that we know of: one file a case, with the problems that must be told, to the letter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from kb.content.problem_formats import as_text
from kb.rules.check import check
from tests.conftest import TODAY

CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))


def break_content(root: Path, case: dict[str, Any]) -> None:
    """Do to a valid content folder what the case says a contributor did."""
    file = root / case["file"]
    # Most cases change one file; “also” names others.
    if "write" in case:
        file.write_text(case["write"], encoding="utf-8")
        return
    if "move" in case:
        (root / case["move"]).parent.mkdir(exist_ok=True)
        file.rename(root / case["move"])
        return
    for change in (*case["replace"], *case.get("also", ())):
        changed = root / change.get("file", case["file"])
        text = changed.read_text(encoding="utf-8")
        assert change["find"] in text, f"the case looks for a text that is not there: {change['find']}"
        changed.write_text(text.replace(change["find"], change["with"], 1), encoding="utf-8")


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_problems_are_told(file: Path, content: Path) -> None:
    case = yaml.safe_load(file.read_text(encoding="utf-8"))
    break_content(content, case)

    checked = check(content, TODAY)

    assert as_text(checked.problems) == case["problems"].strip()
    assert checked.is_publishable is (": error: " not in case["problems"])


def test_the_small_site_itself_is_right(content: Path) -> None:
    assert check(content, TODAY).problems == []
