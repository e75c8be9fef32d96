"""What the filters of the apps page load: all products and programs in few characters."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kb.search.words import terms
from kb.text.document import plain_text
from kb.views.apps import open_programs
from kb.views.shelves import met_products, product_part
from kb.views.wording import begun

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.content.records import Entry
    from kb.content.schema import Model, Product
    from kb.knowledge.link import Knowledge

PATH = "apps/table.json"


def apps_data(kb: Knowledge) -> str:
    """Give, as JSON, each product with its features, each program, and the names of the tasks behind them.

    A product has id, name, maker, other names, its features, and the number of the page of its letter that it stands on; a feature has name, what it does, task, and whether its maker says so.
    A program has id, name, summary, and the terms that it is found by besides.
    """
    tasks = {meeting.task.id: meeting.task.record.name for meetings in kb.meetings.values() for meeting in meetings}
    data = {
        "tasks": tasks,
        "products": [_product(kb, product) for product in met_products(kb)],
        "programs": [_program(kb, program) for program in open_programs(kb)],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _product(kb: Knowledge, product: Entry[Product]) -> list[Any]:
    record = product.record
    features = [
        [
            begun(meeting.met.feature),
            begun(plain_text(meeting.met.does)),
            meeting.task.id,
            int(meeting.met.certainty == "known"),
        ]
        for meeting in kb.meetings[product.id]
    ]
    return [product.id, record.name, record.maker, record.also_called, features, product_part(kb, product).number]


def _program(kb: Knowledge, program: Entry[Model]) -> list[str]:
    record = program.record
    return [
        program.id,
        record.name,
        plain_text(record.summary),
        _terms(kb.tasks[task].record.name for task in record.tasks),
    ]


def _terms(texts: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(term for text in texts for term in terms(text)))
