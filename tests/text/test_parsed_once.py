"""Each Markdown text of the content is parsed once, however many rules, pages and indexes read it."""

from __future__ import annotations

import copy
import pickle
from collections import Counter
from typing import TYPE_CHECKING

from kb.content.load import load
from kb.content.memory import Memory
from kb.content.parse import parse
from kb.knowledge.link import link
from kb.outward.collect import collect
from kb.pages.render import make_pages
from kb.rules.check import check
from kb.rules.references import texts
from kb.search.index import build_index
from kb.text.dialect import Dialect
from kb.text.document import MarkdownText, plain_text
from tests.conftest import TODAY

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def count_parsing(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    parsed: Counter[str] = Counter()
    for name in ("parse", "parseInline"):
        original = getattr(Dialect, name)

        def counted(self: Dialect, text: str, *rest: object, original: object = original) -> object:
            parsed[text] += 1
            return original(self, text, *rest)  # type: ignore[operator]

        monkeypatch.setattr(Dialect, name, counted)
    return parsed


def test_a_build_parses_each_text_once(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = {str(text) for entry in parse(load(content)[0])[0].entries() for _, text, _ in texts(entry)}
    parsed = count_parsing(monkeypatch)
    checked = check(content, TODAY)
    kb = link(checked.records)
    assert list(make_pages(kb, TODAY, checked.problems))
    build_index(kb)
    collect(checked.records)
    assert len(own) > 20
    assert {text: parsed[text] for text in own} == dict.fromkeys(own, 1)


def test_what_was_read_before_is_not_parsed_again(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory()
    before = check(content, TODAY, memory=memory)
    parsed = count_parsing(monkeypatch)
    file = content / "catalog/models/tagger.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("[It is fast.]", "[Works at night.]", 1), encoding="utf-8")
    after = check(content, TODAY, memory=memory.again())
    assert after.problems == before.problems
    assert parsed["Works at night."] == 1
    assert not [text for text in parsed if "writes one word after another" in text]


def test_a_text_stays_a_text() -> None:
    text = MarkdownText("Some *words*.")
    assert plain_text(text) == "Some words."
    for same in (pickle.loads(pickle.dumps(text)), copy.copy(text), copy.deepcopy(text)):  # noqa: S301 - our own
        assert (same, hash(same), type(same)) == ("Some *words*.", hash("Some *words*."), MarkdownText)
        assert "tokens" not in vars(same)
    assert "Some *words*." in {text}
