"""The text of a document to what it holds: questions, works with their links, and the rest.

The layouts differ in headings, bullets and labels, and those of unseen documents will differ more. So lines are told apart by what
they look like, in whatever order they come, and whatever is not understood is kept as the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from kb.importing.boilerplate import begins_boilerplate, fold, is_boilerplate, is_known_heading
from kb.importing.links import LABELS, NOTHING, Link, LinkKind, link_to, links_in, relabelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_NAME = 300
"""A longer bullet is prose."""
MAX_QUESTION = 1500
MAX_QUOTED_LINES = 40
MAX_PARAGRAPHS = 40
MAX_LINE = 4000
"""A longer line is prose, and nothing is looked for in it but links."""


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
    reader = _Reader(list(_tokens(text.split("\n"))))
    reader.read()
    return reader.document()


class _Is(Enum):
    BLANK = auto()
    RULE = auto()
    HEADING = auto()
    QUESTION = auto()
    WORK = auto()
    LINK = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class _Token:
    """A line: what it is, its label and what follows it. ``ends`` tells that it can't belong to a question above it."""

    kind: _Is
    raw: str
    value: str = ""
    label: str = ""
    indent: int = 0
    is_item: bool = False
    ends: bool = False


_QUESTION_LABELS = {
    *(
        "user question",
        "users question",
        "user s question",
        "user questions",
        "question",
        "questions",
        "user query",
        "query",
    ),
    *(
        "user asked",
        "user asks",
        "the user asks",
        "the user asked",
        "original question",
        "the question",
        "question text",
    ),
    *("customer question", "user prompt", "q", "질문", "사용자 질문", "user questions and answers", "users asked"),
}
_ALONE = _QUESTION_LABELS - {"q", "query", "user prompt", "user asks", "user asked"}
_WORK_LABELS = {
    **dict.fromkeys(("model", "models", "tool", "tools", "model name", "model tool", "tool model", "models tools"), ""),
    **dict.fromkeys(("model and tool", "model or tool", "tool name", "ai model", "모델"), ""),
    **dict.fromkeys(("dataset", "data set", "datasets", "data sets", "dataset name"), "dataset"),
    **dict.fromkeys(("benchmark", "benchmarks"), "benchmark"),
    **dict.fromkeys(("survey", "review"), "survey"),
    **dict.fromkeys(("toolkit", "toolkits"), "toolkit"),
    "study": "study",
}
_WEAK_LABELS = {
    *("framework", "library", "method", "name", "title", "work", "system", "resource", "architecture", "algorithm"),
    *("paper title", "reference", "approach", "baseline", "package", "software", "pipeline", "network"),
}
"""They name a work only among works, or before links."""
_TITLE_LABELS = {"title", "paper title"}
_PLURALS = {"models", "tools", "datasets", "data sets", "benchmarks", "toolkits", "models tools"}
_OTHER_LABELS = {
    "answer",
    "a",
    "response",
    "task",
    "input",
    "output",
    "workflow",
    "explanation",
    "summary",
    "short answer",
    "답변",
}

_BULLET = re.compile(r"^(?P<indent>[\s>]*)(?:[-*+•‣◦▪●○–—]|\(?\d{1,3}[.)])[ \t]+(?P<rest>\S.*)$")
_HEADING = re.compile(r"^\s{0,3}(?:#{2,6}\s*|#\s+)(?P<text>\S.*?)\s*#*\s*$")
_BOLD_LINE = re.compile(r"^\s*(\*\*|__)(?P<text>[^*]+?)\1\s*:?\s*$")
_RULE = re.compile(r"^\s*(?:([-*_=~—])\s*){3,}$")
_LABELLED = re.compile(
    r"^(?P<label>[^\W_][\w'’ /&().-]{0,40}?)\s*(?:#?\s*\d{1,3})?\s*"
    r"(?P<close>[*_`]*)\s*(?:[:：=]|(?<=[*_`])\s*[-–—])(?P<post>[*_`]*)\s*(?P<value>.*)$"
)
_LEAD = re.compile(r"^[\W_]*(?:\d{1,3}[.)]\s+)?[\W_]*")
_BOLD_LABEL = re.compile(r"^\W*(?:\*\*|__)[^*_:]{1,60}(?::\s*(?:\*\*|__)|(?:\*\*|__)\s*:)")
_NUMBER = re.compile(r"^(?:\d+ )+|(?: \d+)$")
_SECTION_WORDS = {
    *(
        "model",
        "models",
        "tool",
        "tools",
        "dataset",
        "datasets",
        "reference",
        "references",
        "referenced",
        "resources",
        "works",
    ),
    *("papers", "links", "sources", "literature", "bibliography", "benchmarks", "모델"),
}
_NOT_SECTION_WORDS = {"how", "workflow", "what", "why", "task", "which", "when", "who", "can", "does", "is"}
_PLAIN_SECTION = re.compile(
    r"^(?:referenced |cited |recommended |related )?(?:models|tools)(?: and (?:tools|models))?(?: referenced| used| cited)?$"
)
_QUOTES: dict[str, str] = {
    '"': '"',
    "“": '”"',
    "”": "”",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "»": "«",
    "‘": "’'",
    "’": "’",
    "‚": "‘’",
    "'": "'",
    "`": "`'",
    "「": "」",
    "『": "』",
}
_LINK_LABELS = "|".join(sorted(map(re.escape, LABELS), key=len, reverse=True))
_LABELLED_LINK = re.compile(rf"\b(?:{_LINK_LABELS})\b[*_`]*\s*[:=]?\s*[*_`(<\[]*\0", re.IGNORECASE)
_LABELLED_NOTHING = re.compile(
    rf"(?:^|[,;|(])\s*(?:{_LINK_LABELS})\s*:\s*(?:none|n/a|null|-)(?=\s*(?:$|[,;|)]))", re.IGNORECASE
)
_NO_NAMES = {
    "",
    "none",
    "n/a",
    "n.a",
    "null",
    "nil",
    "nan",
    "tbd",
    "tba",
    "-",
    "--",
    "–",
    "—",
    "not available",
    "not applicable",
    "없음",
}
_TABLE_LINE = re.compile(r"^\s*\|.*\|\s*$")
_TABLE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")


def is_nothing(value: str) -> bool:
    """Tell whether a value says that there is none."""
    text = re.sub(r"[*_`()\[\]<>\"'.]+", " ", value).strip().casefold()
    return not text or text in NOTHING or value.strip().casefold() in NOTHING


def _is_no_name(value: str) -> bool:
    """Tell whether a name or question says that there is none. Less does so than for links: a model may be called X."""
    return value.strip(" *_`.()[]").casefold() in _NO_NAMES


def _tokens(lines: list[str]) -> Iterator[_Token]:
    position = 0
    while position < len(lines):
        if _TABLE_LINE.match(lines[position]) and position + 1 < len(lines) and _TABLE_RULE.match(lines[position + 1]):
            end = position + 2
            while end < len(lines) and _TABLE_LINE.match(lines[end]):
                end += 1
            yield from _table(lines[position:end])
            position = end
        else:
            yield _token(lines[position])
            position += 1


def _table(lines: list[str]) -> Iterator[_Token]:
    """Read a table of works as if each row were a list."""
    header = [fold(cell) for cell in _cells(lines[0])]
    names = [column for column, word in enumerate(header) if word in _WORK_LABELS or word in _WEAK_LABELS]
    if not names or not any(word in LABELS for word in header):
        yield from (_Token(_Is.TEXT, line, line.strip(), ends=True) for line in lines)
        return
    for line in lines[2:]:
        cells = _cells(line)
        yield _Token(_Is.BLANK, "")
        name = cells[names[0]] if names[0] < len(cells) else ""
        yield _Token(_Is.WORK, line, name, header[names[0]], is_item=True, ends=True)
        for column, cell in enumerate(cells):
            word = header[column] if column < len(header) else ""
            if column == names[0]:
                continue
            if word in LABELS:
                yield _Token(_Is.LINK, cell, cell, word, indent=2, is_item=True, ends=True)
            elif not is_nothing(cell):
                yield _Token(_Is.TEXT, f"{name}: {cell}", cell, indent=2, is_item=True, ends=True)
    yield _Token(_Is.BLANK, "")


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


def _token(raw: str) -> _Token:
    if not raw.strip(" \t>"):
        return _Token(_Is.BLANK, raw)
    if len(raw) > MAX_LINE:
        return _Token(_Is.TEXT, raw, raw.strip())
    if _RULE.match(raw):
        return _Token(_Is.RULE, raw, ends=True)
    bullet, heading = _BULLET.match(raw), _HEADING.match(raw)
    content = heading["text"] if heading else bullet["rest"] if bullet else raw.strip()
    indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip(" \t>"))
    if is_boilerplate(content) or begins_boilerplate(content):
        return _Token(_Is.TEXT, raw, content, indent=indent, is_item=bool(bullet), ends=True)
    label, value = _label(content)
    is_heading = bool(heading) or _is_heading(raw)
    kind = _kind_of(content, label, is_heading=is_heading)
    if kind is _Is.HEADING:
        bold = _BOLD_LINE.match(raw)
        return _Token(kind, raw, content if heading else bold["text"] if bold else content.rstrip(": "), ends=True)
    if kind is _Is.TEXT:
        ends = bool(_BOLD_LABEL.match(content)) or label in _OTHER_LABELS
        return _Token(kind, raw, content, label, indent, bool(bullet), ends)
    return _Token(kind, raw, value, label, indent, bool(bullet), ends=True)


def _kind_of(content: str, label: str, *, is_heading: bool) -> _Is:
    if label in _QUESTION_LABELS or (not label and _NUMBER.sub("", fold(content)) in _ALONE and len(content) < 60):
        return _Is.QUESTION
    if label in _WORK_LABELS or label in _WEAK_LABELS:
        return _Is.WORK
    if label in LABELS:
        return _Is.LINK
    return _Is.HEADING if is_heading else _Is.TEXT


def _label(content: str) -> tuple[str, str]:
    """Cut a line such as ``**Paper:** https://…`` into its known label and what follows."""
    match = _LABELLED.match(_LEAD.sub("", content))
    if not match:
        return "", content
    label = _NUMBER.sub("", fold(match["label"]))
    known = label in _QUESTION_LABELS or label in _WORK_LABELS or label in _WEAK_LABELS or label in LABELS
    if not (known or label in _OTHER_LABELS):
        return "", content
    value = match["value"].strip()
    if value.endswith("**") and value.count("**") % 2:
        value = value.removesuffix("**").strip()
    return label, value


def _is_heading(raw: str) -> bool:
    words = re.sub(r"^\d+ ", "", fold(raw))
    if is_known_heading(raw) or _PLAIN_SECTION.match(words):
        return True
    return bool(_BOLD_LINE.match(raw)) and _is_about_works(raw)


def _is_about_works(heading: str) -> bool:
    words = set(fold(heading).split())
    return bool(words & _SECTION_WORDS) and not words & _NOT_SECTION_WORDS and not heading.rstrip("*_ ").endswith("?")


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

    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.sections = [_Section()]
        self.work: _Building | None = None
        self.outer: list[_Building] = []
        self.paragraph: list[_Token] = []
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
                case _Is.BLANK:
                    self._end_paragraph()
                    self.is_after_blank = True
                    continue
                case _Is.RULE:
                    self._end_paragraph()
                    self._end_work()
                case _Is.HEADING:
                    self._heading(token)
                case _Is.QUESTION:
                    self._question(token)
                case _Is.WORK:
                    self._named(token)
                case _Is.LINK:
                    self._link(token)
                case _Is.TEXT:
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

    def _heading(self, token: _Token) -> None:
        self._end_paragraph()
        if self.is_among_works and not is_known_heading(token.value) and self._is_before_link():
            self._start_work(token, token.value)
            return
        self._end_work()
        self._end_heading()
        self.section.has_content = True
        self.is_among_works = _is_about_works(token.value)
        self.heading = token.value

    def _end_heading(self) -> None:
        """Keep a heading that nothing was kept of, unless it is known or only announces works."""
        heading, self.heading = self.heading, None
        if heading is None:
            return
        if is_known_heading(heading) or (self.is_among_works and not _has_link(heading)):
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

    def _question(self, token: _Token) -> None:
        self._end_paragraph()
        self._end_work()
        self._end_heading()
        if self.section.questions and self.section.has_content:
            self.sections.append(_Section())
        self.is_among_works = False
        lines = self._question_lines(token)
        asked, rest = _questions_of(lines)
        kept = [question for question in asked if not _is_no_name(question)]
        self.section.questions.extend(kept)
        for paragraph in rest:
            self._keep(Block(paragraph))

    def _question_lines(self, token: _Token) -> list[str]:
        """Gather the lines of a question: to the next line that can't belong to it, or to the quote's end."""
        lines = [token.value] if token.label and token.value else []
        end = self.at
        while end < len(self.tokens) and not self.tokens[end].ends and self.tokens[end].kind in (_Is.TEXT, _Is.BLANK):
            end += 1
        block = lines + [_unquoted(self.tokens[i].raw) for i in range(self.at, end)]
        first = next((line.strip() for line in block if line.strip()), "")
        if not first and end < len(self.tokens) and self.tokens[end].raw.strip()[:1] in _QUOTES:
            first = self.tokens[end].raw.strip()
        closers = _QUOTES.get(first[:1], "")
        if closers and not any(_closes(line, closers, first) for line in block):
            for far in range(end, min(end + MAX_QUOTED_LINES, len(self.tokens))):
                if self.tokens[far].kind is _Is.QUESTION:
                    break
                if _closes(self.tokens[far].raw, closers, first):
                    end = far + 1
                    break
        lines += [_unquoted(self.tokens[i].raw) for i in range(self.at, end)]
        self.at = end
        return lines

    def _find_unmarked_question(self) -> None:
        """Take the first quoted paragraph, or else the first that ends with a question mark, for the question."""
        rest = [(section, block) for section in self.sections for block in section.rest]
        for is_it, what in (
            (_is_quoted, "quoted paragraph"),
            (_is_question, "paragraph that ends with a question mark"),
        ):
            for section, block in rest:
                text = _unquoted(block.text)
                if not block.is_item and is_it(text):
                    section.rest.remove(block)
                    self.sections[0].questions.append(_bare(text))
                    self._into_one()
                    self.notes.append(f"no question is marked; the first {what} was taken for it")
                    return

    def _into_one(self) -> None:
        for other in self.sections[1:]:
            self.sections[0].works.extend(other.works)
            self.sections[0].rest.extend(other.rest)
        del self.sections[1:]

    # Works and links

    def _named(self, token: _Token) -> None:
        """Read a line such as ``- **Model:** name``."""
        if self.work and token.label in _TITLE_LABELS and (token.indent > self.work.indent or not self.is_after_blank):
            self.work.title, links, _ = _name_and_links(token.value)
            self._attach(links, "")
            return
        name, links, _ = _name_and_links(token.value)
        if self.work and not name and links and (token.indent > self.work.indent or not self.is_after_blank):
            self._attach(links, "weights" if token.label == "model" else token.label)
            return
        is_weak = token.label in _WEAK_LABELS and not self.is_among_works
        is_prose = len(name) > MAX_NAME or (name.endswith(".") and len(name.split()) > 8)
        if (is_weak or is_prose or self._is_in_workflow()) and not links and not self._is_before_link():
            self._text(_Token(_Is.TEXT, token.raw, token.raw.strip(), "", token.indent, token.is_item))
        elif not token.value.strip("*_` "):
            self._end_paragraph()
            self._end_work()
            self._end_heading()
            self.section.has_content = self.is_among_works = True
            self._begin(_Building("", _WORK_LABELS.get(token.label, ""), token.indent, label=token.label))
        elif token.label in _PLURALS and not links and self._start_several(token):
            pass
        else:
            self._start_work(token, token.value)

    def _is_in_workflow(self) -> bool:
        """Tell whether the heading is one under which “Model:” explains a step."""
        return self.heading is not None and bool(set(fold(self.heading).split()) & {"workflow", "how"})

    def _start_several(self, token: _Token) -> bool:
        names = [name.strip() for name in re.split(r"[;,]|\band\b", token.value) if name.strip()]
        if len(names) < 2 or any(len(name.split()) > 4 for name in names):
            return False
        for name in names:
            self._start_work(token, name)
        return True

    def _start_work(self, token: _Token, value: str) -> None:
        self._end_paragraph()
        self.section.has_content = True
        name, links, has_more = _name_and_links(value)
        if _is_no_name(name) and not links:
            self.absent += bool(value.strip())
            if not self._is_before_link():
                self._end_work()
                return
            name = ""
        if has_more:
            self._keep(Block(token.raw.strip(), is_item=token.is_item))
        kind = _WORK_LABELS.get(token.label, "")
        self._begin(_Building(name, kind, token.indent, label=token.label, is_item=token.is_item))
        self._attach(links, "")

    def _link(self, token: _Token) -> None:
        """Read a line such as ``- Paper: https://…``, ``- GitHub: N/A`` or ``- Paper: its title``."""
        name, links, _ = _name_and_links(token.value)
        if not links and (known := link_to(token.value.strip("`*_<>()[] .,"))):
            name, links = "", [(known, token.label)]
        self._leave_nested(token)
        if self.work is None and not self._starts_from_link(token, name, links):
            self._text(_Token(_Is.TEXT, token.raw, token.raw.strip(), "", token.indent, token.is_item))
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

    def _starts_from_link(self, token: _Token, name: str, links: Sequence[tuple[Link, str]]) -> bool:
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

    def _leave_nested(self, token: _Token) -> None:
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
            if token.kind is not _Is.BLANK:
                is_link = token.kind is _Is.LINK and (is_nothing(token.value) or _has_link(token.value))
                return is_link or (
                    token.kind in (_Is.TEXT, _Is.WORK) and _has_link(token.value) and _is_only_links(token.value)
                )
        return False

    # Everything else

    def _text(self, token: _Token) -> None:
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

    def _belongs_to_work(self, token: _Token) -> bool:
        """Read a line that continues a work: more of its name, or links without a label."""
        if self.outer:
            self._leave_nested(token)
        work = self.work
        if work is None or not token.value.strip():
            return False
        if _is_only_links(token.value):
            self._attach(_name_and_links(token.value)[1], work.label if not work.is_open else "")
            return True
        is_inside = token.indent > work.indent
        if not work.name and work.is_open and not work.links and not self.is_after_blank and not token.is_item:
            name, links, _ = _name_and_links(token.value)
            work.name = name
            self._attach(links, "")
            return True
        if work.is_open and is_inside and not token.is_item and not self.is_after_blank and not work.links:
            name, links, _ = _name_and_links(token.value)
            work.name = f"{work.name} {name}".strip()
            self._attach(links, "")
            return True
        if is_inside and _has_link(token.value):
            self._attach(_name_and_links(token.value)[1], "")
        return False

    def _names_work(self, token: _Token) -> bool:
        """Tell whether a line without a label is the name of a work."""
        name, links, _ = _name_and_links(token.value)
        if not name or len(name) > MAX_NAME:
            return False
        if self._is_before_link():
            is_nested = self.work is not None and token.indent > self.work.indent
            is_prose = (
                name.endswith((".", "!")) or (name.endswith("?") and not self.is_among_works) or _announces(token.value)
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


def _name_and_links(value: str) -> tuple[str, list[tuple[Link, str]], bool]:
    """Part a value into a name and links with their labels; say whether it has more words than these."""
    if len(value) > MAX_LINE:
        return value, [], True
    found = list(links_in(value))
    text = value
    for one in reversed(found):
        text = f"{text[: one.start]}\0{text[one.end :]}"
    text = re.sub(
        r"\[([^\[\]]*)\]\(\s*<?\0[^)]*\)", lambda match: "\0" if fold(match[1]) in LABELS else f"{match[1]} \0", text
    )
    text = _LABELLED_LINK.sub("\0", text)
    text = _LABELLED_NOTHING.sub("", text)
    bold = re.match(r"^\s*(?:\*\*|__)(.+?)(?:\*\*|__)(?P<more>.*)$", text, re.DOTALL)
    has_more = bool(bold and fold(bold["more"].replace("\0", "")))
    name = bold[1] if bold else text
    return _tidy(name), [(one.link, one.label) for one in found], has_more


def _tidy(name: str) -> str:
    """Take the traces of links and emphasis from a name."""
    text = re.sub(r"<?\0>?", " ", name)
    text = re.sub(r"[(\[]\s*[,;|/&·•\s-]*[)\]]", " ", text)
    text = re.sub(r"\*\*|__|`", "", text)
    text = " ".join(text.split()).strip(" ,;:|·–—").removesuffix(" -").removeprefix("- ")
    if re.fullmatch(r"[*_].*[*_]", text):
        text = text[1:-1]
    text = text.strip("*" if text.count("*") == 1 else " ").strip()
    for one, two in ("()", "[]"):
        if text.count(one) > text.count(two):
            text = text.removesuffix(one).rstrip(" ,;:-")
        elif text.count(two) > text.count(one):
            text = text.removesuffix(two).rstrip(" ,;:-")
    if _encloses(text):
        text = text[1:-1].strip()
    return text


def _has_link(value: str) -> bool:
    return next(links_in(value), None) is not None


def _is_only_links(value: str) -> bool:
    name, links, _ = _name_and_links(value)
    return bool(links) and not fold(name)


def _announces(line: str) -> bool:
    words = set(fold(line).split())
    return line.rstrip("*_ ").endswith(":") and (
        len(words) > 8 or bool(words & {"following", "below", "see", "here", "these", "links"})
    )


# Questions


def _unquoted(line: str) -> str:
    """Take the marks of a block quote from a line."""
    return "\n".join(re.sub(r"^\s*(?:>\s?)+", "", one) for one in line.split("\n"))


def _closes(line: str, closers: str, first: str) -> bool:
    text = line.strip().rstrip("*_ ")
    return bool(text) and text[-1] in closers and not (text == first and len(text) == 1)


def _questions_of(lines: list[str]) -> tuple[list[str], list[str]]:
    """Part the lines below a question's mark into questions and what else stands there."""
    paragraphs = [part.strip("\n") for part in re.split(r"\n(?:[ \t]*\n)+", "\n".join(lines)) if part.strip()]
    if not paragraphs:
        return [], []
    items = _items(paragraphs)
    if len(items) > 1 or (items and len(paragraphs) == 1):
        return [_bare(item) for item in items], []
    if len(paragraphs) > 1 and all(_is_quoted(paragraph) for paragraph in paragraphs):
        return [_bare(paragraph) for paragraph in paragraphs], []
    for count in range(1, min(len(paragraphs), MAX_PARAGRAPHS) + 1):
        if _is_quoted(text := "\n\n".join(paragraphs[:count])):
            return [_bare(text)], paragraphs[count:]
    if spoken := _spoken(paragraphs):
        return [spoken], []
    asked, rest = _to_closing_quote(paragraphs)
    if asked:
        return [_bare(asked)], rest
    count = _asking(paragraphs)
    return [_bare("\n\n".join(paragraphs[:count]))], paragraphs[count:]


def _spoken(paragraphs: list[str]) -> str:
    """Read a quote whose every paragraph opens anew while only the last one closes, as books print speech."""
    opener = paragraphs[0].strip()[:1]
    closers = _QUOTES.get(opener, "")
    if not closers or len(paragraphs) < 2 or not all(part.strip().startswith(opener) for part in paragraphs):
        return ""
    if not _closes(paragraphs[-1], closers, opener) or any(_closes(part, closers, opener) for part in paragraphs[:-1]):
        return ""
    return _bare("\n\n".join(part.strip()[1:] for part in paragraphs))[:-1].rstrip()


def _asking(paragraphs: list[str]) -> int:
    """Say how many paragraphs of an unquoted question belong to it: to the last that asks, or all where none does."""
    most = min(len(paragraphs), MAX_PARAGRAPHS)
    within = [count for count in range(1, most + 1) if len("\n\n".join(paragraphs[:count])) <= MAX_QUESTION] or [1]
    asking = [count for count in within if paragraphs[count - 1].rstrip("*_ ").endswith(("?", "？"))]
    return (asking or within)[-1]


def _items(paragraphs: list[str]) -> list[str]:
    """Give the items where all that stands there is one list; a wrapped item is one."""
    items: list[str] = []
    for line in "\n".join(paragraphs).split("\n"):
        if match := _BULLET.match(line):
            items.append(match["rest"])
        elif items and line.startswith((" ", "\t")):
            items[-1] += f"\n{line.strip()}"
        elif line.strip():
            return []
    return items


def _to_closing_quote(paragraphs: list[str]) -> tuple[str, list[str]]:
    """Cut after the last line that ends a quote which the first line opens."""
    text = "\n\n".join(paragraphs)
    opener = text.lstrip("*_ ")[:1]
    if opener not in _QUOTES:
        return "", []
    lines = text.split("\n")
    ends = [position for position, line in enumerate(lines) if _closes(line, _QUOTES[opener], opener)]
    if not ends:
        return "", []
    rest = "\n".join(lines[ends[-1] + 1 :])
    return "\n".join(lines[: ends[-1] + 1]), [part.strip("\n") for part in re.split(r"\n\s*\n", rest) if part.strip()]


def _is_quoted(text: str) -> bool:
    """Tell whether a text begins with a quotation mark that its last character closes."""
    bare = _without_emphasis(text.strip())
    return bare[:1] not in ("'", "`") and _encloses(bare)


def _encloses(text: str) -> bool:
    """Tell whether the first and the last character are a pair of quotation marks around all between them."""
    if len(text) <= 2 or text[-1] not in _QUOTES.get(text[0], ""):
        return False
    inner = re.sub(r"(?<=\w)['’](?=\w)", "", text[1:-1])
    if text[0] == text[-1]:
        first = re.search(rf"(^|[\s(\[—–-])?{re.escape(text[0])}", inner)
        return inner.count(text[0]) % 2 == 0 and (first is None or first[1] is not None)
    depth = 0
    for character in inner:
        depth += (character == text[0]) - (character in _QUOTES[text[0]])
        if depth < 0:
            return False
    return True


def _is_question(text: str) -> bool:
    return text.rstrip("*_ ").endswith(("?", "？")) and len(text.split()) > 2 and not is_known_heading(text)


def _without_emphasis(text: str) -> str:
    for mark in ("***", "**", "*", "__", "_"):
        if (
            text.startswith(mark)
            and text.endswith(mark)
            and len(text) > 2 * len(mark)
            and mark not in text[len(mark) : -len(mark)]
        ):
            return text[len(mark) : -len(mark)].strip()
    return text


def _bare(text: str) -> str:
    """Take the quotes, the emphasis and the space around a question from it."""
    text = _without_emphasis("\n".join(line.strip() for line in text.strip().split("\n")))
    if _encloses(text):
        text = text[1:-1].strip()
    return text
