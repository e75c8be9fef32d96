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
from kb.rules.base import Catalogue, Rule, markers_at, of_the_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.content.parts import Parts

_ZONES_APART = dt.timedelta(days=1)
_DATE = re.compile(r"(\d{4}(?=-\d\d-)|(?:19|20)\d\d)(?:-(\d\d))?(?:-(\d\d))?")
"""Days of any year, and what can be a year or a month; what can't is told by its field."""


def check_dates(catalogue: Catalogue) -> Iterator[Problem]:
    """No date lies before its field makes sense, or in the future. Files that have other errors are looked at too."""
    latest = catalogue.latest + _ZONES_APART
    for path in catalogue.records.files:
        for value, day, earliest, place in _dates(catalogue.records, path):
            if wrong := _complaint(value, day, earliest, latest):
                line, column, field, level = place
                yield Problem(path, line, column, *wrong, field, level)


@of_the_file
def _dates(parts: Parts) -> Iterator[tuple[str, dt.date, dt.date, tuple[int, int, str, Level]]]:
    """Give each date as it is written and as a day, the earliest that makes sense, and its place: line, column, field, level."""
    schema = SCHEMAS.get(parts.file.kind)
    is_draft = isinstance(parts.value, dict) and parts.value.get("draft") == "true"
    for path, scalar in parts.scalars if schema else ():
        if not (found := _DATE.fullmatch(scalar.value)) or (day := _first_day(*found.groups())) is None:
            continue
        for marker in markers_at(schema, tuple(step for step in path if isinstance(step, str))):
            if isinstance(marker, Dated):
                level = Level.WARNING if is_draft else Level.ERROR
                yield scalar.value, day, marker.earliest, (scalar.line, scalar.column, path_text(path), level)


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
