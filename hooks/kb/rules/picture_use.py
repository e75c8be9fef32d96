"""Pictures beside a question are those that its text shows."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from kb.content.problems import Problem
from kb.rules.base import Catalogue, Rule
from kb.text.pictures import pictures_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.content.records import Entry


def folder_of(entry: Entry[Any]) -> str:
    """Give the folder of a question's pictures: it is called like the question's file."""
    return entry.file.removesuffix(".md")


def pictures_beside(catalogue: Catalogue, entry: Entry[Any]) -> frozenset[str]:
    """Give the names of the files in a question's folder, whether or not they can be used."""
    folder = f"{folder_of(entry)}/"
    return frozenset(PurePosixPath(path).name for path in catalogue.records.media if path.startswith(folder))


def check_use(catalogue: Catalogue) -> Iterator[Problem]:
    """Every picture in a question's folder is shown in its text."""
    for entry in catalogue.records.questions:
        shown = set(pictures_in(entry.body))
        for name in sorted(pictures_beside(catalogue, entry) - shown):
            tip = f"Show it in the text, ![What is seen]({name}), or delete it."
            yield Problem(f"{folder_of(entry)}/{name}", 1, 1, "unexpected-file", "The question does not show it.", tip)


RULES = (
    Rule("question pictures", "Pictures beside a question are shown in its text.", ("unexpected-file",), check_use),
)
