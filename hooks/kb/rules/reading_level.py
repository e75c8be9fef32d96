"""Answers begin in words that most people can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.content.problems import Level
from kb.rules.base import Catalogue, Rule, of_the_record
from kb.text.document import first_paragraph
from kb.text.readability import HARDEST, grade

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.content.problems import Problem
    from kb.content.records import Entry
    from kb.content.schema import Question


def check_readability(catalogue: Catalogue) -> Iterator[Problem]:
    """The answer in short and the first paragraph below it need no more than eleven years of school."""
    for entry in catalogue.records.questions:
        yield from _hard_to_read(entry)


@of_the_record
def _hard_to_read(entry: Entry[Question]) -> Iterator[Problem]:
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


RULES = (Rule("readability", "Answers begin in plain words.", ("hard-to-read",), check_readability),)
