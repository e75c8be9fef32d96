"""Old addresses lead to records that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.content.problems import did_you_mean
from kb.rules.base import Catalogue, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.content.problems import Problem


def check_redirects(catalogue: Catalogue) -> Iterator[Problem]:
    """An old address is no record's, stands once, and leads to a record in one step."""
    seen: set[tuple[str, str]] = set()
    for entry in catalogue.records.redirects:
        kind, old, new = entry.record.kind.value, entry.record.old, entry.record.new
        if catalogue.is_there(kind, old):
            message = f"There is a {kind} “{old}”, so its address can't lead elsewhere."
            yield entry.problem(("old",), "redirect", message, "Delete this redirect, or rename the record.")
        if (kind, old) in seen:
            yield entry.problem(("old",), "redirect", f"“{old}” stands twice.", "Keep the one that is right.")
        seen.add((kind, old))
        if not catalogue.exists(kind, new):
            tip = did_you_mean(new, catalogue.by_kind[kind]) or "Write the id that the record has now."
            yield entry.problem(("new",), "redirect", f"There is no {kind} “{new}”.", tip)


RULES = (Rule("redirects", "Old addresses lead to records.", ("redirect",), check_redirects),)
