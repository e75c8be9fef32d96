"""The site while somebody writes: each page is made when it is asked for, from the last content that had no errors."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from kb.content.problems import Level
from kb.exports.export import Site
from kb.knowledge.link import link
from kb.publish.build_day import build_day, today
from kb.publish.checking import check_project
from kb.publish.files_beside import file_makers
from kb.publish.page_heads import head_for_programs
from kb.views.all_views import view_makers, view_of
from kb.views.card import shared_as

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from kb.content.media import Media
    from kb.content.memory import Memory
    from kb.content.problems import Problem
    from kb.knowledge.link import Knowledge
    from kb.publish.page_heads import PageHead
    from kb.views.all_views import ViewMakers
    from kb.views.view import View


class Frame(Protocol):
    """What makes whole pages: the host's configuration, navigation and templates. See ``hooks/frame.py``."""

    @property
    def edit_base(self) -> str:
        """The address that a file's path is put behind to edit it on the web, or nothing."""

    @property
    def about(self) -> tuple[str, str, str, str]:
        """The site's address, name, description and repository."""

    def begin(self, paths: Iterable[str]) -> None:
        """Take the paths of all generated pages."""

    def path_at(self, address: str) -> str | None:
        """Give the path of the page at an address, relative to the site."""

    def asset(self, path: str) -> bytes | None:
        """Give a file that is published as it is."""

    def generated(self, view: View, shared: View, media: Mapping[str, Media], head: PageHead) -> str:
        """Give the page that shows a view."""

    def written(self, path: str) -> str:
        """Give the page that a hand-written document becomes."""

    def missing(self) -> str:
        """Give the page for an address that there is not."""


@dataclass
class _Shown:
    """What is shown at the moment."""

    knowledge: Knowledge
    site: Site
    """What files for programs, and pages' heads, say of the site."""
    views: ViewMakers
    makers: list[Callable[[], Iterator[tuple[str, str | bytes]]]]
    """What makes the files beside the pages, as far as nobody has needed them yet."""
    files: dict[str, bytes] = field(default_factory=dict)


class LiveSite:
    """Gives pages and files by their addresses, and looks at the content again when it is told to."""

    def __init__(self, root: Path, frame: Frame, memory: Memory) -> None:
        """Begin without content.

        Args:
            root: the project's folder.
            frame: what makes whole pages.
            memory: what was found out about the content before; what is found out now is added to it.
        """
        self._root = root
        self._frame = frame
        self._memory = memory
        self._shown: _Shown | None = None
        self._lock = Lock()
        self.problems: list[Problem] = []
        self.looks = 0
        """How often the content was looked at."""

    @property
    def errors(self) -> list[Problem]:
        """What keeps the content of now from being shown."""
        return [problem for problem in self.problems if problem.level is Level.ERROR]

    def look_again(self) -> None:
        """Read the content; show it unless it has errors.

        Raises:
            BuildError: where the environment names no day.
            OSError: where the content can't be read.
        """
        day = build_day()
        checked = check_project(self._root, day, self._memory, today()).checked
        if checked.is_publishable:
            knowledge = link(checked.records)
            views = view_makers(knowledge, day, checked.problems, self._frame.edit_base)
            site = Site(*self._frame.about, day)
            makers = file_makers(self._root, knowledge, site)
            with self._lock:
                self._frame.begin(path for path in views if not path.endswith("/"))
                self._shown = _Shown(knowledge, site, views, list(makers))
        self.problems = checked.problems
        self.looks += 1

    def page(self, address: str) -> str | None:
        """Give the page at an address, relative to the site, or None where there is none, or nothing to show yet."""
        with self._lock:
            if self._shown is None:
                return None
            if view := self._view_at(address):
                knowledge = self._shown.knowledge
                head = head_for_programs(knowledge, view, self._shown.site)
                return self._frame.generated(view, shared_as(view, self._view_at), knowledge.media, head)
            written = self._frame.path_at(address)
            return self._frame.written(written) if written else None

    def file(self, path: str) -> bytes | None:
        """Give the file at a path, relative to the site, or None where there is none. Cards are not made here."""
        with self._lock:
            asset = self._frame.asset(path)
            return asset if asset is not None else self._beside(path)

    def missing(self) -> str | None:
        """Give the page for an address that there is not, or None where there is nothing to show yet."""
        with self._lock:
            return self._frame.missing() if self._shown else None

    def _view_at(self, address: str) -> View | None:
        # Pages that are made together are known by their folder alone, so the host has not heard of each.
        paths = (self._frame.path_at(address), f"{address.rstrip('/')}.md")
        views = self._shown.views if self._shown else {}
        return next((view for path in paths if path and (view := view_of(views, path))), None)

    def _beside(self, path: str) -> bytes | None:
        shown = self._shown
        while shown and path not in shown.files and shown.makers:
            made = shown.makers.pop(0)()
            shown.files |= {name: text.encode() if isinstance(text, str) else text for name, text in made}
        return shown.files.get(path) if shown else None
