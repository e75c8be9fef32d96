"""What each line of a document looks like: a heading, a question's mark, a work, a link, or text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from kb.importing.boilerplate import begins_boilerplate, fold, is_boilerplate, is_known_heading
from kb.importing.quotes import encloses
from kb.importing.web_links import LABELS, NO_VALUE, NOTHING, Link, links_in

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_LINE = 4000
"""A longer line is prose, and nothing is looked for in it but links."""


class Is(Enum):
    """What a line is."""

    BLANK = auto()
    RULE = auto()
    HEADING = auto()
    QUESTION = auto()
    WORK = auto()
    LINK = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A line: what it is, its label and what follows it. ``ends`` tells that it can't belong to a question above it."""

    kind: Is
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
WORK_LABELS = {
    **dict.fromkeys(("model", "models", "tool", "tools", "model name", "model tool", "tool model", "models tools"), ""),
    **dict.fromkeys(("model and tool", "model or tool", "tool name", "ai model", "모델"), ""),
    **dict.fromkeys(("dataset", "data set", "datasets", "data sets", "dataset name"), "dataset"),
    **dict.fromkeys(("benchmark", "benchmarks"), "benchmark"),
    **dict.fromkeys(("survey", "review"), "survey"),
    **dict.fromkeys(("toolkit", "toolkits"), "toolkit"),
    "study": "study",
}
WEAK_LABELS = {
    *("framework", "library", "method", "name", "title", "work", "system", "resource", "architecture", "algorithm"),
    *("paper title", "reference", "approach", "baseline", "package", "software", "pipeline", "network"),
}
"""They name a work only among works, or before links."""
TITLE_LABELS = {"title", "paper title"}
PLURALS = {"models", "tools", "datasets", "data sets", "benchmarks", "toolkits", "models tools"}
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

BULLET = re.compile(r"^(?P<indent>[\s>]*)(?:[-*+•‣◦▪●○–—]|\(?\d{1,3}[.)])[ \t]+(?P<rest>\S.*)$")
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
_LINK_LABELS = "|".join(sorted(map(re.escape, LABELS), key=len, reverse=True))
_LABELLED_LINK = re.compile(rf"\b(?:{_LINK_LABELS})\b[*_`]*\s*[:=]?\s*[*_`(<\[]*\0", re.IGNORECASE)
_LABELLED_NOTHING = re.compile(
    rf"(?:^|[,;|(])\s*(?:{_LINK_LABELS})\s*:\s*(?:none|n/a|null|-)(?=\s*(?:$|[,;|)]))", re.IGNORECASE
)
_NO_NAMES = NO_VALUE | {"", "n.a"}
"""What stands in place of a name; a work may well be called “X” or “Unknown”."""
_TABLE_LINE = re.compile(r"^\s*\|.*\|\s*$")
_TABLE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")


def is_nothing(value: str) -> bool:
    """Tell whether a value says that there is none."""
    text = re.sub(r"[*_`()\[\]<>\"'.]+", " ", value).strip().casefold()
    return not text or text in NOTHING or value.strip().casefold() in NOTHING


def is_no_name(value: str) -> bool:
    """Tell whether a name or question says that there is none. Less does so than for links: a model may be called X."""
    return value.strip(" *_`.()[]").casefold() in _NO_NAMES


def tokens(lines: list[str]) -> Iterator[Token]:
    """Tell what each line of a document is. A table of works is given as if each row were a list."""
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


def _table(lines: list[str]) -> Iterator[Token]:
    """Read a table of works as if each row were a list."""
    header = [fold(cell) for cell in _cells(lines[0])]
    names = [column for column, word in enumerate(header) if word in WORK_LABELS or word in WEAK_LABELS]
    if not names or not any(word in LABELS for word in header):
        yield from (Token(Is.TEXT, line, line.strip(), ends=True) for line in lines)
        return
    for line in lines[2:]:
        cells = _cells(line)
        yield Token(Is.BLANK, "")
        name = cells[names[0]] if names[0] < len(cells) else ""
        yield Token(Is.WORK, line, name, header[names[0]], is_item=True, ends=True)
        for column, cell in enumerate(cells):
            word = header[column] if column < len(header) else ""
            if column == names[0]:
                continue
            if word in LABELS:
                yield Token(Is.LINK, cell, cell, word, indent=2, is_item=True, ends=True)
            elif not is_nothing(cell):
                yield Token(Is.TEXT, f"{name}: {cell}", cell, indent=2, is_item=True, ends=True)
    yield Token(Is.BLANK, "")


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


def _token(raw: str) -> Token:
    if not raw.strip(" \t>"):
        return Token(Is.BLANK, raw)
    if len(raw) > MAX_LINE:
        return Token(Is.TEXT, raw, raw.strip())
    if _RULE.match(raw):
        return Token(Is.RULE, raw, ends=True)
    bullet, heading = BULLET.match(raw), _HEADING.match(raw)
    content = heading["text"] if heading else bullet["rest"] if bullet else raw.strip()
    indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip(" \t>"))
    if is_boilerplate(content) or begins_boilerplate(content):
        return Token(Is.TEXT, raw, content, indent=indent, is_item=bool(bullet), ends=True)
    label, value = _label(content)
    is_heading = bool(heading) or _is_heading(raw)
    kind = _kind_of(content, label, is_heading=is_heading)
    if kind is Is.HEADING:
        bold = _BOLD_LINE.match(raw)
        return Token(kind, raw, content if heading else bold["text"] if bold else content.rstrip(": "), ends=True)
    if kind is Is.TEXT:
        ends = bool(_BOLD_LABEL.match(content)) or label in _OTHER_LABELS
        return Token(kind, raw, content, label, indent, bool(bullet), ends)
    return Token(kind, raw, value, label, indent, bool(bullet), ends=True)


def _kind_of(content: str, label: str, *, is_heading: bool) -> Is:
    if label in _QUESTION_LABELS or (not label and _NUMBER.sub("", fold(content)) in _ALONE and len(content) < 60):
        return Is.QUESTION
    if label in WORK_LABELS or label in WEAK_LABELS:
        return Is.WORK
    if label in LABELS:
        return Is.LINK
    return Is.HEADING if is_heading else Is.TEXT


def _label(content: str) -> tuple[str, str]:
    """Cut a line such as ``**Paper:** https://…`` into its known label and what follows."""
    match = _LABELLED.match(_LEAD.sub("", content))
    if not match:
        return "", content
    label = _NUMBER.sub("", fold(match["label"]))
    known = label in _QUESTION_LABELS or label in WORK_LABELS or label in WEAK_LABELS or label in LABELS
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
    return bool(_BOLD_LINE.match(raw)) and is_about_works(raw)


def is_about_works(heading: str) -> bool:
    """Tell whether a heading announces works."""
    words = set(fold(heading).split())
    return bool(words & _SECTION_WORDS) and not words & _NOT_SECTION_WORDS and not heading.rstrip("*_ ").endswith("?")


def name_and_links(value: str) -> tuple[str, list[tuple[Link, str]], bool]:
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
    if encloses(text):
        text = text[1:-1].strip()
    return text


def has_link(value: str) -> bool:
    """Tell whether there is a link in a text."""
    return next(links_in(value), None) is not None


def is_only_links(value: str) -> bool:
    """Tell whether a text has links and no other words but their labels."""
    name, links, _ = name_and_links(value)
    return bool(links) and not fold(name)


def announces(line: str) -> bool:
    """Tell whether a line announces what comes below it, so that it is no name."""
    words = set(fold(line).split())
    return line.rstrip("*_ ").endswith(":") and (
        len(words) > 8 or bool(words & {"following", "below", "see", "here", "these", "links"})
    )
