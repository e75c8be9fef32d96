"""The fast YAML parser and the slow one give the same trees and tell the same problems."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kb.content import yamltree
from kb.content.front_matter import split_front_matter
from kb.content.yamltree import read_yaml
from tests.conftest import ROOT

CASES = sorted((Path(__file__).parents[1] / "sites/cases").glob("*.yml"))
REAL = sorted([*(ROOT / "catalog").rglob("*.yml"), *(ROOT / "questions").glob("*.md")])
ODD = {
    "nested brackets": "name: " + "[" * 100_000,
    "nested mappings": "{a: " * 50_000,
    "bomb": "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "tag": "a: !!python/object:os.system x\n",
    "two documents": "a: 1\n---\nb: 2\n",
    "tab": "a:\n\tb: 1\n",
    "emoji": "a: 👩\u200d🔬 and \U0001f600\n",
    "not printable": "a: \x07\n",
    "next line": "a: one\x85two\n",
    "line separator": "a: one\u2028two\n",
    "flow without spaces": "a: {b:c}\nd: [e:f,g]\n",
    "complex key": "? [a, b]\n: c\n",
    "directive": "%YAML 1.1\n---\na: 1\n",
    "folded": "a: >\n  one\n  two\n\n  three\nb: |+\n  x\n\n",
    "quoted": "a: 'it''s'\nb: \"\\u00e9\\x41\\n\"\nc: \"a\n  b\"\n",
    "colon at the end": "a: b:\n",
    "hash": "a: b #c\nd: e#f\n",
    "nothing": "",
    "comment": "# only\n",
    "unclosed": 'a: "b\nc: d\n',
    "wide": "a: ｂ　ｃ\n",
    "equals and merge": "=: a\n<<: b\n",
    "percent and at": "a: %b\n",
    "backquote": "a: `b`\n",
}


def both(text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[object, object]:
    fast = read_yaml(text, "file", 1)
    with monkeypatch.context() as patch:
        patch.setattr(yamltree, "FAST_LOADER", None)
        return fast, read_yaml(text, "file", 1)


def test_the_fast_parser_is_there() -> None:
    """Without it everything works, three times slower."""
    assert yamltree.FAST_LOADER is yaml.CSafeLoader


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_texts(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fast, slow = both(text, monkeypatch)
    assert fast == slow


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_cases(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = file.read_text(encoding="utf-8")
    case = yaml.safe_load(text)
    written = [case["write"]] if "write" in case else [change["with"] for change in case.get("replace", ())]
    for one in (text, *written):
        fast, slow = both(one, monkeypatch)
        assert fast == slow


def test_a_part_of_the_real_records(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every seventh, because the slow parser is slow."""
    for file in REAL[::7]:
        text = file.read_text(encoding="utf-8")
        parts = split_front_matter(text) if file.suffix == ".md" else (text, "")
        assert not isinstance(parts, str)
        fast, slow = both(parts[0], monkeypatch)
        assert fast == slow
