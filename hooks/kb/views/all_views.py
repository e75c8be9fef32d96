"""Every view of the site, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from kb.knowledge.term_uses import term_uses
from kb.views.addresses import path_of, url_of
from kb.views.apps import apps_part_views, apps_view, programs_views
from kb.views.compare import compare_view
from kb.views.coverage import coverage_part_views, coverage_view
from kb.views.field_reference import fields_view
from kb.views.glossary import glossary_view, term_view
from kb.views.have_want import have_want_view
from kb.views.home import home_view
from kb.views.model import model_view
from kb.views.models_index import models_part_views, models_view
from kb.views.question import question_view
from kb.views.questions_index import questions_part_views, questions_view
from kb.views.redirect import redirect_view
from kb.views.task import task_view
from kb.views.taxonomy import family_view, taxonomy_view
from kb.views.view import View

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from kb.content.problems import Problem
    from kb.knowledge.link import Knowledge

E = TypeVar("E")
ViewMakers = dict[str, Callable[[], Iterable[View]]]
"""What makes the views, by the path of the page; by the folder of the pages, with a slash at its end, where they are made together."""


def make_views(kb: Knowledge, today: dt.date, problems: Iterable[Problem] = (), edit_base: str = "") -> Iterator[View]:
    """Make the view of every page that follows from the records. See ``view_makers``."""
    for make in view_makers(kb, today, problems, edit_base).values():
        yield from make()


def view_makers(kb: Knowledge, today: dt.date, problems: Iterable[Problem] = (), edit_base: str = "") -> ViewMakers:
    """Give what makes the view of every page that follows from the records, without making any.

    Args:
        kb: the linked records.
        today: the day that the ages of works are judged by, for the coverage page.
        problems: what the checks say of them, for the coverage page.
        edit_base: what a file's path is put behind to edit it on the web, such as ``https://github.com/a/b/edit/main/``;
            without it, the coverage page leads to the contribute page instead.
    """
    problems = tuple(problems)
    return {
        "index.md": lambda: [home_view(kb)],
        "questions/index.md": lambda: [questions_view(kb)],
        "questions/by/": lambda: questions_part_views(kb),
        "models/index.md": lambda: [models_view(kb)],
        "models/compare.md": lambda: [compare_view(kb)],
        "models/by/": lambda: models_part_views(kb),
        "tasks/index.md": lambda: [taxonomy_view(kb)],
        "have-want.md": lambda: [have_want_view(kb)],
        "apps.md": lambda: [apps_view(kb)],
        "apps/": lambda: apps_part_views(kb),
        "apps/programs/": lambda: programs_views(kb),
        "glossary.md": lambda: [glossary_view(kb)],
        "coverage.md": lambda: [coverage_view(kb, today, problems, edit_base)],
        "coverage/": lambda: coverage_part_views(kb, today, problems, edit_base),
        "data-guide/fields.md": lambda: [fields_view()],
        "glossary/": lambda: (term_view(kb, kb.terms[term], uses) for term, uses in term_uses(kb).items()),
        **_each("family", kb.families, lambda family: family_view(kb, family)),
        **_each("task", kb.tasks, lambda task: task_view(kb, task)),
        **_each("model", kb.models, lambda model: model_view(kb, model)),
        **_each("question", kb.questions, lambda question: question_view(kb, question)),
        **{path_of(one.kind, one.old): partial(_alone, redirect_view, kb, one) for one in kb.redirects},
    }


def views_wanted(makers: ViewMakers, is_wanted: Callable[[str], bool]) -> Iterator[View]:
    """Make the views of the pages that are wanted, and of those whose cards they are shared with.

    Args:
        makers: what makes all views.
        is_wanted: what tells it of a key of ``makers``.
    """
    known, missing = set(), set()
    for path in filter(is_wanted, makers):
        for view in makers[path]():
            known.add(view.address)
            missing.add(view.card_address)
            yield view
    places = {url_of(path): path for path in makers if not path.endswith("/")}
    while addresses := sorted(missing - known):
        for view in (view for address in addresses for view in makers[places[address]]()):
            known.add(view.address)
            missing.add(view.card_address)
            yield view


def view_of(makers: ViewMakers, path: str) -> View | None:
    """Make the view of one page, or None where there is no such page."""
    folders = sorted((place for place in makers if place.endswith("/") and path.startswith(place)), key=len)
    views = [view for place in (path, *folders) if place in makers for view in makers[place]()]
    return next((view for view in views if view.path == path), None)


def _each(kind: str, entries: Mapping[str, E], make: Callable[[E], View]) -> ViewMakers:
    return {path_of(kind, record_id): partial(_alone, make, entry) for record_id, entry in entries.items()}


def _alone(make: Callable[..., View], *given: Any) -> list[View]:
    return [make(*given)]
