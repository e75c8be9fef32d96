"""What the library that checks types says, in our words: no contributor reads “float_parsing”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kb.content.quoting import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLAIN_NUMBER = "Write digits alone, such as 12 or 0.5: no unit, no commas, no words."
_ADDRESS = "Write the whole address: https://…"
_DAY = "Write year-month-day, such as 2026-03-31."
_BELOW = "Indent “name: value” lines below it."
_ENTRIES = "Write each entry on its own line, beginning with “- ”."

_EXPECTED = {
    "a list": (_ENTRIES, "list", "tuple", "set", "frozen_set", "deque", "iterable", "iteration_error"),
    "fields": (_BELOW, "model", "model_attributes", "dataclass", "dataclass_exact", "named_tuple", "dict", "mapping"),
    "true or false": ("Write true, or delete the line.", "bool"),
    "a date": (_DAY, "date", "date_from_datetime", "datetime", "datetime_from_date", "datetime_object_invalid"),
    "a time": ("Write hours and minutes, such as 09:30.", "time", "time_delta"),
    "a number": (_PLAIN_NUMBER, "int", "float", "decimal", "fraction", "complex", "complex_str"),
    "an address": (_ADDRESS, "url", "url_syntax_violation", "url_scheme"),
    "a text": ("Write the value on the same line, after the colon and a space.", "string", "bytes"),
}
_KINDS = {name: (expected, tip) for expected, (tip, *names) in _EXPECTED.items() for name in names}
_LIMITS = {
    "greater_than": ("gt", "more than {}"),
    "greater_than_equal": ("ge", "{} or more"),
    "less_than": ("lt", "less than {}"),
    "less_than_equal": ("le", "{} or less"),
    "multiple_of": ("multiple_of", "a multiple of {}"),
    "decimal_max_digits": ("max_digits", "a number of at most {} digits"),
    "decimal_max_places": ("decimal_places", "a number with at most {} digits behind the point"),
    "decimal_whole_digits": ("whole_digits", "a number of at most {} digits before the point"),
    "string_too_short": ("min_length", "a text of at least {} characters"),
    "bytes_too_short": ("min_length", "a text of at least {} characters"),
    "bytes_too_long": ("max_length", "a text of at most {} characters"),
    "url_too_long": ("max_length", "an address of at most {} characters"),
}
_DASH = re.compile(r"(?:^|\s)-(?=\w)")
_ANYWHERE = "Compare it with the same field of another record, or read what the data guide says of it."


def in_our_words(kind: str, context: Mapping[str, Any], given: Any) -> tuple[str, str, str]:
    """Tell an error of the library: the rule, what is wrong and how to mend it.

    Args:
        kind: what the library calls the error, such as ``float_parsing``.
        context: what it says of it.
        given: the value.
    """
    value = f"“{shown(str(given), 60)}”" if isinstance(given, str) else "This"
    if kind in ("enum", "literal_error", "union_tag_invalid"):
        choices = str(
            context.get("expected") or context.get("expected_tags") or "one of the values that the data guide names"
        )
        return "wrong-value", f"{value} is not allowed here.", f"Write {choices}."
    if kind in _LIMITS:
        name, words = _LIMITS[kind]
        return "wrong-value", f"{value} can't stand here.", f"Write {words.format(_number(context.get(name)))}."
    if kind in (
        "int_parsing",
        "float_parsing",
        "decimal_parsing",
        "finite_number",
        "int_parsing_size",
        "int_from_float",
    ):
        what = "a whole number" if kind.startswith("int") else "a number"
        tip = "Write digits alone, such as 12." if kind.startswith("int") else _PLAIN_NUMBER
        return "number", f"{value} is not {what} that is written plainly.", tip
    expected, tip = _KINDS.get(kind.removesuffix("_type").removesuffix("_parsing"), ("", ""))
    if not expected:
        return "wrong-value", f"{value} is not allowed here.", _ANYWHERE
    if expected == "a list" and isinstance(given, str) and _DASH.match(given):
        first = shown(_DASH.split(given)[1], 60)
        return "wrong-type", "There is no space behind “-”, so this is no list.", f"Write each line so: - {first}"
    what = "a text" if isinstance(given, str) else "a list" if isinstance(given, list) else "fields"
    if what != expected and expected in ("a list", "fields", "a text"):
        return "wrong-type", f"This must be {expected}, not {what}.", tip
    return "wrong-value", f"{value} is not {expected}.", tip


def _number(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
