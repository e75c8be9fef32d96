"""Records that have been read: each with its id, its file, and the place of every value in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from kb.content.problems import Level, Problem
from kb.content.schema import (
    Example,
    Family,
    Licence,
    Metric,
    Modality,
    Model,
    Product,
    Question,
    Record,
    Redirect,
    Task,
    Term,
    Waiver,
)
from kb.content.yamltree import Scalar, find, path_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kb.content.media import Media
    from kb.content.parts import Parts
    from kb.content.places import Kind
    from kb.content.yamltree import Node, Path

R = TypeVar("R", bound=Record, covariant=True)


@dataclass(frozen=True, slots=True)
class Entry(Generic[R]):
    """A record with its id and the places of its values in its file.

    ``body`` is the Markdown below a question's front matter, empty for other kinds; it begins on ``body_line``.
    """

    id: str
    record: R
    file: str
    tree: Node = field(hash=False)
    body: str = ""
    body_line: int = 0

    def problem(
        self,
        path: Path,
        rule: str,
        message: str,
        tip: str,
        *,
        line_offset: int = 0,
        level: Level = Level.ERROR,
    ) -> Problem:
        """Report a problem at a value, or ``line_offset`` lines into the text that it holds."""
        if path[:1] == ("body",):
            return Problem(self.file, self.body_line + line_offset, 1, rule, message, tip, "body", level)
        node = find(self.tree, path)
        if line_offset and isinstance(node, Scalar):
            line = node.first_text_line + (line_offset if node.is_literal else 0)
            return Problem(self.file, line, 1, rule, message, tip, path_text(path), level)
        line = node.first_text_line if isinstance(node, Scalar) else node.line
        return Problem(self.file, line, node.column, rule, message, tip, path_text(path), level)


@dataclass(frozen=True, slots=True)
class Draft:
    """A task, model or question that is not finished: ``draft: true``. What is wrong with it are warnings.

    ``name`` is what it calls itself so far; ``todo`` are the fields that are missing.
    """

    kind: Kind
    id: str
    file: str
    name: str
    todo: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Records:
    """Everything that could be read, by kind, in the order of the files."""

    modalities: tuple[Entry[Modality], ...] = ()
    families: tuple[Entry[Family], ...] = ()
    licences: tuple[Entry[Licence], ...] = ()
    terms: tuple[Entry[Term], ...] = ()
    products: tuple[Entry[Product], ...] = ()
    metrics: tuple[Entry[Metric], ...] = ()
    waivers: tuple[Entry[Waiver], ...] = ()
    redirects: tuple[Entry[Redirect], ...] = ()
    tasks: tuple[Entry[Task], ...] = ()
    models: tuple[Entry[Model], ...] = ()
    questions: tuple[Entry[Question], ...] = ()
    examples: tuple[Entry[Example], ...] = ()
    media: Mapping[str, Media | None] = field(default_factory=dict)
    """Pictures, sounds and the like, by path; None for those that can't be used."""
    drafts: tuple[Draft, ...] = ()
    broken: frozenset[tuple[str, str]] = frozenset()
    """Kind and id of records that exist but can't be read, so that references to them are not called wrong. The empty id stands for
    any: some record of the kind could not even be told."""
    parts: Mapping[str, Parts] = field(default_factory=dict)
    """What each file holds, by its path, whether that is a valid record or not."""

    def entries(self) -> Iterator[Entry[Record]]:
        """Give all records of all kinds."""
        yield from self.modalities
        yield from self.families
        yield from self.licences
        yield from self.terms
        yield from self.products
        yield from self.metrics
        yield from self.waivers
        yield from self.redirects
        yield from self.tasks
        yield from self.models
        yield from self.questions
        yield from self.examples
