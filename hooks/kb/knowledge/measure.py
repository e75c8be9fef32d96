"""What there is, in figures, and what is missing: for the coverage page and ``kb stats``."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from kb.content.schema import RUNNABLE, CommercialUse, ModelKind, Role
from kb.rules.ages import dated_parts, is_stale
from kb.text.readability import HARDEST, grade

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable

    from kb.content.problems import Problem
    from kb.content.records import Draft, Entry
    from kb.content.schema import Licensed, Model, Question, Task
    from kb.knowledge.link import Knowledge

_PLURALS = {
    ModelKind.MODEL: "Models",
    ModelKind.DATASET: "Data sets",
    ModelKind.BENCHMARK: "Benchmarks",
    ModelKind.SURVEY: "Surveys",
    ModelKind.STUDY: "Studies",
    ModelKind.TOOLKIT: "Toolkits",
    ModelKind.PROGRAM: "Programs",
}
_COMMERCIAL = {
    CommercialUse.YES: "Allowed",
    CommercialUse.CONDITIONS: "With conditions",
    CommercialUse.NO: "Not allowed",
}
_STALE = "stale"
"""The rule that reports what nobody has checked for a year (``rules/ages.py``)."""
_OVERTAKEN = "overtaken"
"""The rule that reports advice which leans on works of the past (``rules/standing.py``)."""
_DATED_PARTS = {
    "today": "what to use today, ",
    "met_in": "where it is met, ",
    "standing": "its standing, ",
    "code": "whether the code has a licence, ",
    "weights": "whether the weights have a licence, ",
    "data": "whether the data have a licence, ",
}
"""What is told of a part of a record that nobody has checked for longest; no words where it is the whole record."""
DOUBTS = "works-without-sources"
"""The gap of works with something that no source confirms."""
RECENT_MONTHS = 18
"""A task whose newest work is older waits for somebody who looks what has come since."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a figure. ``whole`` is what its first number is a part of, where it is a part."""

    id: str
    label: str
    numbers: tuple[int, ...]
    whole: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A small table of numbers, which can be drawn as bars. ``columns`` are ids and headings, one for each number."""

    id: str
    title: str
    subject: str
    """The heading of the rows."""
    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]

    def share(self, row: Row, column: int) -> float:
        """Give the length of a number's bar in per cent: of its whole, else of the largest number of its column."""
        longest = row.whole if row.whole is not None else max(other.numbers[column] for other in self.rows)
        return round(100 * row.numbers[column] / longest, 1) if longest else 0.0


class Help(StrEnum):
    """How somebody can close a gap."""

    ASK = "ask"
    """Ask a question about the item's task."""
    EDIT = "edit"
    """Change the item's file."""
    ADD_MODEL = "add-model"
    """Add a model for the item's task."""


@dataclass(frozen=True, slots=True)
class Item:
    """A record that lacks something. ``about`` says where it belongs, ``lacks`` what is missing."""

    kind: str
    id: str
    name: str
    file: str
    about: str
    lacks: str
    task: str = ""
    """The task that a new question or model would be about."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One way to be incomplete: the records that are, out of how many, and how to help."""

    id: str
    title: str
    meaning: str
    whole: int
    items: tuple[Item, ...]
    help: Help
    are_published: bool = True
    """Whether the items have pages."""

    @property
    def share(self) -> float:
        """The part of the whole that the gap is, in per cent."""
        return round(100 * len(self.items) / self.whole, 1) if self.whole else 0.0


@dataclass(frozen=True, slots=True)
class Coverage:
    """All figures and all gaps."""

    figures: tuple[Figure, ...]
    gaps: tuple[Gap, ...]


def measure(kb: Knowledge, today: dt.date, problems: Iterable[Problem] = ()) -> Coverage:
    """Count what there is and find what is missing.

    Args:
        kb: the linked records.
        today: the day that the ages of works are judged by.
        problems: what the checks say of them; they know what is stale and what leans on works of the past, and which warnings
            somebody has accepted.
    """
    problems = list(problems)
    stale = {problem.file for problem in problems if problem.rule == _STALE}
    return Coverage(
        figures=(_records(kb), _completeness(kb), _families(kb), _reading_level(kb), _licences(kb), _years(kb)),
        gaps=(
            _drafts(kb),
            _tasks_without_questions(kb),
            _tasks_without_models(kb),
            _tasks_without_recent_works(kb, today),
            _tasks_without(
                kb,
                "today",
                "Tasks that do not say what to use today",
                "Their pages have no lines on which one to use on a laptop, on a phone, for a business.",
                [task.id for task in kb.tasks.values() if not task.record.today],
            ),
            _tasks_without(
                kb,
                "metrics",
                "Tasks without a measure",
                "Their pages do not say how one tells a good model from a bad one.",
                [task.id for task in kb.tasks.values() if not task.record.metrics],
            ),
            _tasks_without(
                kb,
                "met-in",
                "Tasks that are met in no product",
                "Their pages do not say in which apps and devices people meet them.",
                [task.id for task in kb.tasks.values() if not task.record.met_in],
            ),
            _tasks_without(
                kb,
                "examples",
                "Tasks without an example",
                "Their pages show nothing that goes in and comes out.",
                [task for task in kb.tasks if task not in kb.task_examples],
            ),
            _leaning_on_the_past(kb, problems),
            _questions_without_answers(kb),
            _works_without_questions(kb),
            _works_that_fit_nowhere(kb),
            _works_without_sources(kb),
            _stale_records(kb, today, stale),
        ),
    )


def as_json(coverage: Coverage) -> str:
    """Write everything as one JSON object, for programs. Keys are ids, which stay."""
    content = {
        "figures": {figure.id: {row.id: _numbers(figure, row) for row in figure.rows} for figure in coverage.figures},
        "gaps": {
            gap.id: {"count": len(gap.items), "of": gap.whole, "items": list(map(_item, gap.items))}
            for gap in coverage.gaps
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _numbers(figure: Figure, row: Row) -> dict[str, int]:
    numbers = {column: number for (column, _), number in zip(figure.columns, row.numbers, strict=True)}
    return numbers if row.whole is None else numbers | {"of": row.whole}


def _item(item: Item) -> dict[str, str]:
    return {key: getattr(item, key) for key in ("kind", "id", "name", "file", "about", "lacks")}


def _records(kb: Knowledge) -> Figure:
    kinds = Counter(model.record.kind for model in kb.models.values())
    counts = [("task", "Tasks", len(kb.tasks)), ("question", "Questions", len(kb.questions))]
    counts += [(kind.value, name, kinds[kind]) for kind, name in _PLURALS.items()]
    rows = tuple(Row(row_id, name, (number,)) for row_id, name, number in counts)
    return Figure("records", "Records", "Kind", (("count", "Number"),), rows)


def _completeness(kb: Knowledge) -> Figure:
    works = [model.record for model in kb.models.values()]
    models = [work for work in works if work.kind in RUNNABLE]
    rows = (
        ("tasks-with-a-question", "Tasks with a question", len(_asked_tasks(kb)), len(kb.tasks)),
        ("tasks-with-a-model", "Tasks with a model", len(_tasks_with_models(kb)), len(kb.tasks)),
        ("answered-questions", "Questions that a model answers", len(_answered(kb)), len(kb.questions)),
        ("listed-works", "Works that a question lists", len(kb.backlinks), len(works)),
        ("works-with-a-paper", "Works with a paper", sum(work.paper is not None for work in works), len(works)),
        ("tasks-with-results", "Tasks with results of works", len(_tasks_with_results(kb)), len(kb.tasks)),
        ("models-with-results", "Models with results", sum(bool(model.results) for model in models), len(models)),
        ("models-with-code", "Models with code", sum(model.code is not None for model in models), len(models)),
        ("models-with-weights", "Models with weights", sum(model.weights is not None for model in models), len(models)),
    )
    return Figure(
        "complete",
        "How complete it is",
        "What",
        (("count", "Number"),),
        tuple(Row(row_id, name, (part,), whole) for row_id, name, part, whole in rows),
    )


def _families(kb: Knowledge) -> Figure:
    columns = (("tasks", "Tasks"), ("questions", "Questions"), ("works", "Works"))
    return Figure("families", "Families", "Family", columns, tuple(_family(kb, family) for family in kb.families))


def _family(kb: Knowledge, family: str) -> Row:
    tasks = [task.id for task in kb.family_tasks(family)]
    questions = {entry.id for task in tasks for entry in kb.task_questions.get(task, ())}
    works = {entry.id for task in tasks for entry in kb.task_models.get(task, ())}
    return Row(family, kb.families[family].record.name, (len(tasks), len(questions), len(works)))


def _reading_level(kb: Knowledge) -> Figure:
    """Count the answers in short by the years of school that they ask for."""
    years = [grade(question.record.answer) for question in kb.questions.values()]
    bands = (
        ("grade-6", "Grade 6 or below", float("-inf"), 6.0),
        ("grade-8", "Grades 7 and 8", 6.0, 8.0),
        ("grade-10", "Grades 9 and 10", 8.0, 10.0),
        ("grade-11", "Grade 11", 10.0, HARDEST),
        ("harder", "Harder", HARDEST, float("inf")),
    )
    rows = tuple(
        Row(row_id, label, (sum(above < year <= most for year in years),), len(years))
        for row_id, label, above, most in bands
    )
    return Figure("reading-level", "Reading level of the answers", "US school", (("count", "Number"),), rows)


def _licences(kb: Knowledge) -> Figure:
    """Count by what may be done with code, weights and data, each of which has a licence of its own."""
    found = Counter(
        (_use(kb, part), column)
        for model in kb.models.values()
        for column, part in (
            ("code", model.record.code),
            ("weights", model.record.weights),
            ("data", model.record.data),
        )
        if part
    )
    columns = (("code", "Code"), ("weights", "Weights"), ("data", "Data"))
    labels = {use.value: label for use, label in _COMMERCIAL.items()}
    labels |= {"none": "No licence is stated", "unknown": "Not confirmed here"}
    rows = tuple(Row(use, label, tuple(found[use, column] for column, _ in columns)) for use, label in labels.items())
    return Figure("licences", "Commercial use", "It is", columns, rows)


def _use(kb: Knowledge, part: Licensed) -> str:
    if part.no_licence:
        return "none"
    return kb.licences[part.licence].record.commercial.value if part.licence else "unknown"


def _years(kb: Knowledge) -> Figure:
    years = Counter(model.record.published[:4] for model in kb.models.values())
    rows = tuple(Row(year, year, (years[year],)) for year in sorted(years, reverse=True))
    return Figure("years", "Works by year", "Year", (("count", "Number"),), rows)


def _drafts(kb: Knowledge) -> Gap:
    return Gap(
        id="drafts",
        title="Drafts",
        meaning="Somebody has begun these. They are not published until they are whole.",
        whole=len(kb.tasks) + len(kb.questions) + len(kb.models) + len(kb.drafts),
        items=tuple(
            Item(draft.kind.value, draft.id, draft.name, draft.file, draft.kind.value.capitalize(), _todo(draft))
            for draft in sorted(kb.drafts, key=lambda draft: (draft.kind.value, draft.name.casefold(), draft.id))
        ),
        help=Help.EDIT,
        are_published=False,
    )


def _todo(draft: Draft) -> str:
    if not draft.todo:
        return "no field is missing; it waits for somebody who reads it as a whole"
    return f"missing: {', '.join(draft.todo)}"


def _tasks_without_questions(kb: Knowledge) -> Gap:
    asked = _asked_tasks(kb)
    quiet = [task for task in _tasks_in_order(kb) if task.id not in asked]
    lacking = [(task, len(kb.task_questions.get(task.id, ()))) for task in quiet]
    return Gap(
        id="tasks-without-questions",
        title="Tasks without a question",
        meaning="Nobody has asked about these, or only beside another task.",
        whole=len(kb.tasks),
        items=tuple(
            _task_item(
                kb, task, f"only beside another task, in {_count(number, 'question')}" if number else "no question"
            )
            for task, number in sorted(lacking, key=lambda pair: pair[1] > 0)
        ),
        help=Help.ASK,
    )


def _tasks_without_models(kb: Knowledge) -> Gap:
    served = _tasks_with_models(kb)
    return Gap(
        id="tasks-without-models",
        title="Tasks without a model",
        meaning="No model or toolkit is listed that does this.",
        whole=len(kb.tasks),
        items=tuple(
            _task_item(kb, task, "only data sets and studies" if task.id in kb.task_models else "no work at all")
            for task in _tasks_in_order(kb)
            if task.id not in served
        ),
        help=Help.ADD_MODEL,
    )


def _tasks_without_recent_works(kb: Knowledge, today: dt.date) -> Gap:
    newest = {
        task.id: max((work.record.published for work in kb.task_models.get(task.id, ())), default="")
        for task in _tasks_in_order(kb)
    }
    first = _months_before(today, RECENT_MONTHS)
    return Gap(
        id="tasks-without-recent-works",
        title="Tasks without a recent work",
        meaning=f"Their newest work is older than {RECENT_MONTHS} months. What would one look for first today?",
        whole=len(kb.tasks),
        items=tuple(
            _task_item(kb, kb.tasks[task], f"the newest is of {published}" if published else "no work at all")
            for task, published in newest.items()
            # A work of a year, without a month, counts as one of its last.
            if published < first[: len(published)] or not published
        ),
        help=Help.ADD_MODEL,
    )


def _months_before(day: dt.date, months: int) -> str:
    count = day.year * 12 + day.month - 1 - months
    return f"{count // 12}-{count % 12 + 1:02}"


def _tasks_without(kb: Knowledge, what: str, title: str, meaning: str, tasks: Collection[str]) -> Gap:
    """Give the tasks that lack something which their file may say."""
    lacking = [task for task in _tasks_in_order(kb) if task.id in tasks]
    return Gap(
        id=f"tasks-without-{what}",
        title=title,
        meaning=meaning,
        whole=len(kb.tasks),
        items=tuple(_task_item(kb, task, "nothing yet") for task in lacking),
        help=Help.EDIT,
    )


def _leaning_on_the_past(kb: Knowledge, problems: Iterable[Problem]) -> Gap:
    said: dict[str, list[str]] = defaultdict(list)
    for problem in problems:
        if problem.rule == _OVERTAKEN and problem.message not in said[problem.file]:
            said[problem.file].append(problem.message)
    rows = [
        *((task.file, _task_item(kb, task, "")) for task in _tasks_in_order(kb)),
        *((question.file, _question_item(kb, question, "")) for question in kb.questions.values()),
    ]
    return Gap(
        id="leaning-on-the-past",
        title="Advice and answers that lean on works of the past",
        meaning="They name a work as what to use that is superseded, withdrawn or no longer to be had.",
        whole=len(rows),
        items=tuple(replace(item, lacks=" ".join(said[file])) for file, item in rows if file in said),
        help=Help.EDIT,
    )


def _questions_without_answers(kb: Knowledge) -> Gap:
    answered = _answered(kb)
    return Gap(
        id="questions-without-models",
        title="Questions without a model that answers",
        meaning="They list works, but none that does what was asked about.",
        whole=len(kb.questions),
        items=tuple(
            _question_item(kb, question, f"{_count(len(question.record.models), 'work')} in other roles")
            for question in kb.questions.values()
            if question.id not in answered
        ),
        help=Help.EDIT,
    )


def _works_without_questions(kb: Knowledge) -> Gap:
    return Gap(
        id="works-without-questions",
        title="Works that no question lists",
        meaning="They can be found by their task only.",
        whole=len(kb.models),
        items=tuple(
            _model_item(kb, model, "no question") for model in kb.models.values() if model.id not in kb.backlinks
        ),
        help=Help.ASK,
    )


def _works_that_fit_nowhere(kb: Knowledge) -> Gap:
    misfits = {
        model: links for model, links in kb.backlinks.items() if all(link.use.role is Role.CITED for link in links)
    }
    return Gap(
        id="works-that-fit-nowhere",
        title="Works that are cited and fit nowhere",
        meaning="A document named them for a question that they do not answer. They wait for one that they do.",
        whole=len(kb.models),
        items=tuple(
            _model_item(kb, kb.models[model], f"cited in {_count(len(misfits[model]), 'question')}")
            for model in kb.models
            if model in misfits
        ),
        help=Help.ASK,
    )


def works_with_doubts(kb: Knowledge) -> list[Entry[Model]]:
    """Give the works with something that no source confirms; those for which nothing could be read come first."""
    return [
        model
        for model in sorted(kb.models.values(), key=lambda model: bool(model.record.checked.sources))
        if not model.record.checked.sources or model.record.checked.unconfirmed
    ]


def _works_without_sources(kb: Knowledge) -> Gap:
    checks = {model.id: model.record.checked for model in kb.models.values()}
    return Gap(
        id=DOUBTS,
        title="Works with facts that no source confirms",
        meaning="Nothing was read for them, or what was read does not tell everything that they say.",
        whole=len(kb.models),
        items=tuple(
            _model_item(kb, model, _doubts(len(checks[model.id].sources), len(checks[model.id].unconfirmed)))
            for model in works_with_doubts(kb)
        ),
        help=Help.EDIT,
    )


def _doubts(sources: int, unconfirmed: int) -> str:
    doubts = f"{_count(unconfirmed, 'statement')} not confirmed"
    return doubts if sources else f"no source, {doubts}"


def _stale_records(kb: Knowledge, today: dt.date, stale: set[str]) -> Gap:
    dated = [
        *(_oldest(question.record, _question_item(kb, question, "")) for question in kb.questions.values()),
        *(_oldest(model.record, _model_item(kb, model, "")) for model in kb.models.values()),
        *(_oldest(task.record, _task_item(kb, task, "")) for task in _tasks_in_order(kb)),
    ]
    known = [found for found in dated if found]
    return Gap(
        id="stale",
        title="Records that nobody has checked for a year",
        meaning="What they say may have changed since. Read their sources again and set the new date.",
        whole=len(known),
        items=tuple(
            replace(item, lacks=f"{_DATED_PARTS.get(part, '')}last checked on {day.day} {day:%B %Y}")
            for day, part, item in sorted(known, key=lambda found: found[0])
            if item.file in stale and is_stale(day, today)
        ),
        help=Help.EDIT,
    )


def _oldest(record: Model | Task | Question, item: Item) -> tuple[dt.date, str, Item] | None:
    """Find the part of a record that nobody has looked at for longest."""
    days = [(day, str(path[0])) for part in dated_parts(record) for path, day in part]
    return (*min(days, key=lambda pair: pair[0]), item) if days else None


def _task_item(kb: Knowledge, task: Entry[Task], lacks: str) -> Item:
    family = kb.families[task.record.family].record.name
    return Item("task", task.id, task.record.name, task.file, family, lacks, task.id)


def _model_item(kb: Knowledge, model: Entry[Model], lacks: str) -> Item:
    main = model.record.tasks[0]
    return Item("model", model.id, model.record.name, model.file, kb.tasks[main].record.name, lacks, main)


def _question_item(kb: Knowledge, question: Entry[Question], lacks: str) -> Item:
    main = question.record.tasks[0]
    return Item("question", question.id, question.record.title, question.file, kb.tasks[main].record.name, lacks, main)


def _tasks_in_order(kb: Knowledge) -> list[Entry[Task]]:
    return [task for family in kb.families for task in kb.family_tasks(family)]


def _asked_tasks(kb: Knowledge) -> set[str]:
    """Find the tasks that are the main one of a question."""
    return {question.record.tasks[0] for question in kb.questions.values()}


def _tasks_with_models(kb: Knowledge) -> set[str]:
    return {task for model in kb.models.values() if model.record.kind in RUNNABLE for task in model.record.tasks}


def _tasks_with_results(kb: Knowledge) -> set[str]:
    """Find the tasks of which a work has a number on one of their benchmarks."""
    return {
        task
        for benchmark, measured in kb.results.items()
        for one in measured
        for task in one.work.record.tasks
        if task in kb.models[benchmark].record.tasks
    }


def _answered(kb: Knowledge) -> set[str]:
    """Find the questions that list a model which does what was asked about."""
    return {
        question.id
        for question in kb.questions.values()
        if any(use.role is Role.ANSWERS for use in question.record.models)
    }


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'s' * (number != 1)}"
