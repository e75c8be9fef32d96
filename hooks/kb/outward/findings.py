"""What was found behind links, and how long it is good for."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

VERSION = 1
"""Raised when findings of earlier versions can no longer be used."""
DAYS_OF_FAILURE = 1
"""How long a dead link is not asked again: somebody may have mended it."""
DAYS_KEPT = 90


class State(StrEnum):
    """What became of the question."""

    ALIVE = "alive"
    DEAD = "dead"
    DOUBTFUL = "doubtful"
    """Something answered, or stopped answering, but not so that the link can be judged."""
    SILENT = "silent"
    """No connection came about."""
    PRIVATE = "private"
    """The address is not on the public internet, and was not called."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found behind a link on a day."""

    url: str
    state: State
    day: dt.date
    detail: str = ""
    """Words that go into the report, such as “answers 404”."""
    moved_to: str | None = None
    """Its new address, where it has moved for good."""
    title: str | None = None
    """The title of what is there; empty where none is given, None where it was not looked for."""
    is_archived: bool = False

    def is_fresh(self, today: dt.date, max_age: int) -> bool:
        """Tell whether the link need not be asked again. Doubtful answers are never kept."""
        days = {State.ALIVE: max_age, State.DEAD: min(max_age, DAYS_OF_FAILURE)}.get(self.state, 0)
        return 0 <= (today - self.day).days < days


def read_findings(text: str) -> dict[str, Finding]:
    """Read findings by address. What can't be read is forgotten: it can be found out again."""
    try:
        stored = json.loads(text)
        if stored["version"] != VERSION:
            return {}
        findings = (_finding(row) for row in stored["findings"])
        return {finding.url: finding for finding in findings}
    except (ValueError, TypeError, KeyError):
        return {}


def write_findings(findings: Iterable[Finding], today: dt.date) -> str:
    """Write those findings that a later run may use."""
    kept = [
        finding
        for finding in findings
        if finding.state in (State.ALIVE, State.DEAD) and (today - finding.day).days <= DAYS_KEPT
    ]
    rows = [asdict(finding) | {"day": finding.day.isoformat()} for finding in sorted(kept, key=lambda one: one.url)]
    return json.dumps({"version": VERSION, "findings": rows}, ensure_ascii=False, indent=1) + "\n"


def _finding(row: Mapping[str, Any]) -> Finding:
    fields = dict(row) | {"day": dt.date.fromisoformat(row["day"]), "state": State(row["state"])}
    return Finding(**fields)
