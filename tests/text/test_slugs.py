"""Ids of words: the same table for Python and for the form."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kb.text.slugs import slug

IDS = yaml.safe_load((Path(__file__).parent / "ids.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("words", "expected"), IDS.items())
def test_ids_of_words_of_any_script(words: str, expected: str) -> None:
    """tests/contribute/test_parity.py sends the same table through the form."""
    assert slug(words) == (expected or "section")
