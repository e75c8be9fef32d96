"""Records that have been read: each with its id, its file, and the place of every value in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

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

    from kb.content.load import SourceFile
    from kb.content.media import Media
    from kb.content.parts import Parts
    from kb.content.places import Kind
    from kb.content.yamltree import Node, Path

R = TypeVar("R", bound=Record, covariant=True)


class Places:
    """Where the values of a record stand in its file. That is looked up when somebody asks: of most records nobody does."""

    __slots__ = ("_file", "_parts", "_position")

    def __init__(self, file: str, position: int | None = None) -> None:
        """Name the file, and the record's place in its list."""
        self._file, self._position = file, position
        self._parts: Mapping[str, Parts] = {}

    def are_in(self, parts: Mapping[str, Parts]) -> None:
        """Say what the files hold, by their paths."""
        self._parts = parts

    def find(self, path: Path) -> Node:
        """Go down a path from the record as far as it leads."""
        tree = self._parts[self._file].tree
        if tree is None:
            return Scalar("", 1, 1)
        return find(tree, path if self._position is None else (self._position, *path))

    def __reduce__(self) -> tuple[type[Places], tuple[str, int | None]]:
        return Places, (self._file, self._position)


@dataclass(frozen=True, slots=True)
class Entry(Generic[R]):
    """A record with its id and the places of its values in its file.

    ``body`` is the Markdown below a question's front matter, empty for other kinds; it begins on ``body_line``.
    """

    id: str
    record: R
    file: str
    places: Places = field(compare=False, repr=False)
    body: str = ""
    body_line: int = 0
    facts: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What rules found in this record alone: plain values and problems, which are kept with it."""

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
        node = self.places.find(path)
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
    """What each file holds, by its path, whether that is a valid record or not. To ask for it takes the file apart."""
    files: Mapping[str, SourceFile] = field(default_factory=dict)
    """The files themselves, by their paths."""
    facts: Mapping[str, dict[str, Any]] = field(default_factory=dict, compare=False)
    """What rules found in each file alone, by its path: plain values, which are kept with it."""

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
