"""The only reader of content: files in, checked text out.

A file is refused when its bytes or its name can't be trusted. What it says is judged later.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import ftfy.badness

from kb.content.fields import SLUG_PATTERN
from kb.content.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 256 * 1024
MAX_ID_LENGTH = 80

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_RESERVED_NAMES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
# MkDocs makes a folder's own page of files with these names.
_INDEX_NAMES = {"index", "readme"}
RESERVED_IDS = _RESERVED_NAMES | _INDEX_NAMES
_IGNORED_NAMES = {".DS_Store", "Thumbs.db", "desktop.ini"}


class Kind(StrEnum):
    """What a file holds."""

    MODALITIES = "modalities"
    FAMILIES = "families"
    LICENCES = "licences"
    GLOSSARY = "glossary"
    WAIVERS = "waivers"
    REDIRECTS = "redirects"
    TASK = "task"
    MODEL = "model"
    QUESTION = "question"


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
    "catalog/waivers.yml": Kind.WAIVERS,
    "catalog/redirects.yml": Kind.REDIRECTS,
}
_REQUIRED_LISTS = [path for path, kind in LISTS.items() if kind not in (Kind.GLOSSARY, Kind.WAIVERS, Kind.REDIRECTS)]
_REAL_FILES = "Put the files themselves here."
_ALLOWED_IN_CATALOG = {"tasks", "models", *(PurePosixPath(path).name for path in LISTS)}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A content file: its path relative to the root, what it holds, and its id (the stem of its name).

    ``text`` is None where the file can't be trusted; such a file still counts as being there.
    """

    path: str
    kind: Kind
    id: str
    text: str | None


def load(root: Path) -> tuple[list[SourceFile], list[Problem]]:
    """Read all content files below a root.

    Args:
        root: the folder that holds ``questions/`` and ``catalog/``.

    Returns:
        The files, sorted by path, and the problems of those that can't be trusted.
    """
    files: list[SourceFile] = []
    problems: list[Problem] = []
    for path, kind, found in _survey(root):
        problems.extend(found)
        if kind is None:
            continue
        text, found = _read(root / path, path)
        problems.extend(found)
        files.append(SourceFile(path, kind, PurePosixPath(path).stem, text))
    problems.extend(_collisions([file.path for file in files]))
    return sorted(files, key=lambda file: file.path), problems


def _survey(root: Path) -> Iterator[tuple[str, Kind | None, list[Problem]]]:
    """Give every path below the content folders with its kind (None: not to be read) and what is wrong with its name."""
    for folder in ("catalog", *FOLDERS):
        if (root / folder).is_symlink():
            yield folder, None, [_about(folder, "symbolic-link", "This is a link to another folder.", _REAL_FILES)]
    for name in _names(root, "catalog"):
        if name not in _ALLOWED_IN_CATALOG:
            yield _unexpected(f"catalog/{name}")
    for path, kind in LISTS.items():
        if path in _REQUIRED_LISTS or os.path.lexists(root / path):
            yield path, kind, []
    for folder, (kind, suffix) in FOLDERS.items():
        for name in _names(root, folder):
            path = f"{folder}/{name}"
            if not name.casefold().endswith(suffix) or (root / path).is_dir():
                yield _unexpected(path)
            else:
                yield path, kind, list(_name_problems(folder, name, suffix))


def _names(root: Path, folder: str) -> list[str]:
    """List a folder, unless it or a folder above it is a link that leads elsewhere."""
    parts = PurePosixPath(folder).parts
    if any((root / Path(*parts[:depth])).is_symlink() for depth in range(1, len(parts) + 1)):
        return []
    path = root / folder
    return sorted({entry.name for entry in path.iterdir()} - _IGNORED_NAMES) if path.is_dir() else []


def _unexpected(path: str) -> tuple[str, None, list[Problem]]:
    tip = "Questions are questions/<id>.md; tasks and models are catalog/tasks/<id>.yml and catalog/models/<id>.yml."
    return (
        path,
        None,
        [_about(path, "unexpected-file", "Nothing reads this file.", f"Move or delete it. {tip}")],
    )


def path_of(kind: Kind, record_id: str) -> str:
    """Give the path of the file of a task, model or question."""
    folder, suffix = _place(kind)
    return f"{folder}/{record_id}{suffix}"


def id_problem(kind: Kind, record_id: str) -> Problem | None:
    """Tell why no task, model or question can have an id, or give None where one can."""
    folder, suffix = _place(kind)
    return next(_name_problems(folder, f"{record_id}{suffix}", suffix), None)


def _place(kind: Kind) -> tuple[str, str]:
    return next((folder, suffix) for folder, (known, suffix) in FOLDERS.items() if known is kind)


def _name_problems(folder: str, name: str, suffix: str) -> Iterator[Problem]:
    path = f"{folder}/{name}"
    stem, ending = name[: -len(suffix)], name[-len(suffix) :]
    if not re.fullmatch(SLUG_PATTERN, stem) or ending != suffix or len(stem) > MAX_ID_LENGTH:
        yield _about(
            path,
            "bad-id",
            f"“{name}” can't be an id and an address.",
            f"Use at most {MAX_ID_LENGTH} lower-case letters, digits and single hyphens, such as my-question{suffix}.",
        )
    if stem.casefold().split(".")[0] in _RESERVED_NAMES:
        yield _about(path, "reserved-name", f"Windows can't have a file named “{name}”.", "Choose another name.")
    if stem.casefold() in _INDEX_NAMES:
        yield _about(path, "reserved-name", f"“{stem}” is the folder's own page.", "Choose another name.")


def _collisions(paths: list[str]) -> Iterator[Problem]:
    """Find files whose names differ only in case or in how Unicode spells them."""
    first: dict[str, str] = {}
    for path in sorted(paths):
        folded = unicodedata.normalize("NFKC", path).casefold()
        if (other := first.setdefault(folded, path)) != path:
            for one, two in ((path, other), (other, path)):
                yield _about(
                    one,
                    "id-collision",
                    f"This name differs from {two} only in case or spelling.",
                    "Rename one of the two.",
                )


def _read(file: Path, path: str) -> tuple[str | None, list[Problem]]:
    """Read a file's text, or tell why it can't be trusted."""
    if not os.path.lexists(file):
        return None, [_about(path, "missing-file", "This file is missing.", "Restore it from the repository.")]
    status = file.lstat()
    if stat.S_ISLNK(status.st_mode):
        return None, [_about(path, "symbolic-link", "This is a link to another file.", _REAL_FILES)]
    if not stat.S_ISREG(status.st_mode):
        return None, [_about(path, "unexpected-file", "This is not an ordinary file.", "Delete it.")]
    if status.st_size > MAX_BYTES:
        size = f"{status.st_size / 1024:,.0f} KB"
        return None, [
            _about(
                path,
                "too-large",
                f"The file has {size}; {MAX_BYTES // 1024} KB are allowed.",
                "Shorten or split it.",
            )
        ]
    content = file.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        return None, [
            Problem(path, line, column, "not-utf8", "The file is not UTF-8.", "Save it with the encoding UTF-8.")
        ]
    text = text.replace("\r\n", "\n")
    if not text.strip():
        return None, [_about(path, "empty-file", "The file is empty.", "Fill it in, or delete it.")]
    problems = list(text_problems(path, text))
    readable = not any(problem.rule == "control-character" for problem in problems)
    return (text if readable else None), problems


def text_problems(path: str, text: str) -> Iterator[Problem]:
    """Find characters that can't be seen, and lines that were garbled."""
    for number, line in enumerate(text.split("\n"), start=1):
        for column, character in enumerate(line, start=1):
            if not character.isascii() or not (character.isprintable() or character == "\t"):
                yield from _character_problems(path, number, column, character)
        if not line.isascii() and ftfy.badness.is_bad(line):
            yield Problem(
                path,
                number,
                1,
                "mojibake",
                "This line was garbled: its text was read with the wrong encoding at some point.",
                f"Probably meant: {ftfy.fix_encoding(line).strip()[:100]}",
            )


def _character_problems(path: str, line: int, column: int, character: str) -> Iterator[Problem]:
    category = unicodedata.category(character)
    name = f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
    if category == "Cc":
        yield Problem(
            path,
            line,
            column,
            "control-character",
            f"Here is a control character ({name}).",
            "Delete it and retype the word.",
        )
    elif category in ("Cf", "Co", "Cs", "Zl", "Zp"):
        yield Problem(
            path,
            line,
            column,
            "invisible-character",
            f"Here is a character that can't be seen ({name}).",
            "Delete it and retype the words around it.",
        )


def _about(path: str, rule: str, message: str, tip: str) -> Problem:
    return Problem(path, 1, 1, rule, message, tip)
