"""Where products stand: on the page of the letter that their names begin with, or on one of its parts."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kb.search.words import shelf_of
from kb.views.addresses import APPS, url_of
from kb.views.cuts import Cut, cuts, part_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.content.records import Entry
    from kb.content.schema import Product
    from kb.knowledge.link import Knowledge

MOST_FEATURES = 50
"""No page of products shows more features, but for a single product that has more."""

_letter_of = lru_cache(shelf_of)


def met_products(kb: Knowledge) -> list[Entry[Product]]:
    """Give the products that somebody meets a task in, in the order of the alphabet."""
    return _sorted(product for product in kb.products.values() if product.id in kb.meetings)


def by_letter(kb: Knowledge) -> dict[str, list[Entry[Product]]]:
    """Give these products by the letter that they stand under."""
    found: dict[str, list[Entry[Product]]] = {}
    for product in met_products(kb):
        found.setdefault(_letter_of(product.record.name), []).append(product)
    return dict(sorted(found.items()))


def letter_address(letter: str) -> str:
    """Give the address of a letter's first page."""
    return url_of(part_path(f"{APPS}{letter}", 1))


def parts_of_letter(kb: Knowledge, letter: str, products: list[Entry[Product]]) -> list[Cut[Entry[Product]]]:
    """Cut the products of a letter into pages."""
    return list(cuts(f"{APPS}{letter}", products, MOST_FEATURES, lambda product: len(kb.meetings[product.id])))


def product_part(kb: Knowledge, product: Entry[Product]) -> Cut[Entry[Product]]:
    """Give the page that a product stands on, with all that stands there."""
    letter = _letter_of(product.record.name)
    beside = (
        other for other in kb.products.values() if other.id in kb.meetings and _letter_of(other.record.name) == letter
    )
    parts = parts_of_letter(kb, letter, _sorted(beside))
    return next(part for part in parts if any(entry.id == product.id for entry in part.entries))


def product_address(kb: Knowledge, product: str) -> str:
    """Give the address of a product: its place on the page that it stands on."""
    return f"{url_of(product_part(kb, kb.products[product]).path)}#{product}"


def _sorted(products: Iterator[Entry[Product]]) -> list[Entry[Product]]:
    return sorted(products, key=lambda product: (product.record.name.casefold(), product.id))
