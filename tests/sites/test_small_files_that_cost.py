"""Small files that could cost much: what is twice as long takes no more than about twice the steps, and what is told stays short."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from kb.content.load import load
from kb.rules.check import check, check_files
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MODEL = "catalog/models/tagger.yml"
QUESTION = "questions/how-does-tagging-work.md"
MOST_GROWTH = 2.6
"""Twice as much may take this many times the steps; four times would be quadratic."""

FILLED: dict[str, tuple[str, Callable[[int], str]]] = {
    "unknown keys": (MODEL, lambda n: "".join(f"key_{number}: x\n" for number in range(n))),
    "the same key": (MODEL, lambda n: "again: x\n" * n),
    "control characters": (MODEL, lambda n: "# " + "\x01" * n + "\n"),
    "invisible characters": (QUESTION, lambda n: "\n" + "\u200b" * n + "\n"),
    "characters that are escaped": (MODEL, lambda n: 'training_data: "' + "\\u200b" * n + '"\n'),
    "garbled lines": (QUESTION, lambda n: "\nItâ€™s.\n" * n),
    "old line ends": (QUESTION, lambda n: "\r" * n),
    "words for nothing": (MODEL, lambda n: "inputs:\n" + "  - none\n" * n),
    "values of the wrong type": (MODEL, lambda n: "inputs:\n" + "  - [x]\n" * n),
    "marks of conflicts": (QUESTION, lambda n: "\n=======\n" * n),
    "unknown references": (QUESTION, lambda n: "\n[x](task:nothing)\n" * n),
    "the same paragraph": (
        QUESTION,
        lambda n: ("\n" + "These words stand here again and again, and say nothing new. " * 2 + "\n") * n,
    ),
}


def steps_of(act: Callable[[], Any], within: str = "") -> int:
    """Count the calls that something makes, or those made from a module."""
    count = 0

    def called(frame: Any, event: str, _: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call") and within in frame.f_code.co_filename

    sys.setprofile(called)
    try:
        act()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", FILLED)
def test_what_fills_a_file_is_told_in_few_words_and_found_in_few_steps(content: Path, name: str) -> None:
    path, filling = FILLED[name]
    text = (content / path).read_text(encoding="utf-8")
    check(content, TODAY)
    base = steps_of(lambda: check(content, TODAY))
    steps = []
    for size in (300, 600, 1200):
        (content / path).write_bytes((text + filling(size)).encode())
        # Checked once before it is counted: what the first problem of a kind sets up is no cost of the next.
        assert len(check(content, TODAY).problems) <= 24
        steps.append(steps_of(lambda: check(content, TODAY)) - base)
    # What a broken file spares the rules is in all three, and must not hide what each further mistake costs.
    assert steps[2] - steps[1] < MOST_GROWTH * max(steps[1] - steps[0], 1000)


@pytest.mark.parametrize("change", ["none", "one word"])
def test_copies_of_a_question_are_found_in_few_steps(content: Path, change: str) -> None:
    files, problems = load(content)
    question = next(file for file in files if file.path == QUESTION)

    def copies(number: int) -> list[Any]:
        return [
            replace(
                question,
                id=f"copy-{one}",
                path=f"questions/copy-{one}.md",
                text=(question.text or "").replace("jumper", f"jumper{one}" if change == "one word" else "jumper"),
            )
            for one in range(number)
        ]

    steps = []
    for number in (40, 80):
        copied = [*files, *copies(number)]
        steps.append(steps_of(lambda copied=copied: check_files(copied, problems, TODAY), within="rules/texts.py"))  # type: ignore[misc]
        told = check_files(copied, problems, TODAY).problems
        assert len([problem for problem in told if problem.rule == "near-duplicate"]) == number
        assert len(told) <= 8 * (number + 1)
    assert steps[1] < MOST_GROWTH * steps[0]


def test_of_a_thousand_copies_a_few_are_named(content: Path) -> None:
    text = (content / QUESTION).read_text(encoding="utf-8")
    for number in range(8):
        (content / f"questions/copy-{number}.md").write_text(text, encoding="utf-8")
    told = {
        problem.file: problem.message for problem in check(content, TODAY).problems if problem.rule == "near-duplicate"
    }
    assert told["questions/copy-1.md"] == "This asks nearly the same as questions/copy-0.md."
    assert told["questions/copy-3.md"] == (
        "This asks nearly the same as questions/copy-0.md, questions/copy-1.md and questions/copy-2.md."
    )
    assert told[QUESTION] == (
        "This asks nearly the same as questions/copy-0.md, questions/copy-1.md, questions/copy-2.md and others."
    )
