"""Pictures beside a question are those that its text shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.content.problems import Problem
from kb.rules.base import Catalogue, Rule, of_the_record
from kb.text.pictures import pictures_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.content.records import Entry


def folder_of(entry: Entry[Any]) -> str:
    """Give the folder of a question's pictures: it is called like the question's file."""
    return entry.file.removesuffix(".md")


def pictures_beside(catalogue: Catalogue, entry: Entry[Any]) -> frozenset[str]:
    """Give the names of the files in a question's folder, whether or not they can be used."""
    return catalogue.names_in.get(folder_of(entry), frozenset())


@of_the_record
def _shown(entry: Entry[Any]) -> Iterator[str]:
    return pictures_in(entry.body)


def check_use(catalogue: Catalogue) -> Iterator[Problem]:
    """Every picture in a question's folder is shown in its text."""
    for entry in catalogue.records.questions:
        for name in sorted(pictures_beside(catalogue, entry).difference(_shown(entry))):
            tip = f"Show it in the text, ![What is seen]({name}), or delete it."
            yield Problem(f"{folder_of(entry)}/{name}", 1, 1, "unexpected-file", "The question does not show it.", tip)


RULES = (
    Rule("question pictures", "Pictures beside a question are shown in its text.", ("unexpected-file",), check_use),
)
