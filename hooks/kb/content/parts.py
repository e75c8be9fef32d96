"""A file taken apart: its YAML as a tree and as plain values, and the Markdown below it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kb.content.as_typed import unlike_typed
from kb.content.characters import belongs, text_problems
from kb.content.front_matter import split_front_matter
from kb.content.places import Kind
from kb.content.problems import Problem
from kb.content.slips import find_slips, in_words
from kb.content.yamltree import Node, Path, Scalar, path_text, read_yaml, unfold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.content.load import SourceFile

_FRONT_MATTER_TIP = "Begin the file with a line “---”, then the fields, then another line “---”, then the text."


@dataclass(frozen=True, slots=True)
class Parts:
    """What a file holds, whether that is a valid record or not.

    ``tree`` is None where the file can't be read, and ``problems`` say why. ``value`` and ``scalars`` are what ``unfold`` gives of it.
    ``body`` begins on ``body_line``.
    """

    file: SourceFile
    tree: Node | None
    problems: tuple[Problem, ...] = ()
    value: Any = None
    scalars: tuple[tuple[Path, Scalar], ...] = ()
    body: str = ""
    body_line: int = 0


def take_apart(file: SourceFile) -> Parts:
    """Read a file as far as that can be done without asking whether it is a valid record."""
    if file.text is None:
        return Parts(file, None)
    text, body, lines_before = file.text, "", 0
    if file.kind is Kind.QUESTION:
        cut = split_front_matter(file.text)
        if isinstance(cut, str):
            return Parts(file, None, (Problem(file.path, 1, 1, "front-matter", cut, _FRONT_MATTER_TIP),))
        text, body = cut
        lines_before = 1
    tree, problems = read_yaml(text, file.path, lines_before)
    if tree is None:
        return Parts(file, None, tuple(_at_the_slip(file.path, text, problems, lines_before)))
    value, scalars = unfold(tree)
    body_line = min(lines_before + text.count("\n") + 2, file.text.count("\n") + 1)
    problems.extend(unlike_typed(file.path, text, tree, [scalar for _, scalar in scalars], lines_before))
    problems.extend(_escaped_characters(file.path, file.text, scalars))
    return Parts(file, tree, tuple(problems), value, scalars, body, body_line)


def _at_the_slip(path: str, text: str, problems: list[Problem], lines_before: int) -> list[Problem]:
    """Tell of broken YAML where the slip is, rather than where it was noticed, where that can be found out."""
    broken = [problem for problem in problems if problem.rule == "yaml-syntax"]
    slips = find_slips(text) if broken else []
    if not slips:
        return problems
    told = [Problem(path, one.line + 1 + lines_before, one.column, "yaml-syntax", *in_words(one)) for one in slips]
    return [problem for problem in problems if problem not in broken] + told


def _escaped_characters(path: str, text: str, scalars: tuple[tuple[Path, Scalar], ...]) -> Iterator[Problem]:
    """Find characters that can't be seen in the file's text either, because they are written as escapes."""
    typed = frozenset(text)
    for path_in_file, scalar in scalars:
        if typed.issuperset(scalar.value):
            continue
        value = scalar.value
        unseen = (
            place for place, character in enumerate(value) if character not in typed and not belongs(value, place)
        )
        escaped = "".join(value[place] for place in unseen)
        for problem in text_problems(path, escaped) if escaped else ():
            if problem.rule != "mojibake":
                yield replace(problem, line=scalar.line, column=scalar.column, field=path_text(path_in_file))
