"""What is compared can be: results are on benchmarks or data sets, said once, and settings are written one way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.content.schema import ModelKind
from kb.rules.base import Catalogue, Rule, of_the_record
from kb.text.normal_form import normal_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.content.problems import Problem
    from kb.content.records import Entry
    from kb.content.schema import Model
    from kb.content.yamltree import Path

MEASURED_ON = (ModelKind.BENCHMARK, ModelKind.DATASET)
"""The kinds of records on which works are measured."""


def check_benchmarks(catalogue: Catalogue) -> Iterator[Problem]:
    """Results are on benchmarks or data sets, not on other works."""
    for entry in catalogue.records.models:
        for position, result in enumerate(entry.record.results):
            benchmark = catalogue.model(result.benchmark)
            if benchmark and benchmark.kind not in MEASURED_ON:
                message = f"“{result.benchmark}” is of “kind: {benchmark.kind}”, and nothing is measured on that."
                tip = "Name a record of “kind: benchmark” or “kind: dataset”."
                yield entry.problem(("results", position, "benchmark"), "result", message, tip)


def check_repeated(catalogue: Catalogue) -> Iterator[Problem]:
    """No work has two numbers for one thing from one measurer: only one of them can be right."""
    for entry in catalogue.records.models:
        yield from _repeated(entry)


def check_settings(catalogue: Catalogue) -> Iterator[Problem]:
    """A setting of a benchmark is written in one way, so that numbers of like settings stand in one table."""
    first: dict[tuple[str, str], tuple[str, Entry[Any]]] = {}
    for entry in catalogue.records.models:
        for position, result in enumerate(entry.record.results):
            if not result.variant:
                continue
            known, where = first.setdefault((result.benchmark, normal_form(result.variant)), (result.variant, entry))
            if known != result.variant:
                message = f"{where.file if where is not entry else 'A result above'} writes this setting as “{known}”."
                path: Path = ("results", position, "variant")
                yield entry.problem(path, "same-wording", message, "Write it in the same way, or say what differs.")


@of_the_record
def _repeated(entry: Entry[Model]) -> Iterator[Problem]:
    seen: set[tuple[str, ...]] = set()
    for position, result in enumerate(entry.record.results):
        words = (result.variant, result.checkpoint, result.unit, result.measurer)
        about = (result.benchmark, result.metric, *(normal_form(one or "") for one in words))
        if about in seen:
            message = "A result above has the same benchmark, variant, measure, checkpoint and measurer."
            tip = "Keep one of them, or say under “variant” or “checkpoint” what differs."
            yield entry.problem(("results", position), "same-result", message, tip)
        seen.add(about)


RULES = (
    Rule("results", "Results are on benchmarks or data sets.", ("result",), check_benchmarks),
    Rule("one-result", "A work has one number for one thing from one measurer.", ("same-result",), check_repeated),
    Rule("one-setting", "A benchmark's settings are each written one way.", ("same-wording",), check_settings),
)
