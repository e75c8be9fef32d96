"""Finished pages, kept by all that they follow from: a page is finished again exactly when that is new.

What a page follows from is its view, its template, its card, what the host knows of it (its address, the link to its source), and the frame: the
configuration, the navigation, the theme, the code that finishes pages, and the versions of all packages.
"""

from __future__ import annotations

import hashlib
import json
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kb.pages.fingerprint import fingerprint, look_again, templates
from kb.publish.code_version import installed, texts_of
from kb.publish.kept_files import KeptFiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kb.views.card import CardView
    from kb.views.view import View

FOLDER = ".cache/pages"
_CORE = Path(__file__).resolve().parents[1]
_OF_THIS_BUILD: ContextVar[FinishedPages] = ContextVar("finished_pages")


class FinishedPages:
    """The pages of one build: their views, and those that an earlier build has finished already."""

    def __init__(self, root: Path, views: Iterable[View], cards: Mapping[str, CardView]) -> None:
        """Name the project's folder, the views of the generated pages, and the cards by their pages' paths."""
        self.views = {view.path: view for view in views}
        self._root = root
        self._cards = cards
        self._kept = KeptFiles(root / FOLDER)
        self._keys: dict[str, str] = {}
        self._new: list[str] = []
        self._written: tuple[str, ...] = ()
        self._frame = ""

    def begin(self, host: object) -> None:
        """Take the frame of all pages.

        Args:
            host: what the host's templates can see of the configuration and the navigation, as something whose ``repr`` tells all of it.
        """
        look_again()
        self._written = self._as_written()
        self._frame = _digest((repr(host), *self._written, *installed(), *_code()))

    def recall(self, path: str, host: object) -> tuple[list[str], str] | None:
        """Give the anchors and the HTML of a finished page, or None where it must be finished anew.

        Args:
            path: the page's path.
            host: what the host knows of this page, as something whose ``repr`` tells all of it.
        """
        card = self._cards.get(path)
        key = _digest((self._frame, fingerprint(self.views[path]), repr(card), repr(host)))
        self._keys[path] = key
        kept = self._kept.read(key)
        if kept is None:
            return None
        anchors, _, html = kept.decode().partition("\n")
        return json.loads(anchors), html

    def keep(self, path: str, anchors: Iterable[str], html: str) -> None:
        """Keep a page that has just been finished, with its anchors that other pages may lead to."""
        self._new.append(self._keys[path])
        self._kept.keep(self._keys[path], f"{json.dumps(sorted(anchors))}\n{html}".encode())

    def end(self) -> None:
        """Forget the pages that no build has taken for long, and those of this build if somebody wrote templates meanwhile."""
        if self._as_written() != self._written:
            self._kept.forget(self._new)
        self._kept.forget_unused()

    def _as_written(self) -> tuple[str, ...]:
        """Give all that is read anew for each build of a process."""
        hooks = self._root / "hooks"
        return (*texts_of(hooks / "theme"), *texts_of(hooks, deep=False), *templates())


def begin_pages(pages: FinishedPages) -> None:
    """Let the hooks of the build that is going on share its pages."""
    _OF_THIS_BUILD.set(pages)


def pages_of_build() -> FinishedPages:
    """Give the pages of the build that is going on."""
    return _OF_THIS_BUILD.get()


@cache
def _code() -> tuple[str, ...]:
    """Give the code that makes a finished page of a view, as it was when this process began; what makes the view need not be known."""
    return (
        *texts_of(_CORE / "pages", deep=False),
        *texts_of(_CORE / "publish"),
        *texts_of(_CORE / "views", names=("addresses.py", "redirect.py", "view.py")),
    )


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
