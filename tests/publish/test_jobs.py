"""Several processes at once find and draw the very same as one."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from kb.content.memory import Memory
from kb.publish import checking
from kb.publish.card_cache import FONT, drawn_cards
from kb.publish.jobs import at_once
from kb.views.card import card_of_words
from tests.conftest import ROOT, TODAY

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from kb.publish.checking import Content


def checked(content: Path, jobs: int) -> tuple[Content, Memory]:
    memory = Memory()
    with at_once(jobs):
        return checking.check_project(content, TODAY, memory), memory


def test_many_new_files_are_found_out_about_by_several_processes(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (content / "catalog/models/broken.yml").write_text("name: Broken\nkind: modle\n", encoding="utf-8")
    (content / "questions/copy.md").write_bytes((content / "questions/how-does-tagging-work.md").read_bytes())
    alone, _ = checked(content, 1)
    monkeypatch.setattr(checking, "MANY", 2)
    together, memory = checked(content, 2)
    assert together == alone
    assert len(alone.checked.problems) > 1
    assert memory.is_changed
    monkeypatch.setattr(checking, "each", None)  # Nothing is new any more.
    with at_once(2):
        assert checking.check_project(content, TODAY, Memory(memory.kept())) == alone


def test_many_cards_are_drawn_by_several_processes(tmp_path: Path) -> None:
    (tmp_path / "one" / FONT).parent.mkdir(parents=True)
    shutil.copy(ROOT / FONT, tmp_path / "one" / FONT)
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    cards = [card_of_words(f"x/{number}.md", "Site", f"Page {number}", "A lead.") for number in range(40)]
    with at_once(2):
        together = dict(drawn_cards(tmp_path / "two", cards, {}))
    assert together == dict(drawn_cards(tmp_path / "one", cards, {}))
    assert len(set(together.values())) == 40
