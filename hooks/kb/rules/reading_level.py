"""Answers begin in words that most people can read, and that say by themselves what they are about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.content.problems import Level
from kb.rules.base import Catalogue, Rule
from kb.text.document import first_paragraph
from kb.text.readability import HARDEST, grade

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.content.problems import Problem

_POINTS_BACK = re.compile(r"(?:It|Its|He|She|They|Their|This|That|These|Those|Both|Neither|Such)(?!-)\b")
_SAYS_NOTHING = re.compile(r"(?:Yes|No|Both|Neither)[.!]")


def check_readability(catalogue: Catalogue) -> Iterator[Problem]:
    """The answer in short and the first paragraph below it need no more than eleven years of school."""
    for entry in catalogue.records.questions:
        beginnings = [(("answer",), 0, entry.record.answer)]
        beginnings += [(("body",), line, words) for line, words in first_paragraph(entry.body)]
        for path, line, words in beginnings:
            if (years := grade(words)) > HARDEST:
                yield entry.problem(
                    path,
                    "hard-to-read",
                    f"This paragraph is hard to read: US grade {years:.1f}, and {HARDEST:g} is the limit.",
                    "Make two sentences of long ones, and use shorter words.",
                    line_offset=line,
                    level=Level.WARNING,
                )


def check_openings(catalogue: Catalogue) -> Iterator[Problem]:
    """The first sentence answers the title on its own: lists, search engines and voice assistants show no more."""
    for entry in catalogue.records.questions:
        answer = entry.record.answer.lstrip()
        if found := _SAYS_NOTHING.match(answer):
            message = f"“{found[0]}” alone says nothing where only the first sentence is shown."
            tip = f"Go on in the same sentence: “{found[0][:-1]}: a few seconds of speech are enough.”"
        elif found := _POINTS_BACK.match(answer):
            message = f"The answer begins with “{found[0]}”, and in lists nothing stands before it."
            tip = "Name the thing: “A spam filter looks at the sender first.”"
        else:
            continue
        yield entry.problem(("answer",), "answer-opening", message, tip, level=Level.WARNING)


RULES = (
    Rule("readability", "Answers begin in plain words.", ("hard-to-read",), check_readability),
    Rule("openings", "The first sentence of an answer stands on its own.", ("answer-opening",), check_openings),
)
