"""The build hook: hands the pages that follow from the records to mkdocs-gen-files.

MkDocs runs this file as a script for every build. All thinking is done in the ``kb`` package, which knows nothing of MkDocs.
"""

from pathlib import Path
from urllib.parse import urljoin

import mkdocs_gen_files
from mkdocs.exceptions import PluginError

from kb.authoring.form import form_facts
from kb.knowledge.link import link
from kb.pages.page import paths_are_safe
from kb.pages.render import make_pages
from kb.publish.build_content import content_of_build
from kb.search.files import index_files
from kb.search.index import build_index
from kb.views.example import published_media

ROOT = Path(__file__).resolve().parents[1]


def hand_over() -> None:
    """Add the pages of the content to the site. ``hooks/begin.py`` has checked it."""
    checked = content_of_build()
    knowledge = link(checked.records)
    pages = list(make_pages(knowledge, checked.problems, edit_base()))
    taken = [page.path for page in pages if (ROOT / "docs" / page.path).exists()]
    if taken or not paths_are_safe(pages):
        raise PluginError(
            f"Generated pages must have paths of their own inside docs/: {taken or 'a path is malformed or used twice'}"
        )
    for page in pages:
        with mkdocs_gen_files.open(page.path, "w") as file:
            file.write(page.markdown)
        mkdocs_gen_files.set_edit_path(page.path, f"../{page.source}")
    for media in published_media(knowledge):
        with mkdocs_gen_files.open(media.path, "wb") as file:
            file.write(media.content)
    for name, text in index_files(build_index(knowledge)).items():
        with mkdocs_gen_files.open(f"search/{name}", "w") as file:
            file.write(text)
    with mkdocs_gen_files.open("contribute/facts.json", "w") as file:
        file.write(form_facts(knowledge))


def edit_base() -> str:
    """Give the address that a file's path follows to edit it on the web, or nothing where there is no repository."""
    config = mkdocs_gen_files.config
    if not (config.repo_url and config.edit_uri):
        return ""
    return urljoin(f"{config.repo_url.rstrip('/')}/", f"{config.edit_uri}../")


hand_over()
