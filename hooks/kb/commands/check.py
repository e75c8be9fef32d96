"""``kb check``: every problem of the content."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from kb.authoring.modeline import modeline
from kb.commands.ending import keeping_garbage
from kb.commands.git import branch, changed_files, content_at, files_with_other_ends, head, merge_base
from kb.commands.shared import (
    command_name,
    format_option,
    paths_argument,
    root_option,
    wanted_files,
    write_problems,
)
from kb.content.load import load
from kb.content.parse import parse
from kb.content.problems import Level, Problem, bounded, has_errors, in_order
from kb.publish.checking import check_project
from kb.publish.jobs import all_cores, at_once
from kb.publish.known_schemas import outdated_schemas
from kb.publish.memory_file import SCHEMAS, memory_of
from kb.rules.answerable import STALE, caused_by, is_known_by_its_file
from kb.rules.check import check
from kb.rules.kept_addresses import lost_addresses

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kb.content.memory import Memory
    from kb.content.records import Records


@click.command("check")
@paths_argument
@format_option
@click.option(
    "--changed",
    is_flag=True,
    help="Only what the current work is answerable for: problems in files that differ from the main branch, and those that it "
    "causes in others.",
)
@click.option(
    "--base",
    metavar="BRANCH",
    help="What --changed compares with.  [default: upstream/main, else origin/main, else main]",
)
@root_option
def check_command(paths: tuple[Path, ...], form: str, changed: bool, base: str | None, root: Path) -> None:
    """Print every problem of the content, or only those of the files and folders PATHS.

    Exits with 1 where there are errors.
    """
    if base is not None and not changed:
        raise click.UsageError("--base says what --changed compares with. Write both.")
    with keeping_garbage(), memory_of(root) as memory, at_once(all_cores()):
        checked = check_project(root, dt.date.today(), memory).checked
        everything = bounded([*checked.problems, *_of_the_project(root, checked.records)])
        answer = _changed(everything, checked.records, root, base, memory) if changed else _Answer(everything)
    unshown = len(set(everything) - set(answer.problems))
    is_wanted = wanted_files(paths, root)
    problems = [problem for problem in answer.problems if is_wanted(problem.file)]
    if answer.note:
        click.echo(answer.note, err=form != "text")
    all_right = f"{answer.all_right} Only what PATHS name was looked at." if paths else answer.all_right
    write_problems(problems, form, all_right)
    if unshown and form == "text":
        click.echo(f"Not shown: {unshown} that the change is not answerable for. See all with: {command_name()} check")
    sys.exit(1 if has_errors(problems) else 0)


@dataclass(frozen=True, slots=True)
class _Answer:
    """The problems to tell, what to say where there are none, and what must be known of how they were found."""

    problems: list[Problem]
    all_right: str = "All content is right."
    note: str = ""


def _changed(problems: list[Problem], records: Records, root: Path, base: str | None, memory: Memory) -> _Answer:
    """Leave out the problems that are in unchanged files and were there before; add what only a comparison shows.

    That the change causes a problem elsewhere shows only where both states are checked. The earlier one is checked only where a
    problem outside the changed files leaves a doubt, so that as a rule this takes no longer than ``kb check``.
    """
    commit, name = merge_base(root, base)
    files = changed_files(root, commit)
    if not files:
        # That time has passed is nobody's doing, of those least who work on code alone.
        is_at_base = commit == head(root)
        note = f"No record differs from {name}, so there was nothing to compare, and everything was checked."
        if is_at_base:
            note = (
                f"Nothing differs from {name}, so there was nothing to compare, and everything was checked. Work on a branch "
                "of your own (git switch --create my-change), or name what to compare with, such as: --base upstream/main"
            )
        return _Answer([one for one in problems if is_at_base or one.rule != STALE], note=note)
    compared = [*_line_ends(root, commit, files), *_lost(root, commit, files, records)]
    caused = problems
    if not all(is_known_by_its_file(problem, files) for problem in problems):
        with content_at(root, commit) as before:
            caused = caused_by(files, check(before, dt.date.today(), memory=memory).problems, problems)
    number = f"{len(files)} file{'s differ' if len(files) > 1 else ' differs'}"
    note = f"Compared with {name}: {number}."
    if name == f"origin/{branch(root)}":
        # Who works on main and pushes to a fork compares with no more than what was not pushed yet.
        note += f" What you pushed to it before was not looked at again; “{command_name()} check” checks everything."
    return _Answer(in_order([*caused, *compared]), "All that was changed is right.", note)


def _lost(root: Path, commit: str, files: set[str], records: Records) -> list[Problem]:
    """Find published addresses that the change lets die. Only what differs is read again."""
    with content_at(root, commit, files) as before:
        return list(lost_addresses(parse(load(before)[0])[0], records))


def _line_ends(root: Path, commit: str, files: set[str]) -> Iterator[Problem]:
    for path in files_with_other_ends(root, commit, files):
        message = (
            "The lines of this file end as on Windows (CRLF), and did not before, so that every line seems changed."
        )
        tip = "Save the file with the line ends of Unix (LF). Editors offer that when saving, or in the line at the bottom."
        yield Problem(path, 1, 1, "line-ends", message, tip, level=Level.WARNING)


def _of_the_project(root: Path, records: Records) -> Iterator[Problem]:
    """Find schemas that are not what the code says, and catalogue files that editors can't tell the schema of."""
    folder = root / "docs" / "schemas"
    if not folder.parent.is_dir():
        return
    with memory_of(root, SCHEMAS) as memory:
        outdated = outdated_schemas(folder, memory)
    for name in outdated:
        path, tip = f"docs/schemas/{name}", "Run: make schemas"
        yield Problem(
            path, 1, 1, "schema", "This schema is missing, or does not say what hooks/kb/content/schema.py says.", tip
        )
    for path, file in records.files.items():
        first = (file.text or "").partition("\n")[0]
        if "yaml-language-server" in first and first != (right := modeline(file.kind.value, path)):
            tip = f"Write it so: {right}"
            yield Problem(
                path, 1, 1, "schema", "This line names no schema of this kind of record.", tip, level=Level.WARNING
            )
