"""MkDocs' part of a page, without a build: for ``kb serve``, which makes a page when somebody asks for it.

A page goes the way that it goes in a build (https://www.mkdocs.org/dev-guide/plugins/#events), one page at a time: its source is read, its template
rendered with MkDocs' own context, and it gets its policy. A test compares the two.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_markdown_title
from mkdocs.utils.meta import get_data

from kb.pages.render import head_of, page_of
from kb.publish.policy import with_policy
from kb.views.addresses import edit_base
from kb.views.card import card_of, card_of_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from kb.content.media import Media
    from kb.publish.page_heads import PageHead
    from kb.views.view import View

MISSING = "404.html"
_TO_FILE = re.compile(r"\]\(([\w./-]+\.(?:json|csv|gz|xml|txt))\)")


class Frame:
    """The configuration, the navigation and the templates of a project."""

    def __init__(self, root: Path, address: str) -> None:
        """Read the project's configuration.

        Args:
            root: the project's folder, with ``mkdocs.yml``.
            address: where the site is served, with a slash at its end.
        """
        config = load_config(str(root / "mkdocs.yml"), site_url=address)
        config.plugins.on_startup(command="serve", dirty=False)
        self._config = config.plugins.on_config(config)
        self._env = self._config.theme.get_env()
        self._env.trim_blocks = self._env.lstrip_blocks = True
        self._files = Files([])
        self._known: object = None

    @property
    def edit_base(self) -> str:
        """The address that a file's path is put behind to edit it on the web, or nothing."""
        return edit_base(self._config.repo_url, self._config.edit_uri)

    @property
    def about(self) -> tuple[str, str, str, str]:
        """What the configuration says of the site: address, name, description, repository."""
        config = self._config
        return config.site_url or "/", config.site_name, config.site_description or "", config.repo_url or ""

    def begin(self, paths: Iterable[str]) -> None:
        """Take the paths of all generated pages, which the hand-written ones and the navigation lead to."""
        files = get_files(self._config)
        generated = tuple(paths)
        known = (generated, tuple(files.src_uris))
        if known == self._known:
            return
        set_exclusions(files, self._config)
        for path in generated:
            files.append(File.generated(self._config, path, content=""))
        self._nav = get_navigation(files, self._config)
        self._files, self._known = files, known
        self._pages = {file.url.removeprefix("./"): file for file in files.documentation_pages()}

    def path_at(self, address: str) -> str | None:
        """Give the path of the page at an address, relative to the site, or None where there is none."""
        file = self._pages.get(address)
        return file.src_uri if file else None

    def asset(self, path: str) -> bytes | None:
        """Give a file of the documents' folder that is published as it is."""
        file = self._files.get_file_from_path(path)
        if file is None or file.is_documentation_page() or file.inclusion is InclusionLevel.EXCLUDED:
            return None
        return file.content_bytes if file.src_dir == self._config.docs_dir else None

    def generated(self, view: View, shared: View, media: Mapping[str, Media], head: PageHead) -> str:
        """Give the whole page that shows a view.

        Args:
            view: what it shows.
            shared: what the page shows whose card links to this one are shared with.
            media: the files of examples, by path, which its card may show.
            head: what the page's head says to programs.
        """
        file = self._files.get_file_from_path(view.path)
        if file is None:
            file = File.generated(self._config, view.path, content="")
        page = file.page or Page(None, file, self._config)
        file.content_string = head_of(view)
        page.read_source(self._config)
        page.content = page_of(view).html
        page.edit_url = f"{self.edit_base}{view.source}" if self.edit_base else None
        return self._finished(page, card_of(shared, self._config.site_name, media), head)

    def written(self, path: str) -> str:
        """Give the whole page that a hand-written document becomes."""
        file = self._files.get_file_from_path(path)
        assert file  # noqa: S101 - the caller has its path from here
        assert file.page  # noqa: S101 - made with the navigation
        file.page.read_source(self._config)
        text, meta = get_data(file.content_string)
        self._expect_files(path, text)
        file.page.render(self._config, self._files)
        title = str(meta.get("title") or get_markdown_title(text) or file.name)
        lead = str(meta.get("description") or self._config.site_description or "")
        return self._finished(file.page, card_of_words(path, self._config.site_name, title, lead))

    def _expect_files(self, path: str, text: str) -> None:
        """Know of the files that a document leads to: those for programs are made when somebody asks for them, and a build sees whether they are there."""
        for link in _TO_FILE.findall(text):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), link))
            if self._files.get_file_from_path(target) is None:
                self._files.append(File.generated(self._config, target, content=b""))

    def missing(self) -> str:
        """Give the page for an address that there is not."""
        base = urlsplit(self._config.site_url or "/").path
        context = get_context(self._nav, self._files, self._config, base_url=base)
        return with_policy(self._env.get_template(MISSING).render(context))

    def _finished(self, page: Page, card: object, head: PageHead | None = None) -> str:
        # The frame of a page names its card, and says to programs what the page is about.
        self._config.extra["cards"] = {page.file.src_uri: card}
        self._config.extra["heads"] = {page.file.src_uri: head}
        context = get_context(self._nav, self._files, self._config, page)
        template = self._env.get_template(str(page.meta.get("template") or "main.html"))
        return with_policy(template.render(context))
