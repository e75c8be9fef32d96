"""The build hook: hands the pages that follow from the records to mkdocs-gen-files.

MkDocs runs this file as a script for every build. All thinking is done in the ``kb`` package, which knows nothing of MkDocs.
"""

from pathlib import Path

import mkdocs_gen_files
from mkdocs.exceptions import PluginError
from mkdocs.utils import get_markdown_title
from mkdocs.utils.meta import get_data
from mkdocs_gen_files.editor import FilesEditor

from kb.exports.export import AS_IT_IS, Site
from kb.knowledge.link import link
from kb.pages.page import paths_are_safe
from kb.pages.render import head_of
from kb.publish.build_content import content_of_build
from kb.publish.build_day import build_day
from kb.publish.card_cache import drawn_cards
from kb.publish.files_beside import files_beside
from kb.publish.finished_pages import FinishedPages, begin_pages
from kb.publish.page_heads import head_for_programs
from kb.publish.part import part_of_build
from kb.publish.progress import begin_step
from kb.views.addresses import edit_base
from kb.views.all_views import view_makers, views_wanted
from kb.views.card import CardView, card_of_words, cards_of
from kb.views.page_days import page_days

ROOT = Path(__file__).resolve().parents[1]


def hand_over() -> None:
    """Add the pages of the content to the site. ``hooks/begin.py`` has checked it."""
    begin_step("Collecting what pages show")
    checked = content_of_build()
    knowledge = link(checked.records)
    config = mkdocs_gen_files.config
    editing = edit_base(config.repo_url, config.edit_uri)
    part, site = part_of_build(), this_site()
    makers = view_makers(knowledge, build_day(), checked.problems, editing)
    views = list(views_wanted(makers, part.must_know))
    site_name = config.site_name
    cards = written_cards(site_name) | cards_of(views, site_name, knowledge.media)
    taken = [view.path for view in views if (ROOT / "docs" / view.path).exists()]
    if taken or not paths_are_safe([view.path for view in views]):
        raise PluginError(
            f"Generated pages must have paths of their own inside docs/: {taken or 'a path is malformed or used twice'}"
        )
    # What the pages show is made when it is known which of them were finished by an earlier build: see hooks/finish.py.
    begin_pages(FinishedPages(ROOT, views, cards))
    days = page_days(knowledge, views)
    for view in views:
        with mkdocs_gen_files.open(view.path, "w") as file:
            file.write(head_of(view, changed=days[view.path].isoformat() if view.path in days else ""))
        mkdocs_gen_files.set_edit_path(view.path, f"../{view.source}")
    # The frame of the pages names each page's card, and says to programs what the page is about.
    config.extra["cards"] = cards
    config.extra["heads"] = {view.path: head_for_programs(knowledge, view, site) for view in views}
    wanted_cards = [card for card in dict.fromkeys(cards.values()) if part.has(card.page)]
    for path, content in (
        *drawn_cards(ROOT, wanted_cards, knowledge.media),
        *(files_beside(ROOT, knowledge, site) if part.is_first else ()),
    ):
        # MkDocs would take a file that ends so for a page to make; hooks/finish.py publishes it under its own name.
        handed_over = f"{path}{AS_IT_IS}" if path.endswith(".md") else path
        with mkdocs_gen_files.open(handed_over, "w" if isinstance(content, str) else "wb") as file:
            file.write(content)


def this_site() -> Site:
    """Give what files for programs say of this site."""
    config = mkdocs_gen_files.config
    address = f"{(config.site_url or '').rstrip('/')}/"
    return Site(address, config.site_name, config.site_description or "", config.repo_url or "", build_day())


def written_cards(site_name: str) -> dict[str, CardView]:
    """Give the cards of the hand-written pages, by their paths."""
    cards = {}
    for file in FilesEditor.current().files.documentation_pages():
        text, meta = get_data(file.content_string)
        title = str(meta.get("title") or get_markdown_title(text) or file.name)
        lead = str(meta.get("description") or mkdocs_gen_files.config.site_description or "")
        cards[file.src_uri] = card_of_words(file.src_uri, site_name, title, lead)
    return cards


hand_over()
