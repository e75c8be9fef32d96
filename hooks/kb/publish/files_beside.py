"""The files that stand beside the pages: pictures, the search index, what scripts load, and what programs take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.authoring.form import form_facts
from kb.content.icons import drawings
from kb.exports.all_exports import make_exports
from kb.knowledge.thumbnails import task_thumbnail_file
from kb.publish.picture_cache import PictureCache
from kb.publish.progress import begin_step
from kb.search.files import index_files, picture_of
from kb.search.index import build_index
from kb.views import apps_data, models_data, questions_data
from kb.views.example import published_media
from kb.views.question_pictures import published_path, published_pictures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kb.exports.export import Site
    from kb.knowledge.link import Knowledge

    Files = Iterator[tuple[str, str | bytes]]
    """Files with their paths, relative to the site."""


def files_beside(root: Path, kb: Knowledge, site: Site) -> Files:
    """Give all files that stand beside the pages, but for their cards.

    Args:
        root: the project's folder, which has a cache.
        kb: the linked records.
        site: what files for programs say of the site.
    """
    for make in file_makers(root, kb, site):
        yield from make()


def file_makers(root: Path, kb: Knowledge, site: Site) -> tuple[Callable[[], Files], ...]:
    """Give what makes the files beside the pages, those first that cost least. See ``files_beside``."""
    return (
        lambda: _media(kb),
        lambda: _loaded_by_scripts(kb),
        lambda: _pictures(root, kb),
        lambda: _search(kb),
        lambda: _for_programs(kb, site),
    )


def _media(kb: Knowledge) -> Files:
    for media in published_media(kb):
        yield media.path, media.content


def _loaded_by_scripts(kb: Knowledge) -> Files:
    yield "assets/icons.svg", drawings()
    yield "contribute/facts.json", form_facts(kb)
    yield models_data.PATH, models_data.models_data(kb)
    yield apps_data.PATH, apps_data.apps_data(kb)
    yield questions_data.PATH, questions_data.questions_data(kb)


def _pictures(root: Path, kb: Knowledge) -> Files:
    begin_step("Encoding pictures")
    pictures = PictureCache(root)
    for media in published_pictures(kb):
        yield published_path(media), pictures.encoded(media)
    for task in kb.tasks:
        if thumbnail := task_thumbnail_file(kb, task):
            yield f"search/{picture_of(task)}", pictures.beside_result(thumbnail)
    pictures.end()


def _search(kb: Knowledge) -> Files:
    begin_step("Building the search index")
    for name, text in index_files(build_index(kb)).items():
        yield f"search/{name}", text


def _for_programs(kb: Knowledge, site: Site) -> Files:
    begin_step("Writing exports for programs")
    for export in make_exports(kb, site):
        yield export.path, export.content
