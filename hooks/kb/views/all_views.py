"""Every view of the site, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.knowledge.term_uses import term_uses
from kb.views.apps import apps_part_views, apps_view, programs_views
from kb.views.coverage import coverage_views
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

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from kb.content.problems import Problem
    from kb.knowledge.link import Knowledge
    from kb.views.view import View


def make_views(kb: Knowledge, today: dt.date, problems: Iterable[Problem] = (), edit_base: str = "") -> Iterator[View]:
    """Make the view of every page that follows from the records.

    Args:
        kb: the linked records.
        today: the day that the ages of works are judged by, for the coverage page.
        problems: what the checks say of them, for the coverage page.
        edit_base: what a file's path is put behind to edit it on the web, such as ``https://github.com/a/b/edit/main/``;
            without it, the coverage page leads to the contribute page instead.
    """
    yield home_view(kb)
    yield questions_view(kb)
    yield from questions_part_views(kb)
    yield models_view(kb)
    yield from models_part_views(kb)
    yield taxonomy_view(kb)
    yield have_want_view(kb)
    yield apps_view(kb)
    yield from apps_part_views(kb)
    yield from programs_views(kb)
    yield glossary_view(kb)
    yield from coverage_views(kb, today, problems, edit_base)
    yield fields_view()
    for term, uses in term_uses(kb).items():
        yield term_view(kb, kb.terms[term], uses)
    for family in kb.families.values():
        yield family_view(kb, family)
    for task in kb.tasks.values():
        yield task_view(kb, task)
    for model in kb.models.values():
        yield model_view(kb, model)
    for question in kb.questions.values():
        yield question_view(kb, question)
    for redirect in kb.redirects:
        yield redirect_view(kb, redirect)
