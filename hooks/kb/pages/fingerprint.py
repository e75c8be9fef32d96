"""What a page depends on, in a few characters: its view, and its template with all that the template takes in."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import meta

from kb.content.icons import ICONS
from kb.pages.render import environment, template_of
from kb.views.view import as_json

if TYPE_CHECKING:
    from kb.views.view import View


def fingerprint(view: View) -> str:
    """Give the same for views and templates that make the same page, and something else for any others."""
    parts = (as_json(view, indent=None), *_sources(template_of(view)), _icons())
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def look_again() -> None:
    """Forget the texts of templates: somebody may have changed them."""
    _sources.cache_clear()


def templates() -> tuple[str, ...]:
    """Give the texts of all templates as they are now."""
    loader = environment().loader
    assert loader is not None  # noqa: S101 - set where the environment is made
    return tuple(loader.get_source(environment(), name)[0] for name in loader.list_templates())


@cache
def _icons() -> str:
    return repr(sorted(ICONS.items()))


@cache
def _sources(template: str) -> tuple[str, ...]:
    """Give the texts of a template and of all that it imports or includes."""
    wanted, texts = [template], {}
    while wanted:
        name = wanted.pop()
        if name in texts:
            continue
        loader = environment().loader
        assert loader is not None  # noqa: S101 - set where the environment is made
        texts[name] = loader.get_source(environment(), name)[0]
        wanted += filter(None, meta.find_referenced_templates(environment().parse(texts[name])))
    return tuple(texts[name] for name in sorted(texts))
