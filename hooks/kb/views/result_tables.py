"""Numbers with their sources: a work's own, those on a benchmark, best first, and the best that are known for a task."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from kb.content.schema import MeasuredBy
from kb.views.addresses import address_of
from kb.views.pieces import Link, model_link
from kb.views.wording import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markupsafe import Markup

    from kb.content.records import Entry
    from kb.content.schema import Metric, Model, Result, Task
    from kb.knowledge.link import Knowledge, Measured
    from kb.views.page_texts import PageTexts

T = TypeVar("T")
MOST_ROWS = 150
"""No page of a benchmark shows more numbers; the others stand on the pages of the works."""
BEST = 3
"""So many works stand among the best known numbers of a task."""
_Setting = tuple[str, str, str]
"""What must be alike before numbers may be ranked: the variant of the benchmark, the measure, the unit."""


@dataclass(frozen=True, slots=True)
class Report:
    """Who reports a number, where, and when that was read."""

    by: str
    source: str
    date: str


@dataclass(frozen=True, slots=True)
class OwnResult:
    """A number that the work of the page reached."""

    benchmark: Link
    setting: str | None
    metric: str
    unit: str | None
    checkpoint: str | None
    value: str
    report: Report | None
    """None where one report holds for all."""


@dataclass(frozen=True, slots=True)
class OwnResults:
    """The numbers of a work."""

    rows: tuple[OwnResult, ...]
    report: Report | None
    """Who reports all of them, where that is one."""


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A work in the table of a benchmark."""

    work: Link
    checkpoint: str | None
    value: str
    report: Report


@dataclass(frozen=True, slots=True)
class ResultTable:
    """The numbers of one setting and one measure, best first."""

    setting: str | None
    metric: str
    unit: str | None
    more_is_better: bool
    says: Markup | None
    """What the measure says, where the page has not said it before."""
    rows: tuple[ResultRow, ...]
    date: str | None
    """When all of them were read, where that is one day."""


@dataclass(frozen=True, slots=True)
class BenchmarkResults:
    """All tables of a benchmark, and how many numbers found no room."""

    tables: tuple[ResultTable, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class BestKnown:
    """The best numbers that are recorded for a task, on one benchmark in one setting."""

    benchmark: Link
    setting: str | None
    metric: str
    unit: str | None
    more_is_better: bool
    rows: tuple[ResultRow, ...]
    date: str
    """When the last of them was read."""


def own_results(kb: Knowledge, work: Model) -> OwnResults | None:
    """Give the numbers of a work, in the order of its record; nothing where none are known."""
    if not work.results:
        return None
    of_all = _only(map(_report, work.results))
    return OwnResults(
        tuple(_own_result(kb, result, None if of_all else _report(result)) for result in work.results), of_all
    )


def benchmark_results(kb: Knowledge, texts: PageTexts, benchmark: str) -> BenchmarkResults | None:
    """Give the tables of a benchmark, the longest first; nothing where nobody's numbers are known."""
    measured = kb.results.get(benchmark, ())
    if not measured:
        return None
    groups = sorted(_by_setting(kb, measured).items(), key=lambda group: (-len(group[1]), group[0]))
    tables = tuple(_tables(kb, texts, [numbers for _, numbers in groups]))
    return BenchmarkResults(tables, len(measured) - sum(len(table.rows) for table in tables))


def best_known(kb: Knowledge, task: Entry[Task]) -> BestKnown | None:
    """Give the best numbers of the benchmark that compares most works of a task, by its own measures where it can."""
    groups = [(benchmark, setting, _best_of_each(numbers)) for benchmark, setting, numbers in _groups_of(kb, task.id)]
    if not groups:
        return None
    benchmark, _, best = min(groups, key=lambda group: _rank(task.record, *group))
    metric, result = _metric(kb, best[0].result), best[0].result
    shown = best[:BEST]
    return BestKnown(
        benchmark=_link_to(kb, benchmark),
        setting=result.variant,
        metric=metric.name,
        unit=result.unit or metric.unit,
        more_is_better=metric.better == "up",
        rows=tuple(_row(kb, one) for one in shown),
        date=in_words(max(one.result.date for one in shown)),
    )


def _groups_of(kb: Knowledge, task: str) -> Iterator[tuple[str, _Setting, list[Measured]]]:
    """Give the numbers of a task's works on its benchmarks, those of one setting together."""
    for entry in kb.task_models.get(task, ()):
        of_task = (one for one in kb.results.get(entry.id, ()) if task in one.work.record.tasks)
        for setting, numbers in _by_setting(kb, of_task).items():
            yield entry.id, setting, numbers


def _rank(
    task: Task, benchmark: str, setting: _Setting, best: Sequence[Measured]
) -> tuple[bool, int, int, str, _Setting]:
    """Put first what compares several works, then what the task's own measures count, then what compares most."""
    measures = [*task.metrics, setting[1]]
    return len(best) == 1, measures.index(setting[1]), -len(best), benchmark, setting


def _by_setting(kb: Knowledge, measured: Iterable[Measured]) -> dict[_Setting, list[Measured]]:
    """Group numbers that may be compared, best first."""
    groups: dict[_Setting, list[Measured]] = defaultdict(list)
    for one in measured:
        result = one.result
        groups[result.variant or "", result.metric, result.unit or ""].append(one)
    return {setting: _best_first(kb, numbers) for setting, numbers in groups.items()}


def _best_first(kb: Knowledge, numbers: list[Measured]) -> list[Measured]:
    sign = -1 if _metric(kb, numbers[0].result).better == "up" else 1
    return sorted(numbers, key=lambda one: (sign * one.result.value, one.work.id, one.result.checkpoint or ""))


def _best_of_each(best_first: Iterable[Measured]) -> list[Measured]:
    """Give the best number of each work."""
    best: dict[str, Measured] = {}
    for one in best_first:
        best.setdefault(one.work.id, one)
    return list(best.values())


def _tables(kb: Knowledge, texts: PageTexts, groups: Iterable[list[Measured]]) -> Iterator[ResultTable]:
    room = MOST_ROWS
    said: set[str] = set()
    for numbers in groups:
        if room <= 0:
            return
        result = numbers[0].result
        metric = _metric(kb, result)
        rows = tuple(_row(kb, one) for one in numbers[:room])
        yield ResultTable(
            setting=result.variant,
            metric=metric.name,
            unit=result.unit or metric.unit,
            more_is_better=metric.better == "up",
            says=None if result.metric in said else texts.inline(metric.says),
            rows=rows,
            date=_only(row.report.date for row in rows),
        )
        said.add(result.metric)
        room -= len(numbers)


def _own_result(kb: Knowledge, result: Result, report: Report | None) -> OwnResult:
    metric = _metric(kb, result)
    return OwnResult(
        benchmark=_link_to(kb, result.benchmark),
        setting=result.variant,
        metric=metric.name,
        unit=result.unit or metric.unit,
        checkpoint=result.checkpoint,
        value=str(result.value),
        report=report,
    )


def _link_to(kb: Knowledge, benchmark: str) -> Link:
    """Lead to the numbers of a benchmark on its page."""
    return Link(kb.models[benchmark].record.name, f"{address_of('model', benchmark)}#results")


def _row(kb: Knowledge, one: Measured) -> ResultRow:
    return ResultRow(
        work=model_link(kb, one.work.id),
        checkpoint=one.result.checkpoint,
        value=str(one.result.value),
        report=_report(one.result),
    )


def _report(result: Result) -> Report:
    by = result.measurer if result.measured_by is MeasuredBy.OTHERS else "its own makers"
    return Report(by or "others", result.source, in_words(result.date))


def _only(values: Iterable[T]) -> T | None:
    """Give the value that all are, or None where they differ."""
    found = set(values)
    return found.pop() if len(found) == 1 else None


def _metric(kb: Knowledge, result: Result) -> Metric:
    return kb.metrics[result.metric].record
