"""Plans how a record gets another id: which files change and how, so that nothing leads to the old id any more but a redirect.

Only the places that name the record are edited; comments and the form of the files stay. Nothing is written here.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.content.fields import Prose, Refers
from kb.content.load import SourceFile
from kb.content.parse import SCHEMAS
from kb.content.places import Kind, id_problem, path_of
from kb.content.problem_formats import as_text
from kb.content.problems import Level, did_you_mean
from kb.content.yamltree import Mapping, Scalar, Sequence, find, plain
from kb.rules.base import marked_scalars
from kb.rules.check import check_files
from kb.text.targets import record_links

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from kb.content.parts import Parts
    from kb.content.problems import Problem
    from kb.content.yamltree import Node
    from kb.rules.check import Checked

WAIVERS = "catalog/waivers.yml"
REDIRECTS = "catalog/redirects.yml"
_NEW_REDIRECTS = (
    "# yaml-language-server: $schema=../docs/schemas/redirects.schema.json\n"
    "# Addresses that records had before. `kb rename` writes them.\n"
)


class RenameError(Exception):
    """The record can't be renamed so; the message tells why and what to do."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """Which record gets which id."""

    kind: Kind
    old: str
    new: str

    @property
    def old_path(self) -> str:
        """The file of the record so far."""
        return path_of(self.kind, self.old)

    @property
    def new_path(self) -> str:
        """The file of the record from now on."""
        return path_of(self.kind, self.new)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a renaming does.

    ``texts`` holds, by the paths from now on, all files that change; the record's own file is always among them. ``dropped`` are old
    addresses that ended at the new id until now.
    """

    renaming: Renaming
    texts: dict[str, str]
    dropped: tuple[str, ...]
    leaves_redirect: bool


def plan_rename(
    files: list[SourceFile], load_problems: list[Problem], checked: Checked, renaming: Renaming, today: dt.date
) -> Plan:
    """Work out all that follows from another id, and check the result.

    Args:
        files: the content.
        load_problems: what ``load`` found wrong with it.
        checked: its records and all problems.
        renaming: which record gets which id.
        today: the day that the ages of records are judged by.

    Raises:
        RenameError: where the ids are wrong, a file can't be read or edited, or the content would have more errors than before.
    """
    _require_ids(files, renaming)
    trees = {path: _tree(parts) for path, parts in checked.records.parts.items()}
    # Nobody knows the address of a draft, so it leaves no redirect.
    redirect = renaming.old_path not in [draft.file for draft in checked.records.drafts]
    texts = {file.path: _with_new_id(file, trees[file.path], renaming) for file in files if file.path in trees}
    if redirect or REDIRECTS in texts:
        texts[REDIRECTS] = _redirects(texts.get(REDIRECTS, ""), trees.get(REDIRECTS), renaming, add=redirect)
    before = {file.path: file for file in files}
    after = [_renamed(before.get(path), path, text, renaming) for path, text in sorted(texts.items())]
    after += [file for file in files if file.path not in trees]
    _verify(checked.problems, after, load_problems, renaming, today)
    changed = {file.path: file.text or "" for file in after if file != before.get(file.path)}
    return Plan(renaming, changed, tuple(_dropped(trees.get(REDIRECTS), renaming)), redirect)


def rename_in_queries(text: str, renaming: Renaming) -> str:
    """Put the new id of a task into a table of search queries, whose column ``tasks`` holds ids joined by commas."""
    rows = [line.split("\t") for line in text.split("\n")]
    if renaming.kind is not Kind.TASK or "tasks" not in rows[0]:
        return text
    column = rows[0].index("tasks")
    for row in rows[1:]:
        if len(row) > column:
            ids = row[column].split(",")
            row[column] = ",".join(renaming.new if task == renaming.old else task for task in ids)
    return "\n".join("\t".join(row) for row in rows)


def _require_ids(files: list[SourceFile], renaming: Renaming) -> None:
    kind, old, new = renaming.kind, renaming.old, renaming.new
    ids = [file.id for file in files if file.kind is kind]
    if old not in ids:
        raise RenameError(f"There is no {kind} “{old}”. {did_you_mean(old, ids)}".strip())
    if problem := id_problem(kind, new):
        raise RenameError(f"{problem.message} {problem.tip}")
    if new == old or new in [one.casefold() for one in ids if one != old]:
        raise RenameError(f"There is a {kind} “{new}” already. Choose another id, or delete that record first.")


def _renamed(file: SourceFile | None, path: str, text: str, renaming: Renaming) -> SourceFile:
    if file is None:
        return SourceFile(path, Kind.REDIRECTS, "redirects", text)
    if path == renaming.old_path:
        return replace(file, path=renaming.new_path, id=renaming.new, text=text)
    return replace(file, text=text)


def _tree(parts: Parts) -> Node:
    if parts.tree is None:
        path = parts.file.path
        raise RenameError(f"{path} can't be read, so what it refers to is not known. Mend it first: kb check")
    return parts.tree


def _with_new_id(file: SourceFile, tree: Node, renaming: Renaming) -> str:
    """Give a file's text with the new id in every place that names the record."""
    text = file.text or ""
    for scalar in _references(file, tree, renaming):
        text = _edited(text, file.path, scalar, renaming.old, renaming.new)
    if file.kind is Kind.WAIVERS:
        for scalar in _waived(tree, renaming):
            text = _edited(text, file.path, scalar, renaming.old_path, renaming.new_path)
    return _link_pattern(renaming).sub(lambda match: match[0][: -len(renaming.old)] + renaming.new, text)


def _references(file: SourceFile, tree: Node, renaming: Renaming) -> list[Scalar]:
    """Give the values that hold the old id, from the last to the first, so that editing one moves none that follows."""
    refers = Refers(renaming.kind.value)
    marked = marked_scalars(tree, SCHEMAS[file.kind])
    return _last_first(scalar for scalar, marker in marked if marker == refers and scalar.value == renaming.old)


def _waived(tree: Node, renaming: Renaming) -> list[Scalar]:
    items = tree.items if isinstance(tree, Sequence) else ()
    files = (find(item, ("file",)) for item in items)
    return _last_first(file for file in files if isinstance(file, Scalar) and file.value == renaming.old_path)


def _last_first(scalars: Iterable[Scalar]) -> list[Scalar]:
    return sorted(scalars, key=lambda scalar: (scalar.line, scalar.column), reverse=True)


def _link_pattern(renaming: Renaming) -> re.Pattern[str]:
    """Find the ends of links to the record in Markdown: ``](model:id)``, with a title too, and ``<model:id>``."""
    target = re.escape(f"{renaming.kind}:{renaming.old}")
    return re.compile(rf"\]\(\s*<?{target}(?=[\s)>])|<{target}(?=>)")


def _edited(text: str, path: str, scalar: Scalar, old: str, new: str) -> str:
    """Put another value where a scalar stands: as it is, or in quotes."""
    lines = text.split("\n")
    line, start = lines[scalar.line - 1], scalar.column - 1
    start += line[start : start + 1] in ('"', "'")
    if not line.startswith(old, start):
        raise RenameError(f"{path}:{scalar.line}: “{old}” is written in an unusual way. Write it plainly: {old}")
    lines[scalar.line - 1] = line[:start] + new + line[start + len(old) :]
    return "\n".join(lines)


def _redirects(text: str, tree: Node | None, renaming: Renaming, *, add: bool) -> str:
    """Lead the old address to the new id, and those that led to the old id as well; free the new id's own address."""
    kind, old, new = renaming.kind.value, renaming.old, renaming.new
    items = tree.items if isinstance(tree, Sequence) else ()
    lines = text.split("\n")
    end = len(lines)
    for item in reversed(items):
        entry = plain(item) if isinstance(item, Mapping) else {}
        if entry.get("kind") == kind and entry.get("old") == new:
            del lines[item.line - 1 : _without_comments(lines, end)]
        elif entry.get("kind") == kind and entry.get("new") == old:
            target = find(item, ("new",))
            if isinstance(target, Scalar):
                lines = _edited("\n".join(lines), REDIRECTS, target, old, new).split("\n")
        end = item.line - 1
    # An empty list is written “[]”, which entries replace.
    kept = "\n".join(lines if items or not add else (line for line in lines if line.startswith("#")))
    if not add:
        has_entries = any(line.strip() and not line.lstrip().startswith("#") for line in lines)
        return kept if has_entries else f"{kept}[]\n"
    indent = " " * (items[0].column - 3) if items else ""
    kept = kept.rstrip("\n") + "\n" if kept.strip() else _NEW_REDIRECTS
    return kept + f"{indent}- kind: {kind}\n{indent}  old: {old}\n{indent}  new: {new}\n"


def _without_comments(lines: list[str], end: int) -> int:
    """Step back over comments and empty lines, which belong to what follows."""
    while not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#"):
        end -= 1
    return end


def _dropped(tree: Node | None, renaming: Renaming) -> Iterator[str]:
    """Give the ids that the new id's address led to so far, other than the record that now gets it."""
    for item in tree.items if isinstance(tree, Sequence) else ():
        entry = plain(item) if isinstance(item, Mapping) else {}
        is_taken = (entry.get("kind"), entry.get("old")) == (renaming.kind.value, renaming.new)
        if is_taken and entry.get("new") != renaming.old:
            yield str(entry.get("new"))


def _verify(
    before: list[Problem], after: list[SourceFile], load_problems: list[Problem], renaming: Renaming, today: dt.date
) -> None:
    """Refuse a result in which a text still links to the old id, or that has errors which the content had not."""
    moved = [
        replace(problem, file=renaming.new_path) if problem.file == renaming.old_path else problem
        for problem in load_problems
    ]
    result = check_files(after, moved, today)
    for path, parts in result.records.parts.items():
        for line in _links_left(parts, renaming):
            raise RenameError(
                f"{path}:{line}: a link to {renaming.kind}:{renaming.old} is written in an unusual way. "
                f"Write it so: [text]({renaming.kind}:{renaming.old})"
            )
    known: Counter[tuple[str, str, str]] = Counter()
    for problem in before:
        known[_key(problem, renaming)] += max(1, problem.stands_for)
    fresh = []
    for problem in result.problems:
        key = _key(problem, renaming)
        known[key] -= max(1, problem.stands_for)
        if known[key] < 0 and problem.level is Level.ERROR:
            fresh.append(problem)
    if fresh:
        raise RenameError(f"The content would have errors that it has not now:\n{as_text(fresh)}")


def _key(problem: Problem, renaming: Renaming) -> tuple[str, str, str]:
    """Name a problem so that it is the same before and after, wherever it stands and whichever id its message holds."""
    file = renaming.new_path if problem.file == renaming.old_path else problem.file
    return file, problem.rule, problem.field


def _links_left(parts: Parts, renaming: Renaming) -> Iterator[int]:
    """Give the lines of links that still lead to the old id."""
    texts = [(parts.body_line, parts.body)]
    if parts.tree:
        marked = marked_scalars(parts.tree, SCHEMAS[parts.file.kind])
        texts += [(scalar.first_text_line, scalar.value) for scalar, marker in marked if isinstance(marker, Prose)]
    for line, text in texts:
        for link in record_links(text):
            if (link.kind, link.id) == (renaming.kind.value, renaming.old):
                yield line + link.line
