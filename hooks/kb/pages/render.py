"""Views into pages, with Jinja templates that get the view and nothing else."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from markupsafe import Markup

from kb.content.icons import ICONS
from kb.pages.page import Page, front_matter
from kb.views.addresses import relative
from kb.views.all_views import make_views
from kb.views.redirect import RedirectView

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from jinja2.runtime import Context

    from kb.content.problems import Problem
    from kb.knowledge.link import Knowledge
    from kb.views.view import View


def make_pages(kb: Knowledge, today: dt.date, problems: Iterable[Problem] = (), edit_base: str = "") -> Iterator[Page]:
    """Make every page of the site that follows from the records. See ``make_views``."""
    return map(page_of, make_views(kb, today, problems, edit_base))


def page_of(view: View) -> Page:
    """Make the page that shows a view."""
    content = environment().get_template(template_of(view)).render(view=view)
    content = Markup(content)  # noqa: S704 - autoescaped by Jinja
    return Page(view.path, view.title, view.description, content, view.source, _redirect_of(view))


def head_of(view: View, **for_programs: str) -> str:
    """Give the front matter of a view's page, without making the page; see ``front_matter``."""
    return front_matter(view.title, view.description, _redirect_of(view), **for_programs)


def _redirect_of(view: View) -> str:
    return view.target if isinstance(view, RedirectView) else ""


def template_of(view: View) -> str:
    """Give the name of the template that shows a view."""
    return f"{view.kind}.html"


@cache
def environment() -> Environment:
    """Give the templates, with the names of the drawings that they point to."""
    made = Environment(
        loader=PackageLoader("kb.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    made.globals["ICONS"] = {name: name for name in ICONS}
    made.filters["from_here"] = _from_here
    made.filters["within_element"] = _within_element
    return made


def _within_element(text: str) -> Markup:
    """Escape what stands between tags, where quotes are plain letters: citations are full of them."""
    escaped = text.replace("\r\n", "\n").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Markup(escaped)  # noqa: S704 - nothing in it can begin a tag


@pass_context
def _from_here(context: Context, address: str) -> str:
    """Give an address, relative to the site, as seen from the page that is being made."""
    return relative(address, context["view"].address)
