"""The types of fields: what a value may be, what a wrong one is told, and what a field holds.

Markers on the types (``Refers``, ``Outward``, ``Prose``, ``PlainText``) tell the rules what a field holds.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from kb.content.authors import MOST_AUTHORS, wrong_in_list, wrong_in_name
from kb.content.papers import arxiv_id, doi, longer_than_bare
from kb.text.addresses_copied import trace_in
from kb.text.document import MarkdownText

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
FIRST_DAY = dt.date(2020, 1, 1)
"""Nothing was read, checked or made for this knowledge base before."""
FIRST_YEAR = dt.date(1950, 1, 1)
"""No work of this field is older."""
FILE_NAME_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+$"


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a field that holds the id of a record of a kind (``task``, ``model``, …)."""

    kind: str

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Say it in the JSON Schema too, which the contribution form is made from."""
        return handler(core) | {"x-refers": self.kind}


@dataclass(frozen=True, slots=True)
class Outward:
    """Marks a field that leads out of the knowledge base: a link, an arXiv id, a DOI, or what follows ``before``."""

    before: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """Marks a field that holds Markdown."""

    inline: bool = False
    headings: bool = False

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Say it in the JSON Schema too."""
        return handler(core) | {"x-prose": "inline" if self.inline else "block"}


@dataclass(frozen=True, slots=True)
class PlainText:
    """Marks a field that holds words without any markup."""


@dataclass(frozen=True, slots=True)
class Dated:
    """Marks a field that holds a date. ``earliest`` is the first day for which that makes sense."""

    earliest: dt.date

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Say it in the JSON Schema too."""
        return handler(core) | {"x-earliest": self.earliest.isoformat()}


def field_problem(rule: str, message: str, tip: str) -> PydanticCustomError:
    """Make what a check of a field raises: the rule, what is wrong, and how to mend it."""
    return PydanticCustomError(rule, "{message}", {"message": message, "tip": tip})


def _https_link(value: str) -> str:
    _bare(value)
    if found := trace_in(value):
        message = f"“{value[:80]}” says where it was copied ({found[0]}), which is no part of the address."
        raise field_problem("link", message, f"Write {found[1]}")
    parts = urlsplit(value) if not re.search(r"[\s<>\"\\\x00-\x1f]", value) else None
    if parts is None or parts.scheme != "https" or "." not in (parts.hostname or "") or "@" in parts.netloc:
        raise field_problem("link", f"“{value[:80]}” is not an https link.", "Write the whole address: https://…")
    return value


def _bare(value: str) -> None:
    """Refuse space around an address before anything else is said of it."""
    if value != value.strip():
        shown = value.strip()[:80]
        raise field_problem("link", f"There is a space or a line end before or after “{shown}”.", "Delete it.")


def _paper(value: str) -> str:
    if arxiv_id(value) or doi(value):
        return value
    if longer := longer_than_bare(value):
        name, bare = longer
        raise field_problem("link", f"“{value[:80]}” is more than the bare {name}.", f"Write {bare} alone, in quotes.")
    if _host(value) in ("github.com", "huggingface.co"):
        raise field_problem("link", f"“{value[:80]}” is not a paper.", "Put it under code or weights.")
    return _https_link(value)


def _code_link(value: str) -> str:
    if _host(value) in ("huggingface.co", "arxiv.org"):
        raise field_problem("link", f"“{value[:80]}” is not a code repository.", "Put it under weights, data or paper.")
    return _plain_repository(value)


def _plain_repository(value: str) -> str:
    _bare(value)
    if _host(value) == "github.com" and not re.fullmatch(
        r"https://github\.com/[\w.-]+/[\w.-]+(/(tree|blob)/\S+)?", value
    ):
        raise field_problem(
            "link",
            f"“{value[:80]}” is not the address of a GitHub repository.",
            "Write https://github.com/owner/name.",
        )
    return _https_link(value)


def _weights_link(value: str) -> str:
    _bare(value)
    if _host(value) == "huggingface.co" and not re.fullmatch(r"https://huggingface\.co/[\w.-]+(/[\w.-]+)*", value):
        raise field_problem(
            "link", f"“{value[:80]}” is not a Hugging Face page.", "Write https://huggingface.co/owner/name."
        )
    return _https_link(value)


def _author(value: str) -> str:
    if wrong := wrong_in_name(value):
        raise field_problem("authors", *wrong)
    return value


def _authors(value: tuple[str, ...]) -> tuple[str, ...]:
    if wrong := wrong_in_list(value):
        raise field_problem("authors", *wrong)
    return value


def _host(value: str) -> str:
    return (re.match(r"^\w+://([^/?#]*)", value) or ["", ""])[1].casefold().removeprefix("www.")


def _licence(value: str) -> str:
    try:
        canonical = str(canonicalize_license_expression(value))
    except InvalidLicenseExpression:
        canonical = ""
    if canonical != value or " " in value:
        tip = (
            f"Write {canonical}."
            if canonical and " " not in canonical
            else "See catalog/licences.yml for those in use."
        )
        raise field_problem("licence", f"“{value[:60]}” is not an SPDX licence id.", tip)
    return value


def _month(value: str) -> str:
    if not re.fullmatch(r"(19|20)\d\d(-(0[1-9]|1[0-2]))?", value):
        raise field_problem("date", f"“{value[:40]}” is neither a year nor a month.", "Write 2023 or 2023-06.")
    return value


def _day(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        raise field_problem("date", f"“{value[:40]}” is not a date.", "Write year-month-day, such as 2026-03-31.")
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        year, month = int(value[:4]), int(value[5:7])
        is_month = 1 <= month <= 12 and year > 0
        days = f"That month has {monthrange(year, month)[1]} days." if is_month else "Months are 01 to 12."
        raise field_problem("date", f"There is no day {value}.", f"{days} Write year-month-day.") from None


def _number(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"-?\d{1,12}(\.\d{1,6})?", value):
        tip = "Write digits alone, such as 12 or 0.5: no unit, no commas, no words."
        raise field_problem("number", f"“{value[:40]}” is not a number that is written plainly.", tip)
    return value


def _yes_or_no(value: Any) -> Any:
    if isinstance(value, str) and value not in ("true", "false"):
        raise field_problem(
            "wrong-value", f"“{value[:40]}” is neither true nor false.", "Write true, or delete the line."
        )
    return value


_Text = StringConstraints(strip_whitespace=True, min_length=1)


def _for_editors(**keywords: Any) -> Any:
    """Add keywords to a type's JSON Schema alone; the checks of this module say the same, and say more."""
    return Field(json_schema_extra=keywords)


_NUMBERS_TOO = ["string", "number"]
"""An editor takes 2023 for a number. Here every value is read as text."""
_HTTPS = r"^https://\S+$"
_PAPER = r"^(https://\S+|10\.\d{4,9}/\S+|\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?/\d{7})$"

Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=80)]
Words = Annotated[str, _Text, StringConstraints(max_length=120), PlainText(), _for_editors(type=_NUMBERS_TOO)]
Title = Annotated[str, _Text, StringConstraints(max_length=300), PlainText()]
Author = Annotated[str, _Text, StringConstraints(max_length=200), AfterValidator(_author), PlainText()]
NameElsewhere = Annotated[str, _Text, StringConstraints(max_length=300), PlainText()]
Sentence = Annotated[str, _Text, StringConstraints(max_length=400), PlainText()]
Statement = Annotated[str, _Text, StringConstraints(max_length=1500), PlainText()]
Inline = Annotated[str, _Text, StringConstraints(max_length=800), AfterValidator(MarkdownText), Prose(inline=True)]
Markdown = Annotated[str, _Text, StringConstraints(max_length=12_000), AfterValidator(MarkdownText), Prose()]

Link = Annotated[str, AfterValidator(_https_link), Outward(), _for_editors(pattern=_HTTPS)]
Paper = Annotated[str, AfterValidator(_paper), Outward(), _for_editors(type=_NUMBERS_TOO, pattern=_PAPER)]
CodeLink = Annotated[str, AfterValidator(_code_link), Outward(), _for_editors(pattern=_HTTPS)]
WeightsLink = Annotated[str, AfterValidator(_weights_link), Outward(), _for_editors(pattern=_HTTPS)]
LicenceId = Annotated[str, AfterValidator(_licence), Refers("licence")]
YesOrNo = Annotated[bool, BeforeValidator(_yes_or_no)]
Day = Annotated[dt.date, BeforeValidator(_day), Dated(FIRST_DAY)]
YearOrMonth = Annotated[
    str,
    AfterValidator(_month),
    Dated(FIRST_YEAR),
    _for_editors(type=_NUMBERS_TOO, pattern=r"^(19|20)\d\d(-(0[1-9]|1[0-2]))?$"),
]
Number = Annotated[float, Field(allow_inf_nan=False, ge=0, le=1_000_000_000), BeforeValidator(_number)]
"""For fields that hold a number. The field's name says the unit (``memory_gb``), and a narrower range is better."""
Measurement = Annotated[
    Decimal,
    Field(allow_inf_nan=False, ge=-1_000_000_000, le=1_000_000_000),
    BeforeValidator(_number),
    WithJsonSchema({"type": "number", "minimum": -1_000_000_000, "maximum": 1_000_000_000}),
]
"""For numbers that were measured, which may be below zero. They keep their digits: 57.0 is not 57."""
FileName = Annotated[str, StringConstraints(pattern=FILE_NAME_PATTERN, max_length=80)]
HuggingFaceName = Annotated[str, StringConstraints(pattern=r"^[\w.-]+/[\w.-]+$"), Outward("https://huggingface.co/")]

ModalityRef = Annotated[Slug, Refers("modality")]
FamilyRef = Annotated[Slug, Refers("family")]
TaskRef = Annotated[Slug, Refers("task")]
ModelRef = Annotated[Slug, Refers("model")]
ProductRef = Annotated[Slug, Refers("product")]
TermRef = Annotated[Slug, Refers("term")]
MetricRef = Annotated[Slug, Refers("metric")]

Modalities = Annotated[tuple[ModalityRef, ...], Field(min_length=1, max_length=20)]
Authors = Annotated[tuple[Author, ...], AfterValidator(_authors), _for_editors(maxItems=MOST_AUTHORS + 1)]
