"""Drafts while they are put together: what documents say of a work or a question, and the file made of it."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kb.authoring.modeline import modeline
from kb.authoring.naming import question_title
from kb.authoring.writing import record_text
from kb.content.characters import text_problems
from kb.content.load import SourceFile
from kb.content.papers import arxiv_id, paper_url
from kb.content.parse import parse
from kb.content.places import Kind, path_of
from kb.content.problems import Level
from kb.importing.boilerplate import fold
from kb.importing.documents import clean, is_garbled
from kb.importing.identify import ALSO_CALLED, LONG_TITLE, MORE_LINKS
from kb.importing.names import is_cnaps_name, work_name
from kb.importing.web_links import Link, LinkKind, hugging_face_id, link_to, links_in, published, repository

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.content.problems import Problem
    from kb.importing.layout import Block, Work

BODY_HEADING = "## From the document"
MOST_DOCUMENTS = 5
"""How many documents the notes of a work name."""
_FIELDS = {LinkKind.PAPER: "paper", LinkKind.CODE: "code", LinkKind.WEIGHTS: "weights", LinkKind.DATA: "data"}


class UnwritableError(Exception):
    """A draft would not pass the checks; the message says why."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to be written: its path below the root, its text, and the keys of all links that it holds."""

    path: str
    text: str
    links: frozenset[str]


@dataclass
class ModelDraft:
    """A work that is not in the catalogue."""

    id: str
    kind: str = ""
    name: str = ""
    title: str = ""
    cnaps: list[str] = field(default_factory=list)
    links: dict[LinkKind, Link] = field(default_factory=dict)
    more_links: list[Link] = field(default_factory=list)
    also_called: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    near: list[str] = field(default_factory=list)

    def add(self, work: Work, document: str) -> None:
        """Add what a document says of the work. What comes first stands in the fields, everything else in the notes."""
        self.kind = self.kind or work.kind
        for name in filter(None, (work.name, work.title)):
            self._call(name)
        for link in work.links:
            known = self.links.setdefault(link.kind, link) if link.kind in _FIELDS else None
            if (known is None or known.key != link.key) and link.key not in {one.key for one in self.more_links}:
                self.more_links.append(link)
        if document not in self.documents:
            self.documents.append(document)

    def _call(self, name: str) -> None:
        known = {fold(one) for one in (self.name, self.title, *self.cnaps, *self.also_called) if one}
        is_cnaps = is_cnaps_name(name)
        if not self.name:
            self.name = work_name(name)
            self.title = name if _is_title(name) else ""
        elif fold(name) not in known:
            if is_cnaps:
                pass
            elif not self.title and _is_title(name):
                self.title = name
            else:
                self.also_called.append(name)
        if is_cnaps and name not in self.cnaps:
            self.cnaps.append(name)

    def file(self) -> File:
        """Write the draft.

        Raises:
            UnwritableError: it would not pass the checks.
        """
        notes = [f"{ALSO_CALLED}{name}" for name in self.also_called]
        notes += [f"{MORE_LINKS}{_address(link)}" for link in self.more_links]
        notes += [f"Shares a link with {model}: perhaps they are one." for model in self.near]
        more = f" and {len(self.documents) - MOST_DOCUMENTS} more" if len(self.documents) > MOST_DOCUMENTS else ""
        notes += [f"Named in: {', '.join(self.documents[:MOST_DOCUMENTS])}{more}"]
        return _file(Kind.MODEL, self.id, self._fields(), None, notes)

    def _fields(self) -> dict[str, Any]:
        paper, weights = self.links.get(LinkKind.PAPER), self.links.get(LinkKind.WEIGHTS)
        number = arxiv_id(paper.value) if paper else None
        identifiers = {"cnaps": self.cnaps, "hugging_face": hugging_face_id(weights) if weights else None}
        fields: dict[str, Any] = {
            "draft": True,
            "kind": self.kind,
            "name": self.name,
            "title": self.title,
            "published": published(number) if number else None,
            "paper": paper.value if paper else None,
        }
        for kind in (LinkKind.CODE, LinkKind.WEIGHTS, LinkKind.DATA):
            fields[_FIELDS[kind]] = {"url": self.links[kind].value} if kind in self.links else None
        fields["identifiers"] = {key: value for key, value in identifiers.items() if value}
        return {key: value for key, value in fields.items() if value}

    @property
    def id_texts(self) -> list[str]:
        """What the file's id may be made of, best first."""
        return [self.name, *id_texts_of_links(list(self.links.values()))]


@dataclass
class QuestionDraft:
    """A question that is not in the knowledge base."""

    id: str
    question: str
    tasks: Sequence[str]
    document: str
    models: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def cite(self, model: str, note: str) -> None:
        """List a model; the note says what only this document says of it."""
        if model not in self.models:
            self.models.append(model)
        if note and note not in self.notes:
            self.notes.append(note)

    def file(self) -> File:
        """Write the draft.

        Raises:
            UnwritableError: it would not pass the checks.
        """
        fields: dict[str, Any] = {
            "draft": True,
            "question": self.question,
            "title": question_title(self.question),
            "tasks": list(self.tasks),
            "models": [{"id": model, "role": "cited"} for model in self.models],
            "origin": {"kind": "document", "name": self.document},
        }
        return _file(
            Kind.QUESTION, self.id, {key: value for key, value in fields.items() if value}, self._body(), self.notes
        )

    def _body(self) -> str:
        parts = [BODY_HEADING] if self.blocks else []
        for position, block in enumerate(self.blocks):
            text = "\n".join(_safe(line) for line in _dedented(block.text).split("\n"))
            is_list = block.is_item and position and self.blocks[position - 1].is_item
            if block.is_heading:
                parts.append(f"\n\n### {' '.join(text.split())}")
            else:
                parts.append(f"{chr(10) if is_list else chr(10) * 2}{text}")
        return "".join(parts)


def id_texts_of_links(links: Sequence[Link]) -> list[str]:
    """Give what the id of a work without a name may be made of."""
    texts = []
    for link in links:
        name = hugging_face_id(link) or repository(link)
        is_bare = not link.value.startswith("https://")
        last = re.sub(r"\.\w{2,4}$", "", link.value.rstrip("/").rpartition("/")[2])
        texts.append(
            name.rpartition("/")[2] if name else f"{link.key.partition(':')[0]} {link.value}" if is_bare else last
        )
    return [*texts, "work"]


def _is_title(name: str) -> bool:
    """Tell whether a name is a paper's title and not only what people call the work."""
    return not is_cnaps_name(name) and (work_name(name) != name or len(name.split()) >= LONG_TITLE)


def keys_in(text: str) -> set[str]:
    """Give the keys of all links in a text."""
    return {found.link.key for found in links_in(text)}


def _address(link: Link) -> str:
    return paper_url(link.value) if link.kind is LinkKind.PAPER else link.value


def _dedented(text: str) -> str:
    """Take the indentation of the first line from every line."""
    lines = textwrap.dedent(text).split("\n")
    return "\n".join([lines[0].strip(), *(line.rstrip() for line in lines[1:])])


def _safe(line: str) -> str:
    """Write the strange characters of a garbled line as references, which a file may hold."""
    return re.sub(r"[^\x00-\x7f]", lambda match: f"&#{ord(match[0])};", line) if is_garbled(line) else line


def _file(kind: Kind, file_id: str, fields: dict[str, Any], body: str | None, notes: Sequence[str]) -> File:
    """Write a record; with everything escaped where it would not pass the checks otherwise."""
    path = path_of(kind, file_id)
    first_line = "" if kind is Kind.QUESTION else modeline(kind, path)
    notes = [_safe(clean(" ".join(note.split()))) for note in notes]
    for ascii_only in (False, True):
        text = record_text(fields, body, notes=notes, modeline=first_line, ascii_only=ascii_only)
        errors = list(_errors(SourceFile(path, kind, file_id, text), fields))
        if not errors:
            values = [*_texts(fields), *notes, body or ""]
            links = {key for value in values for key in keys_in(value)}
            paper = link_to(str(fields.get("paper", "")))
            return File(path, text, frozenset(links | ({paper.key} if paper else set())))
    raise UnwritableError(f"{path}: {errors[0]}")


def _errors(file: SourceFile, fields: dict[str, Any]) -> Iterator[str]:
    """Find what would stop the build, and what does not come back as it was written."""
    records, problems = parse([file])
    found: list[Problem] = [*text_problems(file.path, file.text or ""), *problems]
    yield from (problem.message for problem in found if problem.level is Level.ERROR)
    if records.parts[file.path].value != _as_read(fields):
        yield "It does not come back as it was written."


def _as_read(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_read(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_as_read(item) for item in value]
    return "true" if value is True else value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, str):
        yield value
