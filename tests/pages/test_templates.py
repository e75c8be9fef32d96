"""Templates get the view and nothing else, and a fingerprint tells when a page must be made again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from jinja2 import Environment, meta

from kb.knowledge.link import link
from kb.pages import fingerprint as fingerprint_module
from kb.pages.fingerprint import fingerprint
from kb.pages.render import environment, page_of
from kb.rules.check import check
from kb.views.all_views import make_views
from tests.conftest import BASE, TODAY

TEMPLATES = environment().list_templates()
VIEWS = list(make_views(link(check(BASE, TODAY).records), TODAY))


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_knows_its_view_and_the_drawings_alone(name: str) -> None:
    loader = environment().loader
    assert loader
    parsed = environment().parse(loader.get_source(environment(), name)[0])
    assert meta.find_undeclared_variables(parsed) <= {"view", "ICONS"}


def test_nothing_else_can_be_looked_up_from_a_template() -> None:
    plain = Environment(autoescape=True)
    assert set(environment().globals) - set(plain.globals) == {"ICONS"}
    assert set(environment().filters) - set(plain.filters) == {"from_here", "within_element"}


def test_a_view_makes_the_same_page_again() -> None:
    for view in VIEWS:
        assert page_of(view) == page_of(view)
        assert fingerprint(view) == fingerprint(replace(view))


def test_any_other_value_is_another_fingerprint() -> None:
    view = VIEWS[0]
    assert len({fingerprint(view) for view in VIEWS}) == len(VIEWS)
    assert fingerprint(replace(view, title="Another")) != fingerprint(view)


def test_a_change_of_a_template_or_of_what_it_takes_in_is_another_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    view = VIEWS[0]
    before = fingerprint(view)
    loader = environment().loader
    assert loader
    read = loader.get_source
    for changed in ("home.html", "macros.html", "task.html"):
        fingerprint_module._sources.cache_clear()
        with monkeypatch.context() as patch:
            patch.setattr(
                loader,
                "get_source",
                lambda env, name, changed=changed: (read(env, name)[0] + "<!-- -->" * (name == changed), None, None),
            )
            assert (fingerprint(view) != before) is (changed != "task.html")
    fingerprint_module._sources.cache_clear()
