"""The product that an answer is said to be about stands in its question or its answer in short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.rules.base import Catalogue, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.content.problems import Problem


def check_products(catalogue: Catalogue) -> Iterator[Problem]:
    """Readers meet the product's name before the page says what the product runs."""
    for entry in catalogue.records.questions:
        question = entry.record
        found = catalogue.by_kind["product"].get(question.product or "")
        text = f"{question.title} {question.question} {question.answer}".casefold()
        if found and not any(name.casefold() in text for name in (found.record.name, *found.record.also_called)):
            message = f"Neither the question nor the answer in short names “{found.record.name}”."
            tip = "Name it there, or leave the field “product” out: then the page says nothing of what a product runs."
            yield entry.problem(("product",), "product-not-named", message, tip)


RULES = (
    Rule(
        "products",
        "The product that an answer is about is named in it.",
        ("product-not-named",),
        check_products,
    ),
)
