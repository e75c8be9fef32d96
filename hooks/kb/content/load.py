"""The only reader of content: files in, checked text out.

A file is refused when its bytes or its name can't be trusted. What it says is judged later.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import unicodedata
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from kb.content.characters import place_in, text_problems
from kb.content.fields import FILE_NAME_PATTERN
from kb.content.media import EXAMPLE_FILES, MOST_BYTES, QUESTION_FILES, Media, Rules, endings_of, examine
from kb.content.memory import Memory, key_of
from kb.content.places import (
    EXAMPLE_FILE,
    EXAMPLES,
    FOLDERS,
    LISTS,
    UNFINISHED,
    Kind,
    folder_problems,
    is_left_over,
    meant_name,
    name_problems,
)
from kb.content.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

MAX_BYTES = 256 * 1024
MOST_IN_A_STRAY_FOLDER = 50
"""Files of a folder that nothing reads which are told one by one."""

_OPTIONAL_LISTS = (Kind.GLOSSARY, Kind.PRODUCTS, Kind.METRICS, Kind.WAIVERS, Kind.REDIRECTS)
_REQUIRED_LISTS = [path for path, kind in LISTS.items() if kind not in _OPTIONAL_LISTS]
_SCRIPTS = {"make.py", "make.mjs"}
"""What makes an example's files."""
_MAKERS = {"node_modules", "__pycache__"}
"""Folders that making examples leaves."""
_REAL_FILES = "Put the files themselves here."
_WHERE_FILES_ARE = (
    "Questions are questions/<id>.md; tasks and models are catalog/tasks/<id>.yml and catalog/models/<id>.yml."
)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A content file: its path relative to the root, what it holds, and its id (the stem of its name).

    ``text`` is None where the file can't be trusted; such a file still counts as being there. That is also so where it lies or is
    called otherwise than it should; its id is then what it would have been. A folder that can't be read has the empty id.
    Pictures, sounds and the like have no text but ``media``; their id is that of the record that they belong to.
    """

    path: str
    kind: Kind
    id: str
    text: str | None
    media: Media | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """A path below the content folders, and what is wrong with its name.

    ``kind`` is None where nothing can be said of what it holds, and ``id`` is empty for a folder that can't be read. Only what is in
    its place is read.
    """

    path: str
    kind: Kind | None = None
    id: str = ""
    is_in_place: bool = False
    problems: tuple[Problem, ...] = ()
    media_rules: Rules | None = None
    """What it must follow where it is a picture, a sound or the like."""


def load(root: Path, memory: Memory | None = None) -> tuple[list[SourceFile], list[Problem]]:
    """Read all content files below a root.

    Args:
        root: the folder that holds ``questions/`` and ``catalog/``.
        memory: what was found out about files before.

    Returns:
        The files, sorted by path, and the problems of those that can't be trusted.
    """
    files: list[SourceFile] = []
    problems: list[Problem] = []
    in_place: list[str] = []
    memory = memory or Memory()
    for found in _survey(root):
        problems.extend(found.problems)
        text = media = None
        if found.is_in_place:
            in_place.append(found.path)
            content, unreadable = _read(
                f"{root}/{found.path}", found.path, MOST_BYTES if found.media_rules else MAX_BYTES
            )
            problems.extend(unreadable)
            if content is not None and found.media_rules:
                media, unusable = _examined(found.path, content, found.media_rules, memory)
                problems.extend(unusable)
            elif content is not None:
                text, untrusted = _judged(content, found.path, memory)
                problems.extend(untrusted)
        if found.kind is not None:
            files.append(SourceFile(found.path, found.kind, found.id, text, media))
    problems.extend(_collisions(in_place))
    return sorted(files, key=lambda file: file.path), problems


def _survey(root: Path) -> Iterator[_Found]:
    """Give everything that is below the content folders."""
    if _mode(root, UNFINISHED):
        tip = "Type the same `kb rename` again: it goes on where it stopped."
        problem = _about(UNFINISHED, "unfinished-change", "A change of several files was cut short.", tip)
        yield _Found(UNFINISHED, problems=(problem,))
    names = {}
    for folder in ("catalog", *FOLDERS):
        names[folder], problems = _names(root, folder)
        # A folder that can't be read stands for all that may be in it, and so do lists.
        kind = FOLDERS[folder][0] if names[folder] is None and folder in FOLDERS else None
        yield _Found(folder, kind, problems=tuple(problems))
    yield from _survey_catalog(root, names["catalog"])
    yield from _survey_examples(root)
    for folder, (kind, suffix) in FOLDERS.items():
        for name in names[folder] or ():
            path = f"{folder}/{name}"
            if _is_folder(root, path) and kind is Kind.QUESTION and f"{name}{suffix}" in (names[folder] or ()):
                yield from _survey_pictures(root, path, name)
            elif _is_folder(root, path):
                yield from _survey_stray_folder(root, folder, path, names[folder] or ())
            elif name.endswith(suffix):
                problems = list(name_problems(folder, name, suffix))
                yield _Found(path, kind, name.removesuffix(suffix), is_in_place=True, problems=tuple(problems))
            else:
                yield _astray(folder, path, names[folder] or ())


def _survey_catalog(root: Path, names: list[str] | None) -> Iterator[_Found]:
    """Give the lists of the catalogue, and what else is in its folder."""
    left = dict(LISTS)
    for name in names or ():
        path = f"catalog/{name}"
        right = f"catalog/{meant_name(name, '.yml')}"
        if path in LISTS:
            yield _Found(path, left.pop(path), PurePosixPath(path).stem, is_in_place=True)
        elif right in LISTS and not _is_folder(root, path):
            is_taken = PurePosixPath(right).name in (names or ())
            kind = None if is_taken else left.pop(right, None)
            problem = _misplaced(path, right, is_taken=is_taken)
            yield _Found(path, kind, PurePosixPath(right).stem, problems=(problem,))
        elif path not in FOLDERS:
            yield _unread(path, "folder" if _is_folder(root, path) else "file")
    for path, kind in left.items():
        if names is None:
            yield _Found(path, kind, PurePosixPath(path).stem)
        elif path in _REQUIRED_LISTS:
            problem = _about(path, "missing-file", "This file is missing.", "Restore it from the repository.")
            yield _Found(path, kind, PurePosixPath(path).stem, problems=(problem,))


def _survey_examples(root: Path) -> Iterator[_Found]:
    """Give the records of the examples and their files. What lies beside their folders makes them, and is no content."""
    names, problems = _names(root, EXAMPLES)
    yield _Found(EXAMPLES, Kind.EXAMPLE if names is None else None, problems=tuple(problems))
    for name in names or ():
        folder = f"{EXAMPLES}/{name}"
        if _is_folder(root, folder) and name not in _MAKERS:
            yield _Found(folder, problems=tuple(folder_problems(EXAMPLES, name)))
            yield from _survey_example(root, folder, name)


def _survey_example(root: Path, folder: str, example: str) -> Iterator[_Found]:
    names, problems = _names(root, folder)
    yield _Found(folder, Kind.EXAMPLE if names is None else None, example, problems=tuple(problems))
    for name in names or ():
        path = f"{folder}/{name}"
        if name == EXAMPLE_FILE:
            yield _Found(path, Kind.EXAMPLE, example, is_in_place=True)
        elif name in _SCRIPTS or name in _MAKERS:
            continue
        elif _is_folder(root, path):
            yield _unread(path, "folder")
        else:
            yield _media(path, example, EXAMPLE_FILES)
    if names is not None and EXAMPLE_FILE not in names:
        message, tip = "This folder holds no example.", f"Add {folder}/{EXAMPLE_FILE}, or delete the folder."
        yield _Found(folder, problems=(_about(folder, "missing-file", message, tip),))


def _survey_pictures(root: Path, folder: str, question: str) -> Iterator[_Found]:
    """Give the pictures beside a question."""
    names, problems = _names(root, folder)
    yield _Found(folder, problems=tuple(problems))
    for name in names or ():
        path = f"{folder}/{name}"
        if _is_folder(root, path):
            yield _unread(path, "folder")
        elif meant_name(name, ".md") is not None:
            yield _astray("questions", path, names or ())
        else:
            yield _media(path, question, QUESTION_FILES)


def _media(path: str, record_id: str, rules: Rules) -> _Found:
    problems: tuple[Problem, ...] = ()
    if not re.fullmatch(FILE_NAME_PATTERN, PurePosixPath(path).name):
        message = f"“{PurePosixPath(path).name}” can't be a name and an address."
        tip = f"Use lower-case letters, digits and single hyphens, and one of the endings {endings_of(rules)}."
        problems = (_about(path, "bad-id", message, tip),)
    return _Found(path, Kind.MEDIA, record_id, is_in_place=True, problems=problems, media_rules=rules)


def _survey_stray_folder(root: Path, folder: str, path: str, names: Collection[str]) -> Iterator[_Found]:
    """Give the files of a folder inside of one that holds files only."""
    inside = list(islice(_files_below(root, path), MOST_IN_A_STRAY_FOLDER + 1))
    if not 0 < len(inside) <= MOST_IN_A_STRAY_FOLDER:
        yield _unread(path, "folder")
    else:
        for file in inside:
            yield _astray(folder, file, names)


def _files_below(root: Path, folder: str) -> Iterator[str]:
    for place, folders, names in os.walk(root / folder):
        folders.sort()
        for name in sorted(names):
            if not is_left_over(name):
                yield (Path(place) / name).relative_to(root).as_posix()


def _astray(folder: str, path: str, names: Collection[str]) -> _Found:
    """Say of a file that is not where or not called as it should be what it would have been.

    Args:
        folder: the folder for whose records it was meant.
        path: where it is.
        names: what else is in the folder.
    """
    kind, suffix = FOLDERS[folder]
    right = meant_name(PurePosixPath(path).name, suffix)
    if right is None:
        return _unread(path, "file")
    is_taken = right in names
    problem = _misplaced(path, f"{folder}/{right}", is_taken=is_taken)
    return _Found(path, None if is_taken else kind, right.removesuffix(suffix), problems=(problem,))


def _misplaced(path: str, right: str, *, is_taken: bool) -> Problem:
    here, there = PurePosixPath(path), PurePosixPath(right)
    if here.parent != there.parent:
        message, tip = f"Nothing reads this file, because it is in the folder {here.parent}.", f"Move it to {right}."
    else:
        message, tip = f"Nothing reads this file, because its name ends in “{here.suffix}”.", f"Rename it to {right}."
    if is_taken:
        tip = f"There is {right} already: put there what is new in this file, and delete it here."
    return _about(path, "unexpected-file", message, tip)


def _unread(path: str, what: str) -> _Found:
    tip = f"Move or delete it. {_WHERE_FILES_ARE}"
    return _Found(path, problems=(_about(path, "unexpected-file", f"Nothing reads this {what}.", tip),))


def _names(root: Path, folder: str) -> tuple[list[str] | None, list[Problem]]:
    """List a folder, unless it or a folder above it is a link that leads elsewhere. None where its names can't be known."""
    parts = PurePosixPath(folder).parts
    if any(_is_link(root, "/".join(parts[:depth])) for depth in range(1, len(parts))):
        return None, []
    if _is_link(root, folder):
        return None, [_about(folder, "symbolic-link", "This is a link to another folder.", _REAL_FILES)]
    try:
        with os.scandir(root / folder) as entries:
            return sorted(entry.name for entry in entries if not is_left_over(entry.name)), []
    except FileNotFoundError:
        # Git keeps no empty folders.
        return [], []
    except NotADirectoryError:
        tip = "Delete it, and make a folder of this name for the files."
        return None, [_about(folder, "unexpected-file", "This is a file where a folder must be.", tip)]
    except OSError as error:
        return None, [_unreadable(folder, "folder", error)]


def _is_folder(root: Path, path: str) -> bool:
    return stat.S_ISDIR(_mode(root, path))


def _is_link(root: Path, path: str) -> bool:
    return stat.S_ISLNK(_mode(root, path))


def _mode(root: Path, path: str) -> int:
    """Give what the system says of a path itself, not of what it may lead to; 0 where it says nothing."""
    try:
        return os.lstat(f"{root}/{path}").st_mode
    except OSError:
        return 0


def _unreadable(path: str, what: str, error: OSError) -> Problem:
    tip = f"See that the {what} is whole and that you may read it, or restore it from the repository."
    return _about(path, "unreadable-file", f"This {what} can't be read: {error.strerror or error}.", tip)


def _collisions(paths: list[str]) -> Iterator[Problem]:
    """Find files whose names differ only in case or in how Unicode spells them."""
    first: dict[str, str] = {}
    for path in sorted(paths):
        folded = unicodedata.normalize("NFKC", path).casefold()
        if (other := first.setdefault(folded, path)) != path:
            for one, two in ((path, other), (other, path)):
                message = f"This name differs from {two} only in case or spelling."
                yield _about(one, "id-collision", message, "Rename one of the two.")


def _read(file: str, path: str, most: int) -> tuple[bytes | None, list[Problem]]:
    """Read a file of so many bytes at most, or tell why it can't be trusted."""
    try:
        if problem := _no_plain_file(os.lstat(file), path, most):
            return None, [problem]
        # What was looked at may be another file by now, so what is open is judged, and no more of it is read than may be.
        with _opened(file) as stream:
            if problem := _no_plain_file(os.fstat(stream.fileno()), path, most):
                return None, [problem]
            content = stream.read(most + 1)
        return (content, []) if len(content) <= most else (None, [_too_large(path, len(content), most)])
    except FileNotFoundError:
        return None, [_about(path, "missing-file", "This file is missing.", "Restore it from the repository.")]
    except OSError as error:
        if error.errno == errno.ELOOP:
            return None, [_a_link(path)]
        return None, [_unreadable(path, "file", error)]


def _opened(file: str) -> BinaryIO:
    """Open a file itself, not what a link of its name leads to, and without waiting for whoever writes into a pipe."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(file, flags), "rb")


def _examined(path: str, content: bytes, rules: Rules, memory: Memory) -> tuple[Media | None, list[Problem]]:
    """Judge a picture, a sound or the like, unless that was done before."""
    key = key_of(f"media {rules.name}", path, content)
    if (known := memory.recall(key)) is None:
        media, problems = examine(path, content, rules)
        # Its bytes are read in any case, and need not be kept twice.
        known = (media and replace(media, content=b""), problems)
        memory.keep(key, known)
        return media, problems
    without, problems = known
    return without and replace(without, content=content), problems


def _judged(content: bytes, path: str, memory: Memory) -> tuple[str | None, list[Problem]]:
    """Give the text that bytes hold, and remember those that hold one without any problem."""
    key = key_of("text", path, content)
    if memory.recall(key):
        return content.decode("utf-8-sig").replace("\r\n", "\n"), []
    text, problems = _decoded(content, path)
    if text is not None and not problems:
        memory.keep(key, True)
    return text, problems


def _decoded(content: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """Give the text that bytes hold, or tell why there is none."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        tip = "Save it with the encoding UTF-8."
        return None, [Problem(path, line, column, "not-utf8", "The file is not UTF-8.", tip)]
    return _trusted(text.replace("\r\n", "\n"), path)


def _no_plain_file(status: os.stat_result, path: str, most: int) -> Problem | None:
    if stat.S_ISLNK(status.st_mode):
        return _a_link(path)
    if not stat.S_ISREG(status.st_mode):
        return _about(path, "unexpected-file", "This is not an ordinary file.", "Delete it.")
    if status.st_size > most:
        return _too_large(path, status.st_size, most)
    return None


def _a_link(path: str) -> Problem:
    return _about(path, "symbolic-link", "This is a link to another file.", _REAL_FILES)


def _too_large(path: str, size: int, most: int) -> Problem:
    message = f"The file has {size / 1024:,.0f} KB; {most // 1024} KB are allowed."
    return _about(path, "too-large", message, "Shorten or split it.")


def _trusted(text: str, path: str) -> tuple[str | None, list[Problem]]:
    """Give a text that can be taken apart, or tell why there is none."""
    problems = list(_old_line_ends(text, path))
    text = text.replace("\r", "\n")
    if not text.strip():
        return None, [_about(path, "empty-file", "The file is empty.", "Fill it in, or delete it.")]
    if conflict := _merge_conflict(text, path):
        return None, [conflict]
    problems += text_problems(path, text)
    is_readable = not any(problem.rule == "control-character" for problem in problems)
    return (text if is_readable else None), problems


def _old_line_ends(text: str, path: str) -> Iterator[Problem]:
    if number := text.count("\r"):
        ends = "line end is" if number == 1 else "line ends are"
        message = f"{number:,} {ends} of a kind that only old Macs wrote (CR)."
        tip = "Save the file with the line ends of Unix (LF). Editors offer that when saving, or in the line at the bottom."
        yield Problem(path, *place_in(text, text.index("\r")), "line-ends", message, tip)


_CONFLICT_MARK = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?:$| .*$)", re.MULTILINE)


def _merge_conflict(text: str, path: str) -> Problem | None:
    """Find what git leaves in a file where it could not join two versions."""
    marks: dict[str, int] = {}
    for match in _CONFLICT_MARK.finditer(text):
        marks.setdefault(match[1][0], match.start())
    # “=======” by itself underlines a heading.
    if not ("<" in marks or {"=", ">"} <= marks.keys()):
        return None
    tip = (
        "Between “<<<<<<<”, “=======” and “>>>>>>>” stand two versions of the same lines. Keep what is right of both, and "
        "delete the lines with these marks."
    )
    line = place_in(text, min(marks.values()))[0]
    return Problem(path, line, 1, "merge-conflict", "A merge conflict was left in this file.", tip)


def _about(path: str, rule: str, message: str, tip: str) -> Problem:
    return Problem(path, 1, 1, rule, message, tip)
