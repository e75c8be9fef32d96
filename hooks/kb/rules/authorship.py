"""Names of authors were read where they stand: in the paper, or in the work's own repository or page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.content.papers import paper_url
from kb.rules.base import Catalogue, Rule, of_the_record
from kb.text.normal_form import normal_address, normal_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.content.problems import Problem
    from kb.content.records import Entry
    from kb.content.schema import Model

_REPOSITORY = re.compile(r"(?:github\.com|huggingface\.co(?:/datasets)?)/[^/]+/[^/]+")


def check_authors(catalogue: Catalogue) -> Iterator[Problem]:
    """Who names authors has read the paper, the repository or the work's own page, and lists it."""
    for entry in catalogue.records.models:
        yield from _unread(entry)


@of_the_record
def _unread(entry: Entry[Model]) -> Iterator[Problem]:
    record = entry.record
    if record.authors and not any(_is_of_the_work(source, record) for source in record.checked.sources):
        yield entry.problem(
            ("authors",),
            "authors-unread",
            "No source of this record is its paper, its repository or its own page, where the names could have been read.",
            "Read the names there, and add the address to “sources” under “checked”.",
        )


def _is_of_the_work(source: str, record: Model) -> bool:
    """Tell whether an address is the work's paper, or lies in its repository or under its own page."""
    if record.paper and normal_form(record.paper) in normal_form(source):
        return True
    return any(_place(source).startswith(_place(own)) for own in _own_addresses(record))


def _own_addresses(record: Model) -> Iterator[str]:
    yield from (part.url for part in (record.code, record.weights, record.data) if part)
    if record.paper:
        yield paper_url(record.paper)
    if record.program:
        yield record.program.home
    if record.identifiers.hugging_face:
        yield f"https://huggingface.co/{record.identifiers.hugging_face}"


def _place(url: str) -> str:
    """Give an address without what leads to one page of many: a repository stands for all of its files."""
    address = normal_address(url).replace("raw.githubusercontent.com/", "github.com/")
    repository = _REPOSITORY.match(address)
    return f"{repository[0] if repository else address}/"


RULES = (
    Rule(
        "authors",
        "Who names authors lists the paper, the repository or the work's own page among the sources.",
        ("authors-unread",),
        check_authors,
    ),
)
