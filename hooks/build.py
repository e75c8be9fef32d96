"""The build hook: hands the pages that follow from the records to mkdocs-gen-files.

MkDocs runs this file as a script for every build. All thinking is done in the ``kb`` package, which knows nothing of MkDocs.
"""

import datetime as dt
import sys
from pathlib import Path

import mkdocs_gen_files

from kb.check import check
from kb.form import form_facts
from kb.link import link
from kb.pages import make_pages, paths_are_safe
from kb.problems import as_text
from kb.search.files import index_files
from kb.search.index import build_index

ROOT = Path(__file__).resolve().parents[1]


def hand_over() -> None:
    """Check the content and add its pages to the site; refuse when there are errors."""
    checked = check(ROOT, dt.date.today())
    if not checked.is_publishable:
        sys.exit(as_text(checked.problems))
    knowledge = link(checked.records)
    pages = list(make_pages(knowledge))
    taken = [page.path for page in pages if (ROOT / "docs" / page.path).exists()]
    if taken or not paths_are_safe(pages):
        sys.exit(
            f"Generated pages must have paths of their own inside docs/: {taken or 'a path is malformed or used twice'}"
        )
    for page in pages:
        with mkdocs_gen_files.open(page.path, "w") as file:
            file.write(page.markdown)
        mkdocs_gen_files.set_edit_path(page.path, f"../{page.source}")
    for name, text in index_files(build_index(knowledge)).items():
        with mkdocs_gen_files.open(f"search/{name}", "w") as file:
            file.write(text)
    with mkdocs_gen_files.open("contribute/facts.json", "w") as file:
        file.write(form_facts(knowledge))


hand_over()
