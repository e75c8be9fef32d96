"""The text of a document to what it holds: questions, works with their links, and the rest.

The layouts differ in headings, bullets and labels, and those of unseen documents will differ more. So lines are told apart by what
they look like, in whatever order they come, and whatever is not understood is kept as the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kb.importing.asked import is_question, questions_of
from kb.importing.boilerplate import begins_boilerplate, fold, is_boilerplate, is_known_heading
from kb.importing.lines import (
    PLURALS,
    TITLE_LABELS,
    WEAK_LABELS,
    WORK_LABELS,
    Is,
    Token,
    announces,
    has_link,
    is_about_works,
    is_no_name,
    is_nothing,
    is_only_links,
    name_and_links,
    tokens,
)
from kb.importing.quotes import QUOTES, bare, closes, is_quoted, unquoted
from kb.importing.web_links import Link, LinkKind, link_to, relabelled

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_NAME = 300
"""A longer bullet is prose."""
MAX_QUOTED_LINES = 40


@dataclass(frozen=True, slots=True)
class Work:
    """A model, data set or other work that a document names.

    ``name`` is what the document calls it ("" where it gives links only), ``kind`` is what it says it is ("" for a model or tool,
    which the documents call everything), ``title`` is its paper's title where that is given besides.
    """

    name: str
    kind: str = ""
    links: tuple[Link, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph or list item, as it stands in the document."""

    text: str
    is_heading: bool = False
    is_item: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One or more questions with the works that are given for them, and what else is said."""

    questions: tuple[str, ...]
    works: tuple[Work, ...]
    rest: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What a document holds. ``dropped`` is known boilerplate; ``absent`` counts values such as None and N/A."""

    parts: tuple[Part, ...]
    dropped: tuple[str, ...] = ()
    absent: int = 0
    notes: tuple[str, ...] = ()


def read_layout(text: str) -> Document:
    """Find out what a document holds. A document without a question has no parts."""
    reader = _Reader(list(tokens(text.split("\n"))))
    reader.read()
    return reader.document()


@dataclass
class _Building:
    """A work while its lines are read."""

    name: str
    kind: str
    indent: int
    links: list[Link] = field(default_factory=list)
    title: str = ""
    label: str = ""
    is_item: bool = False
    is_open: bool = True
    """Whether the next line may still belong to the name."""
    has_inner: bool = False
    """Whether lines stood inside its list, so that a line on its own level is about something else."""

    def work(self) -> Work:
        return Work(self.name, self.kind, tuple(self.links), self.title)


@dataclass
class _Section:
    """A part while its lines are read."""

    questions: list[str] = field(default_factory=list)
    works: list[_Building] = field(default_factory=list)
    rest: list[Block] = field(default_factory=list)
    has_content: bool = False


class _Reader:
    """Goes through the lines of a document once."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.sections = [_Section()]
        self.work: _Building | None = None
        self.outer: list[_Building] = []
        self.paragraph: list[Token] = []
        self.heading: str | None = None
        self.is_among_works = False
        self.is_after_blank = False
        self.dropped: list[str] = []
        self.absent = 0
        self.notes: list[str] = []

    @property
    def section(self) -> _Section:
        return self.sections[-1]

    def read(self) -> None:
        """Read every line."""
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            match token.kind:
                case Is.BLANK:
                    self._end_paragraph()
                    self.is_after_blank = True
                    continue
                case Is.RULE:
                    self._end_paragraph()
                    self._end_work()
                case Is.HEADING:
                    self._heading(token)
                case Is.QUESTION:
                    self._question(token)
                case Is.WORK:
                    self._named(token)
                case Is.LINK:
                    self._link(token)
                case Is.TEXT:
                    self._text(token)
            self.is_after_blank = False
        self._end_paragraph()
        self._end_work()
        self._end_heading()

    def document(self) -> Document:
        """Give what was read."""
        sections = self.sections
        if not any(section.questions for section in sections):
            self._find_unmarked_question()
        sections = [section for section in sections if section.questions]
        if not sections:
            return Document((), tuple(self.dropped), self.absent, tuple(self.notes))
        parts = tuple(
            Part(tuple(s.questions), tuple(work.work() for work in s.works if work.name or work.links), tuple(s.rest))
            for s in sections
        )
        return Document(parts, tuple(self.dropped), self.absent, tuple(self.notes))

    # Headings and questions

    def _heading(self, token: Token) -> None:
        self._end_paragraph()
        if self.is_among_works and not is_known_heading(token.value) and self._is_before_link():
            self._start_work(token, token.value)
            return
        self._end_work()
        self._end_heading()
        self.section.has_content = True
        self.is_among_works = is_about_works(token.value)
        self.heading = token.value

    def _end_heading(self) -> None:
        """Keep a heading that nothing was kept of, unless it is known or only announces works."""
        heading, self.heading = self.heading, None
        if heading is None:
            return
        if is_known_heading(heading) or (self.is_among_works and not has_link(heading)):
            self.dropped.append(heading)
        else:
            self.section.rest.append(Block(heading, is_heading=True))

    def _keep(self, block: Block) -> None:
        """Put a block with the rest, under its heading."""
        heading, self.heading = self.heading, None
        if heading is not None:
            if is_known_heading(heading):
                self.dropped.append(heading)
            else:
                self.section.rest.append(Block(heading, is_heading=True))
        self.section.rest.append(block)

    def _question(self, token: Token) -> None:
        self._end_paragraph()
        self._end_work()
        self._end_heading()
        if self.section.questions and self.section.has_content:
            self.sections.append(_Section())
        self.is_among_works = False
        lines = self._question_lines(token)
        asked, rest = questions_of(lines)
        kept = [question for question in asked if not is_no_name(question)]
        self.section.questions.extend(kept)
        for paragraph in rest:
            self._keep(Block(paragraph))

    def _question_lines(self, token: Token) -> list[str]:
        """Gather the lines of a question: to the next line that can't belong to it, or to the quote's end."""
        lines = [token.value] if token.label and token.value else []
        end = self.at
        while end < len(self.tokens) and not self.tokens[end].ends and self.tokens[end].kind in (Is.TEXT, Is.BLANK):
            end += 1
        block = lines + [unquoted(self.tokens[i].raw) for i in range(self.at, end)]
        first = next((line.strip() for line in block if line.strip()), "")
        if not first and end < len(self.tokens) and self.tokens[end].raw.strip()[:1] in QUOTES:
            first = self.tokens[end].raw.strip()
        closers = QUOTES.get(first[:1], "")
        if closers and not any(closes(line, closers, first) for line in block):
            for far in range(end, min(end + MAX_QUOTED_LINES, len(self.tokens))):
                if self.tokens[far].kind is Is.QUESTION:
                    break
                if closes(self.tokens[far].raw, closers, first):
                    end = far + 1
                    break
        lines += [unquoted(self.tokens[i].raw) for i in range(self.at, end)]
        self.at = end
        return lines

    def _find_unmarked_question(self) -> None:
        """Take the first quoted paragraph, or else the first that ends with a question mark, for the question."""
        rest = [(section, block) for section in self.sections for block in section.rest]
        for is_it, what in (
            (is_quoted, "quoted paragraph"),
            (is_question, "paragraph that ends with a question mark"),
        ):
            for section, block in rest:
                text = unquoted(block.text)
                if not block.is_item and is_it(text):
                    section.rest.remove(block)
                    self.sections[0].questions.append(bare(text))
                    self._into_one()
                    self.notes.append(f"no question is marked; the first {what} was taken for it")
                    return

    def _into_one(self) -> None:
        for other in self.sections[1:]:
            self.sections[0].works.extend(other.works)
            self.sections[0].rest.extend(other.rest)
        del self.sections[1:]

    # Works and links

    def _named(self, token: Token) -> None:
        """Read a line such as ``- **Model:** name``."""
        if self.work and token.label in TITLE_LABELS and (token.indent > self.work.indent or not self.is_after_blank):
            self.work.title, links, _ = name_and_links(token.value)
            self._attach(links, "")
            return
        name, links, _ = name_and_links(token.value)
        if self.work and not name and links and (token.indent > self.work.indent or not self.is_after_blank):
            self._attach(links, "weights" if token.label == "model" else token.label)
            return
        is_weak = token.label in WEAK_LABELS and not self.is_among_works
        is_prose = len(name) > MAX_NAME or (name.endswith(".") and len(name.split()) > 8)
        if (is_weak or is_prose or self._is_in_workflow()) and not links and not self._is_before_link():
            self._text(Token(Is.TEXT, token.raw, token.raw.strip(), "", token.indent, token.is_item))
        elif not token.value.strip("*_` "):
            self._end_paragraph()
            self._end_work()
            self._end_heading()
            self.section.has_content = self.is_among_works = True
            self._begin(_Building("", WORK_LABELS.get(token.label, ""), token.indent, label=token.label))
        elif token.label in PLURALS and not links and self._start_several(token):
            pass
        else:
            self._start_work(token, token.value)

    def _is_in_workflow(self) -> bool:
        """Tell whether the heading is one under which “Model:” explains a step."""
        return self.heading is not None and bool(set(fold(self.heading).split()) & {"workflow", "how"})

    def _start_several(self, token: Token) -> bool:
        names = [name.strip() for name in re.split(r"[;,]|\band\b", token.value) if name.strip()]
        if len(names) < 2 or any(len(name.split()) > 4 for name in names):
            return False
        for name in names:
            self._start_work(token, name)
        return True

    def _start_work(self, token: Token, value: str) -> None:
        self._end_paragraph()
        self.section.has_content = True
        name, links, has_more = name_and_links(value)
        if is_no_name(name) and not links:
            self.absent += bool(value.strip())
            if not self._is_before_link():
                self._end_work()
                return
            name = ""
        if has_more:
            self._keep(Block(token.raw.strip(), is_item=token.is_item))
        kind = WORK_LABELS.get(token.label, "")
        self._begin(_Building(name, kind, token.indent, label=token.label, is_item=token.is_item))
        self._attach(links, "")

    def _link(self, token: Token) -> None:
        """Read a line such as ``- Paper: https://…``, ``- GitHub: N/A`` or ``- Paper: its title``."""
        name, links, _ = name_and_links(token.value)
        if not links and (known := link_to(token.value.strip("`*_<>()[] .,"))):
            name, links = "", [(known, token.label)]
        self._leave_nested(token)
        if self.work is None and not self._starts_from_link(token, name, links):
            self._text(Token(Is.TEXT, token.raw, token.raw.strip(), "", token.indent, token.is_item))
            return
        self._end_paragraph()
        if self.work is None:
            return
        self.work.is_open = False
        self.work.has_inner |= token.indent > self.work.indent
        if links:
            self._attach(links, token.label)
        elif is_nothing(token.value):
            self.absent += bool(token.value.strip())
            self.work.label = token.label
        if name and not is_nothing(name) and fold(name) != fold(self.work.name):
            self._keep(Block(token.raw.strip(), is_item=True))

    def _starts_from_link(self, token: Token, name: str, links: Sequence[tuple[Link, str]]) -> bool:
        """Begin a work that is given by its links only. Say whether the line is about a work at all."""
        kinds = {relabelled(link, label or token.label).kind for link, label in links}
        if not kinds - {LinkKind.OTHER}:
            if not self.is_among_works or not is_nothing(token.value):
                return False
            self.absent += 1
            return True
        is_title = token.label == "paper" and 0 < len(name) <= MAX_NAME
        self.section.has_content = True
        self._begin(_Building(name if is_title else "", "", token.indent, is_open=False))
        return True

    def _attach(self, links: Sequence[tuple[Link, str]], label: str) -> None:
        if self.work:
            known = {link.key for link in self.work.links}
            found = [relabelled(link, own or label) for link, own in links]
            self.work.links.extend(link for link in found if link.key not in known)

    def _begin(self, work: _Building) -> None:
        """Let what follows belong to a work; when that stands inside another's list, the other goes on after it."""
        outer = [*self.outer, self.work] if self.work else []
        self.outer = [one for one in outer if work.is_item and work.indent > one.indent]
        self.work = work
        self.section.works.append(work)

    def _end_work(self) -> None:
        self.work, self.outer = None, []

    def _leave_nested(self, token: Token) -> None:
        """Go back to the work in whose list an item stands."""
        work = self.work
        while work and token.is_item and token.indent <= work.indent:
            if not (self.outer or work.has_inner or token.indent < work.indent):
                break
            work = self.outer.pop() if self.outer else None
        self.work = work

    def _is_before_link(self) -> bool:
        """Tell whether the next line that is not empty gives a link, or says that there is none."""
        for position in range(self.at, len(self.tokens)):
            token = self.tokens[position]
            if token.kind is not Is.BLANK:
                is_link = token.kind is Is.LINK and (is_nothing(token.value) or has_link(token.value))
                return is_link or (
                    token.kind in (Is.TEXT, Is.WORK) and has_link(token.value) and is_only_links(token.value)
                )
        return False

    # Everything else

    def _text(self, token: Token) -> None:
        """Read a line that has no label."""
        self.section.has_content = True
        if is_boilerplate(token.value) or begins_boilerplate(token.value):
            self._end_work()
        elif self._belongs_to_work(token):
            return
        elif self._names_work(token):
            self._start_work(token, token.value)
            return
        if self.work and self.is_after_blank and not token.is_item and token.indent <= self.work.indent:
            self._end_work()
        if token.is_item:
            self._end_paragraph()
        self.paragraph.append(token)

    def _belongs_to_work(self, token: Token) -> bool:
        """Read a line that continues a work: more of its name, or links without a label."""
        if self.outer:
            self._leave_nested(token)
        work = self.work
        if work is None or not token.value.strip():
            return False
        if is_only_links(token.value):
            self._attach(name_and_links(token.value)[1], work.label if not work.is_open else "")
            return True
        is_inside = token.indent > work.indent
        if not work.name and work.is_open and not work.links and not self.is_after_blank and not token.is_item:
            name, links, _ = name_and_links(token.value)
            work.name = name
            self._attach(links, "")
            return True
        if work.is_open and is_inside and not token.is_item and not self.is_after_blank and not work.links:
            name, links, _ = name_and_links(token.value)
            work.name = f"{work.name} {name}".strip()
            self._attach(links, "")
            return True
        if is_inside and has_link(token.value):
            self._attach(name_and_links(token.value)[1], "")
        return False

    def _names_work(self, token: Token) -> bool:
        """Tell whether a line without a label is the name of a work."""
        name, links, _ = name_and_links(token.value)
        if not name or len(name) > MAX_NAME:
            return False
        if self._is_before_link():
            is_nested = self.work is not None and token.indent > self.work.indent
            is_prose = (
                name.endswith((".", "!")) or (name.endswith("?") and not self.is_among_works) or announces(token.value)
            )
            return not is_prose and not is_nested and (token.is_item or not self.paragraph)
        is_nested = self.work is not None and token.indent > self.work.indent
        if self.is_among_works and token.is_item and not is_nested:
            return not (name.endswith(".") and len(name.split()) > 12 and not links)
        return False

    def _end_paragraph(self) -> None:
        tokens, self.paragraph = self.paragraph, []
        if not tokens:
            return
        text = "\n".join(token.raw.rstrip() for token in tokens).strip("\n")
        if is_boilerplate(" ".join(token.value for token in tokens)):
            self.dropped.append(" ".join(token.value.strip() for token in tokens))
        else:
            self._keep(Block(text, is_item=tokens[0].is_item))
