"""Problems written out: as text for people, as JSON, as GitHub annotations, as a Markdown table."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.content.problems import Problem


def as_text(problems: Iterable[Problem]) -> str:
    """Write problems for people: the place, what is wrong, how to mend it."""
    lines = []
    for problem in problems:
        field = f" ({problem.field})" if problem.field else ""
        place = f"{problem.file}:{problem.line}:{problem.column}"
        lines.append(f"{place}: {problem.level.value}: {problem.message}{field} [{problem.rule}]")
        lines.extend([f"    ↳ {problem.tip}"] if problem.tip else [])
    return "\n".join(lines)


def as_json(problems: Iterable[Problem]) -> str:
    """Write problems as a JSON list of objects, for programs."""
    keys = ("level", "file", "line", "column", "field", "rule", "message", "tip")
    rows = [{key: asdict(problem)[key] for key in keys} for problem in problems]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_github(problems: Iterable[Problem]) -> str:
    """Write problems as GitHub workflow commands, which become annotations on the lines of a pull request.

    The escapes are those of the ``toCommandValue`` and ``escapeProperty`` functions of GitHub's actions toolkit.
    """
    return "\n".join(
        f"::{problem.level.value} file={_property(problem.file)},line={problem.line},col={problem.column},"
        f"title={_property(problem.rule)}::{_data(chr(10).join((problem.message, problem.tip)).strip())}"
        for problem in problems
    )


MAX_TABLE_ROWS = 500
"""A job summary on GitHub may have 1 MiB: https://docs.github.com/actions/reference/workflow-commands-for-github-actions"""


def as_markdown(problems: Iterable[Problem]) -> str:
    """Write problems as a Markdown table, for the summary of a job on GitHub; at most ``MAX_TABLE_ROWS`` of them."""
    rows = [
        f"| {problem.level.value} | {_cell(f'{problem.file}:{problem.line}')} | {_cell(problem.message)} "
        f"| {_cell(problem.tip)} | {_cell(problem.rule)} |"
        for problem in problems
    ]
    if not rows:
        return "All content is right."
    head = ["| | Where | What is wrong | How to mend it | Rule |", "|---|---|---|---|---|"]
    left_out = len(rows) - MAX_TABLE_ROWS
    more = ["", f"{left_out} more are left out here. To see all: `make check`."] if left_out > 0 else []
    return "\n".join([*head, *rows[:MAX_TABLE_ROWS], *more])


def _cell(text: str) -> str:
    """Write contributed words into a table so that nothing in them is taken for Markdown or HTML.

    Every ASCII punctuation mark becomes a character reference: https://spec.commonmark.org/0.31.2/#entity-and-numeric-character-references
    """
    words = " ".join(text.split())
    return re.sub(r"[!-/:-@\[-`{-~]", lambda mark: f"&#{ord(mark[0])};", words)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
