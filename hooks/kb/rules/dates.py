"""Dates: none lies before its field makes sense, and none in the future."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING

from kb.content.fields import Dated
from kb.content.parse import SCHEMAS
from kb.content.problems import Level, Problem
from kb.content.yamltree import path_text
from kb.rules.base import Catalogue, Rule, markers_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.content.parts import Parts

_ZONES_APART = dt.timedelta(days=1)
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def check_dates(catalogue: Catalogue) -> Iterator[Problem]:
    """No date lies before its field makes sense, or in the future. Files that have other errors are looked at too."""
    latest = catalogue.latest + _ZONES_APART
    for parts in catalogue.records.parts.values():
        yield from _date_problems(parts, latest)


def _date_problems(parts: Parts, latest: dt.date) -> Iterator[Problem]:
    schema = SCHEMAS.get(parts.file.kind)
    is_draft = isinstance(parts.value, dict) and parts.value.get("draft") == "true"
    for path, scalar in parts.scalars if schema else ():
        if not (found := _DATE.fullmatch(scalar.value)) or (day := _first_day(*found.groups())) is None:
            continue
        for marker in markers_at(schema, tuple(step for step in path if isinstance(step, str))):
            if isinstance(marker, Dated) and (wrong := _complaint(scalar.value, day, marker.earliest, latest)):
                level = Level.WARNING if is_draft else Level.ERROR
                yield Problem(parts.file.path, scalar.line, scalar.column, *wrong, path_text(path), level)


@cache
def _first_day(year: str, month: str | None, day: str | None) -> dt.date | None:
    try:
        return dt.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None


def _complaint(value: str, day: dt.date, earliest: dt.date, latest: dt.date) -> tuple[str, str, str] | None:
    if day > latest:
        return "future-date", f"{value} has not come yet.", "Write the date on which it was."
    if day < earliest:
        return (
            "early-date",
            f"{value} is too long ago for this field.",
            f"It holds no date before {earliest.year}. Correct the year.",
        )
    return None


RULES = (
    Rule(
        "dates",
        "Dates are neither in the future nor before their field makes sense.",
        ("future-date", "early-date"),
        check_dates,
    ),
)
