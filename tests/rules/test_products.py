"""The page says what a product runs only where the question or its answer in short names that product."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from kb.rules.check import check
from tests.conftest import OF_TODAY, TODAY

if TYPE_CHECKING:
    from pathlib import Path

QUESTION = "questions/how-does-tagging-work.md"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("How does the app know it is a red jumper?", [(QUESTION, 22, "product-not-named")]),
        ("How does exshop know it is a red jumper?", []),
    ],
)
def test_a_product_is_named_where_readers_meet_it(
    content: Path, title: str, expected: list[tuple[str, int, str]]
) -> None:
    shutil.copytree(OF_TODAY, content, dirs_exist_ok=True)
    file = content / QUESTION
    text = file.read_text(encoding="utf-8").replace("certainty: unknown", "product: example-shop\ncertainty: unknown")
    file.write_text(text.replace("How does the app know it is a red jumper?", title), encoding="utf-8")
    assert [(found.file, found.line, found.rule) for found in check(content, TODAY).problems] == expected
