"""A page of the site as MkDocs takes it: a path, and front matter above one block of HTML."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    """Where the page leads at once, relative to it."""

    @property
    def markdown(self) -> str:
        """The page as MkDocs takes it: front matter, then one block of HTML, which Markdown leaves alone.

        MkDocs puts the title and the description into the page's head unescaped, so they are escaped here.
        """
        meta = {"title": html.escape(self.title), "description": html.escape(self.description), "kb": True}
        if self.redirect:
            meta["redirect"] = self.redirect
        front_matter = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False, width=float("inf"))
        return f'---\n{front_matter}---\n\n<div class="kb">\n{self.content}\n</div>\n'


def paths_are_safe(pages: Iterable[Page]) -> bool:
    """Tell whether all paths stay in their folder and no two pages share one."""
    paths = [page.path for page in pages]
    well_formed = all(re.fullmatch(r"([a-z0-9-]+/)*[a-z0-9-]+\.md", path) for path in paths)
    return well_formed and len(set(paths)) == len(paths)
