"""Nobody is invented: what the editors thought up is told to the reader, not put into somebody's mouth."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.content.schema import OriginKind
from kb.rules.base import Catalogue, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.content.problems import Problem

_QUOTED = re.compile(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|\"[^\"]*\"|‘[^’]*’(?!\w)|(?<!\w)'[^']*'(?!\w)")
_FIRST_PERSON = re.compile(r"\bI\b|\b(?i:my|we|our)\b")
_OPENING = tuple("“„«\"‘'")
_FORM = "Tell the case to the reader: “You colourise a portrait. The sky comes out right, the coat differs at every try. Why?”"


def check_editors(catalogue: Catalogue) -> Iterator[Problem]:
    """A case that the editors thought up is no quotation, and nobody says I in it."""
    for entry in catalogue.records.questions:
        if entry.record.origin.kind is not OriginKind.EDITORS:
            continue
        text = entry.record.question
        said = _FIRST_PERSON.search(_QUOTED.sub("", text))
        if text.startswith(_OPENING):
            message = "The editors thought this up, so it is no quotation."
            yield entry.problem(("question",), "invented-person", message, _FORM)
        elif said:
            message = f"“{said[0]}” is nobody: the editors thought this up."
            yield entry.problem(("question",), "invented-person", message, _FORM)


RULES = (
    Rule(
        "voices",
        "What the editors thought up is told without an invented person.",
        ("invented-person",),
        check_editors,
    ),
)
