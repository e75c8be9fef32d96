"""What the page shows that puts works side by side: how to do it, and the words for what its script loads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from kb.content.schema import RUNNABLE
from kb.views.addresses import MODELS
from kb.views.view import View
from kb.views.wording import (
    KIND_NAMES,
    PROCESSING_WORDS,
    PROGRAMMING_WORDS,
    STANDING_WORDS,
    SYSTEM_NAMES,
    WARNING_WORDS,
    begun,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kb.knowledge.link import Knowledge

COMPARE = f"{MODELS}compare/"
MOST = 4
"""So many works stand side by side; ``docs/assets/compare-works.js`` has as many letters for them."""


@dataclass(frozen=True, slots=True)
class CodeWords:
    """What the site says for a value of a field that has a fixed list of values."""

    name: str
    """The field and the value: ``kind-model``."""
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareView(View):
    """How works are compared; the script puts those that the address names in its place."""

    kind: ClassVar[str] = "compare"
    most: int
    runs: str
    """The kinds of works that take something and yield something."""
    words: tuple[CodeWords, ...]


def compare_view(kb: Knowledge) -> CompareView:
    """Make the view of the page that puts works side by side."""
    return CompareView(
        path="models/compare.md",
        title="Compare works",
        description=f"Two to four of {len(kb.models)} models and other works side by side: what they take and give, licences, results, strengths and limits.",
        source="catalog/models",
        most=MOST,
        runs=" ".join(sorted(RUNNABLE)),
        words=tuple(_words()),
    )


def _words() -> Iterator[CodeWords]:
    groups: dict[str, Mapping[Any, str]] = {
        "kind": KIND_NAMES,
        "status": STANDING_WORDS,
        "about": WARNING_WORDS,
        "system": SYSTEM_NAMES,
        "processing": PROCESSING_WORDS,
    }
    for field, words in groups.items():
        yield from (CodeWords(f"{field}-{value}", said) for value, said in words.items())
    for needs, said in PROGRAMMING_WORDS.items():
        yield CodeWords(f"programming-{'yes' if needs else 'no'}", begun(said))
