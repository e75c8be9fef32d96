"""Where pages are: their paths, their addresses within the site, and the way from one to another."""

from __future__ import annotations

import posixpath
from urllib.parse import urljoin

QUESTIONS = "questions/"
MODELS = "models/"
APPS = "apps/"
GLOSSARY = "glossary/"
CONTRIBUTE = "contribute/"
COVERAGE = "coverage/"


def path_of(kind: str, record_id: str) -> str:
    """Give the path of a record's page, such as ``models/ddcolor.md``. Ids are slugs, so a path never leaves its folder."""
    folder = {"family": "families", "term": "glossary"}.get(kind, f"{kind}s")
    return f"{folder}/{record_id}.md"


def url_of(path: str) -> str:
    """Give the address of a page, relative to the site: ``models/ddcolor/`` for ``models/ddcolor.md``."""
    stem = path.removesuffix(".md")
    return "" if stem == "index" else f"{stem.removesuffix('/index')}/"


def address_of(kind: str, record_id: str) -> str:
    """Give the address of a record's page, relative to the site."""
    return url_of(path_of(kind, record_id))


def edit_base(repository: str | None, edit_uri: str | None) -> str:
    """Give the address that a file's path follows to edit it on the web, or nothing where there is no repository.

    Args:
        repository: the address of the repository.
        edit_uri: what leads from there to the hand-written pages, as ``mkdocs.yml`` says it.
    """
    return urljoin(f"{repository.rstrip('/')}/", f"{edit_uri}../") if repository and edit_uri else ""


def relative(address: str, page: str) -> str:
    """Give an address as seen from a page.

    Args:
        address: relative to the site: a page, with or without a query and a fragment (``tasks/deblurring/#limits``), or a file.
        page: the address of the page that it stands on, relative to the site.
    """
    end = min((position for mark in "?#" if (position := address.find(mark)) >= 0), default=len(address))
    is_page = address[:end].endswith("/") or end == 0
    path = posixpath.relpath(f"/{address[:end]}", f"/{page}")
    return (f"{path}/" if is_page else path) + address[end:]
