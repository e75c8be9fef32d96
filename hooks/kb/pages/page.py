"""A page of the site as MkDocs takes it: a path, and front matter above one block of HTML."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Collection

    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site. ``path`` is relative to the pages' folder; ``source`` is the file to edit, from the root."""

    path: str
    title: str
    description: str
    content: Markup
    source: str
    redirect: str = ""
    """Where the page leads at once, relative to the site."""

    @property
    def html(self) -> str:
        """The page without its frame: one block of HTML."""
        return f'<div class="kb">\n{self.content}\n</div>'

    @property
    def markdown(self) -> str:
        """The whole page: front matter, then one block of HTML, which Markdown leaves alone."""
        return f"{front_matter(self.title, self.description, self.redirect)}\n{self.html}\n"


def front_matter(title: str, description: str, redirect: str = "", **for_programs: str) -> str:
    """Say of a page what MkDocs must know. It puts the title and the description into the page's head unescaped, so they are escaped here.

    Args:
        title: the page's title.
        description: what search engines show below the title.
        redirect: where the page leads at once, relative to the site.
        for_programs: what the head says to programs, by the names that the frame asks for.
    """
    meta: dict[str, object] = {"title": html.escape(title), "description": html.escape(description), "kb": True}
    if redirect:
        meta["redirect"] = redirect
    meta |= for_programs
    return f"---\n{yaml.safe_dump(meta, allow_unicode=True, sort_keys=False, width=float('inf'))}---\n"


def paths_are_safe(paths: Collection[str]) -> bool:
    """Tell whether all paths of pages stay in their folder and no two pages share one."""
    well_formed = all(re.fullmatch(r"([a-z0-9-]+/)*[a-z0-9-]+\.md", path) for path in paths)
    return well_formed and len(set(paths)) == len(paths)
