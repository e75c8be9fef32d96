"""MkDocs hook: makes finished pages of the views, unless an earlier build did or another one does, and publishes none of the theme's own files.

Generated pages go past the Markdown parser, and every page is given its policy.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.exports.export import AS_IT_IS
from kb.pages.render import page_of
from kb.publish.finished_pages import pages_of_build
from kb.publish.own_files import list_own_files
from kb.publish.part import part_of_build
from kb.publish.policy import with_policy
from kb.publish.progress import advance, begin_step, counted

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

FINISHED = "finished.html"
"""The template that shows nothing but the whole page that it is given."""
_NAVIGATION: list[Navigation] = []
_LEFT_OUT: list[str] = []
"""Pages of the site that another build makes: their paths, relative to the site."""
_ANCHOR = re.compile(r' id="([^"]+)"')
_OF_SINGLE_PAGES = ("cards", "heads")
"""What the settings hold of each page by itself."""
_NOT_SEEN = frozenset({"config_file_path", "dev_addr", "docs_dir", "hooks", "plugins", "site_dir", "strict", "theme"})
"""Settings that templates can't tell from one build to the next; what they can see of the theme is looked at by itself."""


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Leave out the scripts and styles that Material brings along, for our frame asks for none of them; publish Markdown for programs as it is."""
    themes = [Path(folder) for folder in config.theme.dirs]
    for file in list(files):
        if file.src_dir is not None and Path(file.src_dir) in themes:
            files.remove(file)
        elif file.src_uri.endswith(AS_IT_IS):
            file.dest_uri = file.src_uri.removesuffix(AS_IT_IS)
    return files


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG001 - MkDocs' signature
    """Remember the navigation, which is part of every page's frame."""
    _NAVIGATION[:] = [nav]
    begin_step("Reading pages", len(files.documentation_pages()))
    return nav


def on_page_markdown(markdown: str, *, page: Page, **_: Any) -> str:
    """Tell how many pages MkDocs has read; leave out the words of those that another build makes, with the links in them."""
    advance()
    return markdown if _is_made_here(page) else ""


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Give each generated page its HTML: whole where an earlier build has finished it, else what its template makes of its view."""
    # Lines that hold nothing but a tag of Jinja leave no empty ones behind.
    begin_step("Making pages", len(files.documentation_pages()))
    env.trim_blocks = env.lstrip_blocks = True
    _LEFT_OUT.clear()
    build = pages_of_build()
    build.begin(_frame_of(config, *_NAVIGATION))
    for file in counted(files.documentation_pages()):
        page = file.page
        if page is None:
            continue
        if not _is_made_here(page):
            _leave_out(page)
            continue
        if file.src_uri not in build.views:
            continue
        if finished := build.recall(file.src_uri, _known_of(page, config)):
            anchors, page.content = finished
            page.meta["template"] = FINISHED
        else:
            page.content = page_of(build.views[file.src_uri]).html
            anchors = _ANCHOR.findall(page.content)
        # MkDocs judges by these the links of hand-written pages.
        page.present_anchor_ids = set(anchors)
    if not part_of_build().is_first:
        drawn = {card.path for card in config.extra["cards"].values()}
        for file in [file for file in files if not file.is_documentation_page() and file.src_uri not in drawn]:
            files.remove(file)
    begin_step("Writing pages", len(files.documentation_pages()))
    return env


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Take a page as rendered; give it with its policy."""
    advance()
    if page.meta.get("template") == FINISHED:
        return output
    finished = with_policy(output) if config.extra["policy"] else output
    build = pages_of_build()
    if page.file.src_uri in build.views:
        build.keep(page.file.src_uri, page.present_anchor_ids or (), finished)
    return finished


def on_post_template(output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Take a page that comes from a template alone, such as 404.html; give it with its policy. Nothing is written where nothing is given."""
    if not part_of_build().is_first:
        return ""
    is_page = template_name.endswith(".html")
    return with_policy(output_content) if is_page and config.extra["policy"] else output_content


def on_post_build(config: MkDocsConfig, **_: Any) -> None:
    """List what was made, and forget what no build needs any more."""
    part = part_of_build()
    if part.is_first:
        cards = (card.path for card in config.extra["cards"].values() if not part.has(card.page))
        list_own_files(Path(config.site_dir), {*_LEFT_OUT, *cards})
    pages_of_build().end()


def _is_made_here(page: Page) -> bool:
    """Tell whether a page is in the part of the site that is being built. Hand-written ones are in the first."""
    part = part_of_build()
    return part.has(page.file.src_uri) if page.file.src_uri in pages_of_build().views else part.is_first


def _leave_out(page: Page) -> None:
    """Let nothing be written of a page. What leads to its anchors is judged when the parts of the site have been joined."""
    page.content = ""
    page.meta["template"] = FINISHED
    page.present_anchor_ids = None
    _LEFT_OUT.append(page.file.dest_uri)


def _frame_of(config: MkDocsConfig, nav: Navigation) -> tuple[object, ...]:
    """Give what templates can see of the configuration and of the navigation."""
    places = [(page.title, page.url, page.file.src_uri, page.is_homepage) for page in nav.pages]
    settings = {key: value for key, value in config.items() if key not in _NOT_SEEN}
    settings["extra"] = {key: value for key, value in config.extra.items() if key not in _OF_SINGLE_PAGES}
    theme = {key: config.theme[key] for key in config.theme}
    return str(nav), places, sorted(settings.items()), sorted(theme.items()), list(config.plugins)


def _known_of(page: Page, config: MkDocsConfig) -> tuple[object, ...]:
    """Give what templates can see of a page, besides what is made of its view."""
    around = (page.previous_page, page.next_page, *page.ancestors)
    return (
        *(
            page.title,
            page.url,
            page.canonical_url,
            page.edit_url,
            page.is_homepage,
            sorted(page.meta.items()),
            page.update_date,
            config.extra["heads"].get(page.file.src_uri),
        ),
        *(place and (place.title, getattr(place, "url", "")) for place in around),
    )
