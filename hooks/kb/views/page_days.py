"""When pages last changed, as far as the records tell: for the sitemap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.knowledge.record_days import model_days, question_days, task_days
from kb.views.addresses import address_of
from kb.views.models_index import ModelsPartView

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from kb.content.records import Entry
    from kb.knowledge.link import Knowledge
    from kb.views.view import View


def page_days(kb: Knowledge, views: Iterable[View]) -> dict[str, dt.date]:
    """Give the day on which each page last changed, by its path; of pages whose records name no day there is none.

    A page changes when its own record was read again, and when something new is listed on it.
    """
    known = _by_address(kb)
    found = ((view.path, known.get(view.address) or _of_parts(view, known)) for view in views)
    return {path: day for path, day in found if day}


def _by_address(kb: Knowledge) -> dict[str, dt.date]:
    questions = {id_: question_days(entry) for id_, entry in kb.questions.items()}
    models = {id_: model_days(entry) for id_, entry in kb.models.items()}
    tasks = {
        id_: [
            *task_days(entry),
            *_begun(kb.task_questions.get(id_, ()), questions),
            *_begun(kb.task_models.get(id_, ()), models),
        ]
        for id_, entry in kb.tasks.items()
    }
    families = {id_: [day for task in kb.family_tasks(id_) for day in tasks[task.id]] for id_ in kb.families}
    backlinks = {id_: _begun((one.question for one in kb.backlinks.get(id_, ())), questions) for id_ in models}
    measured = {id_: [one.result.date for one in group] for id_, group in kb.results.items()}
    met = [one.met.date for group in kb.meetings.values() for one in group if one.met.date]
    lists = {
        "questions/": _all(questions),
        "models/": _all(models),
        "tasks/": _all(tasks),
        "have-want/": _all(tasks),
        "apps/": met,
        "": [*_all(questions), *_all(models)],
    }
    of_records = (
        (address_of(kind, id_), days)
        for kind, group in (
            ("question", questions),
            ("model", {id_: [*days, *backlinks[id_], *measured.get(id_, ())] for id_, days in models.items()}),
            ("task", tasks),
            ("family", families),
        )
        for id_, days in group.items()
    )
    return {address: max(days) for address, days in (*of_records, *lists.items()) if days}


def _of_parts(view: View, known: Mapping[str, dt.date]) -> dt.date | None:
    """Give the day of a part of the list of all works: that of the last one on it."""
    if not isinstance(view, ModelsPartView):
        return None
    return max((known[row.address] for row in (*view.rows, *view.past)), default=None)


def _begun(entries: Iterable[Entry[Any]], days: Mapping[str, list[dt.date]]) -> list[dt.date]:
    return [days[entry.id][0] for entry in entries]


def _all(groups: Mapping[str, list[dt.date]]) -> list[dt.date]:
    return [day for days in groups.values() for day in days]
