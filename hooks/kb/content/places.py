"""Where each kind of record has its file, how such files may be called, and what names say of files that lie elsewhere."""

from __future__ import annotations

import re
from enum import StrEnum
from fnmatch import translate
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kb.content.fields import SLUG_PATTERN
from kb.content.problems import Problem
from kb.text.slugs import slug

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_ID_LENGTH = 80

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_RESERVED_NAMES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
# MkDocs makes a folder's own page of files with these names.
_INDEX_NAMES = {"index", "readme"}
# Pages of the site that stand among those of records: models/compare/.
_SITE_NAMES = {"compare"}
RESERVED_IDS = _RESERVED_NAMES | _INDEX_NAMES | _SITE_NAMES

_LEFT_OVERS = (".ds_store", "._*", "thumbs.db", "desktop.ini", "*.swp", "*.swo", "*~", ".#*", "#*#")
"""What editors and systems leave behind; `.gitignore` names the same."""
_LEFT_OVER = re.compile("|".join(map(translate, _LEFT_OVERS)))


class Kind(StrEnum):
    """What a file holds."""

    MODALITIES = "modalities"
    FAMILIES = "families"
    LICENCES = "licences"
    GLOSSARY = "glossary"
    PRODUCTS = "products"
    METRICS = "metrics"
    WAIVERS = "waivers"
    REDIRECTS = "redirects"
    TASK = "task"
    MODEL = "model"
    QUESTION = "question"
    EXAMPLE = "example"
    MEDIA = "media"


FOLDERS = {
    "catalog/tasks": (Kind.TASK, ".yml"),
    "catalog/models": (Kind.MODEL, ".yml"),
    "questions": (Kind.QUESTION, ".md"),
}
LISTS = {
    "catalog/modalities.yml": Kind.MODALITIES,
    "catalog/families.yml": Kind.FAMILIES,
    "catalog/licences.yml": Kind.LICENCES,
    "catalog/glossary.yml": Kind.GLOSSARY,
    "catalog/products.yml": Kind.PRODUCTS,
    "catalog/metrics.yml": Kind.METRICS,
    "catalog/waivers.yml": Kind.WAIVERS,
    "catalog/redirects.yml": Kind.REDIRECTS,
}
EXAMPLES = "examples"
"""The folder of the examples, which have a folder each."""
EXAMPLE_FILE = "example.yml"
UNFINISHED = ".kb-change"
"""The folder of a change of several files that is being made, in the project's folder; left there where the change was cut short."""
_OTHER_ENDINGS = {".yml": (".yml", ".yaml"), ".md": (".md", ".markdown", ".mdown", ".mkdn", ".mkd")}
"""The endings, in any case, of files that were meant to have the one that is read."""


def path_of(kind: Kind, record_id: str) -> str:
    """Give the path of the file of a task, model, question or example."""
    if kind is Kind.EXAMPLE:
        return f"{EXAMPLES}/{record_id}/{EXAMPLE_FILE}"
    folder, suffix = _place(kind)
    return f"{folder}/{record_id}{suffix}"


def id_problem(kind: Kind, record_id: str) -> Problem | None:
    """Tell why no task, model, question or example can have an id, or give None where one can."""
    if kind is Kind.EXAMPLE:
        return next(folder_problems(EXAMPLES, record_id), None)
    folder, suffix = _place(kind)
    return next(name_problems(folder, f"{record_id}{suffix}", suffix), None)


def _place(kind: Kind) -> tuple[str, str]:
    return next((folder, suffix) for folder, (known, suffix) in FOLDERS.items() if known is kind)


def is_left_over(name: str) -> bool:
    """Tell whether a file is one that editors and systems leave behind, by its name."""
    return _LEFT_OVER.match(name.casefold()) is not None


def meant_name(name: str, suffix: str) -> str | None:
    """Give the name that a file was meant to have, or None where its ending is no other form of the one that is read.

    Args:
        name: the file's name.
        suffix: the ending that files of its kind have.
    """
    path = PurePosixPath(name)
    if path.suffix.casefold() not in _OTHER_ENDINGS[suffix]:
        return None
    return f"{path.stem if re.fullmatch(SLUG_PATTERN, path.stem) else slug(path.stem)}{suffix}"


def name_problems(folder: str, name: str, suffix: str) -> Iterator[Problem]:
    """Tell why a file of a folder can't be called so."""
    path = f"{folder}/{name}"
    stem, ending = name[: -len(suffix)], name[-len(suffix) :]
    if not re.fullmatch(SLUG_PATTERN, stem) or ending != suffix or len(stem) > MAX_ID_LENGTH:
        yield Problem(
            path,
            1,
            1,
            "bad-id",
            f"“{name}” can't be an id and an address.",
            f"Use at most {MAX_ID_LENGTH} lower-case letters, digits and single hyphens, such as my-question{suffix}.",
        )
    yield from _reserved(path, name, stem)


def folder_problems(folder: str, name: str) -> Iterator[Problem]:
    """Tell why a folder that stands for a record can't be called so."""
    path = f"{folder}/{name}"
    if not re.fullmatch(SLUG_PATTERN, name) or len(name) > MAX_ID_LENGTH:
        message = f"“{name}” can't be an id."
        tip = f"Use at most {MAX_ID_LENGTH} lower-case letters, digits and single hyphens."
        yield Problem(path, 1, 1, "bad-id", message, tip)
    yield from _reserved(path, name, name)


def _reserved(path: str, name: str, stem: str) -> Iterator[Problem]:
    if stem.casefold().split(".")[0] in _RESERVED_NAMES:
        message = f"Windows can't have a file named “{name}”."
        yield Problem(path, 1, 1, "reserved-name", message, "Choose another name.")
    if stem.casefold() in _INDEX_NAMES:
        message = f"“{stem}” is the folder's own page."
        yield Problem(path, 1, 1, "reserved-name", message, "Choose another name.")
    if stem.casefold() in _SITE_NAMES:
        message = f"“{stem}” is a page of the site itself."
        yield Problem(path, 1, 1, "reserved-name", message, "Choose another name.")
