"""Records are written as YAML that reads well and comes back as it was given."""

from __future__ import annotations

import random
from typing import Any

import pytest

from kb.authoring.writing import record_text
from kb.content.yamltree import plain, read_yaml


def test_a_record_reads_well() -> None:
    fields = {
        "draft": True,
        "title": "Tagging: A Model",
        "tasks": ["image-tagging", "image-captioning"],
        "paper": "2306.03514",
        "code": {"url": "https://github.com/a/b"},
        "limits": ["It is slow."],
        "answer": "It does: " + "much " * 30 + "work.",
    }
    assert record_text(fields, notes=["Look at it."], modeline="# first") == (
        "# first\n"
        "draft: true\n"
        'title: "Tagging: A Model"\n'
        "tasks: [image-tagging, image-captioning]\n"
        'paper: "2306.03514"\n'
        "code:\n"
        "  url: https://github.com/a/b\n"
        "limits:\n"
        "  - It is slow.\n"
        "answer: >-\n"
        f"  It does: {'much ' * 20}much\n"
        f"  {'much ' * 9}work.\n"
        "# Look at it.\n"
    )


def test_a_question_has_front_matter_and_a_body() -> None:
    assert record_text({"title": "Why?"}, "## So\n") == "---\ntitle: Why?\n---\n\n## So\n"
    assert record_text({"title": "Why?"}, "") == "---\ntitle: Why?\n---\n"


@pytest.mark.parametrize("is_ascii", [False, True])
def test_every_text_comes_back(is_ascii: bool) -> None:
    pieces = [
        "a",
        " ",
        "  ",
        "\n",
        "\n\n",
        ": ",
        " #",
        "'",
        '"',
        "\\",
        "- ",
        "---",
        "é",
        "🧠",
        "—",
        "%",
        "&x",
        "*y",
        "!z",
        "{",
        "]",
        "\t",
        "no",
        "1.10",
        "2023-06",
        "|",
        ">",
        "?",
        "~",
        ",",
        "word " * 30,
    ]
    chance = random.Random(1)  # noqa: S311 - no secrets here
    for _ in range(3000):
        value = "".join(chance.choice(pieces) for _ in range(chance.randint(1, 8)))
        fields: dict[str, Any] = {"one": value, "many": [value, "b"], "inner": [{"id": value}]}
        tree, problems = read_yaml(record_text(fields, ascii_only=is_ascii), "file")
        assert not problems, value
        assert tree is not None
        assert plain(tree) == fields
