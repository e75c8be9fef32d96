"""What the reference of all fields and rules shows, from the schema itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from kb.content.schema import Family, Licence, Metric, Modality, Model, Product, Question, Task, Term, record_in
from kb.rules import RULES
from kb.views.page_texts import PageTexts
from kb.views.view import View

if TYPE_CHECKING:
    from markupsafe import Markup

    from kb.content.schema import Record

PATH = "data-guide/fields.md"
DESCRIBED = (Question, Task, Model, Product, Metric, Modality, Family, Licence, Term)


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field: its path, whether it is needed, and what it means."""

    path: str
    is_required: bool
    meaning: Markup


@dataclass(frozen=True, slots=True)
class RecordTable:
    """A kind of record and its fields."""

    id: str
    name: str
    meaning: str
    fields: tuple[FieldRow, ...]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule, what it demands, and the names of the problems that it reports."""

    name: str
    demands: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldsView(View):
    """All fields of all kinds of records, and all rules."""

    kind: ClassVar[str] = "fields"
    records: tuple[RecordTable, ...]
    rules: tuple[RuleRow, ...]


def fields_view() -> FieldsView:
    """Make the view of the reference."""
    texts = PageTexts(PATH)
    return FieldsView(
        path=PATH,
        title="All fields",
        description="Every field of every kind of record, and every rule that the content must follow.",
        source="hooks/kb/content/schema.py",
        records=tuple(
            RecordTable(schema.__name__.lower(), schema.__name__, schema.__doc__ or "", tuple(_rows(texts, schema)))
            for schema in DESCRIBED
        ),
        rules=tuple(RuleRow(rule.name, rule.description, rule.reports) for rule in RULES),
    )


def _rows(texts: PageTexts, schema: type[Record], prefix: str = "") -> list[FieldRow]:
    rows = []
    for name, field in schema.model_fields.items():
        rows.append(FieldRow(prefix + name, field.is_required(), texts.inline(field.description or "")))
        inner = record_in(field.annotation)
        if inner:
            is_list = "tuple" in str(field.annotation)
            rows.extend(_rows(texts, inner, f"{prefix}{name}{'[]' if is_list else ''}."))
    return rows
