"""Documents and what is known already to the files that shall be written, and an account of every document."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kb.authoring.naming import question_title
from kb.content.papers import paper_url
from kb.content.places import Kind
from kb.importing.boilerplate import fold
from kb.importing.documents import clean
from kb.importing.drafts import File, ModelDraft, QuestionDraft, UnwritableError, id_texts_of_links, keys_in
from kb.importing.identify import Works, identity_of_record, identity_of_work
from kb.importing.layout import read_layout
from kb.importing.names import free_id, work_name
from kb.importing.web_links import Link, LinkKind, link_to, links_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kb.content.parts import Parts
    from kb.importing.documents import Text
    from kb.importing.layout import Block, Document, Part, Work

    Propose = Callable[[str], Sequence[str]]

LEAST_REPEATED = 40
"""A shorter paragraph may stand in two documents by chance."""
NEAR_DUPLICATE = 0.6
"""Two questions that share this part of their words (Jaccard similarity) are probably one, as ``kb check`` has it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document: the name to report it under, the stem of its file, and its text, or why it can't be read."""

    name: str
    stem: str
    text: Text | None
    error: str = ""


@dataclass
class QuestionAccount:
    """What became of a question: the file that holds it, whether that is new, and what it resembles."""

    question: str
    file: str
    is_new: bool
    tasks: Sequence[str] = ()
    resembles: str = ""


@dataclass
class WorkAccount:
    """What became of a work: the record's id, whether that is new, and by what a known one was recognised."""

    name: str
    id: str
    is_new: bool
    by: str = ""
    near: Sequence[str] = ()


@dataclass
class LinkAccount:
    """Where a link of a document stands now: in a new file or one that was there, or nowhere ("")."""

    given: str
    file: str = ""


@dataclass
class Account:
    """What was done with a document."""

    document: str
    error: str = ""
    notes: list[str] = field(default_factory=list)
    questions: list[QuestionAccount] = field(default_factory=list)
    works: list[WorkAccount] = field(default_factory=list)
    links: dict[str, LinkAccount] = field(default_factory=dict)
    """Its links by their keys."""
    absent: int = 0
    dropped: list[str] = field(default_factory=list)
    kept: int = 0
    texts_left: list[str] = field(default_factory=list)
    """Paragraphs that no file holds, because the question was there."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The files to write, and the accounts of the documents in their order."""

    files: tuple[File, ...]
    accounts: tuple[Account, ...]


def plan(sources: Sequence[Source], known: Iterable[Parts], taken: Iterable[str], propose: Propose) -> Plan:
    """Decide what to write for some documents.

    Args:
        sources: the documents.
        known: the content files that are there, taken apart.
        taken: ids that new files can't have besides, such as those of redirects.
        propose: gives the tasks that a question is probably about, best first.
    """
    documents = [(source, read_layout(source.text.content)) if source.text else (source, None) for source in sources]
    repeated = _repeated([document for _, document in documents if document])
    planner = _Planner(list(known), taken, propose, repeated)
    accounts = [planner.take(source, document) for source, document in documents]
    files = planner.files()
    for account in accounts:
        planner.settle(account)
    return Plan(tuple(files), tuple(accounts))


def _repeated(documents: list[Document]) -> frozenset[str]:
    """Find paragraphs that stand in documents with different questions. One that holds a link is never called boilerplate."""
    holders: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        for part in document.parts:
            for block in part.rest:
                if len(words := fold(block.text)) >= LEAST_REPEATED and not keys_in(block.text):
                    holders[words].add(_key(part.questions[0]))
    return frozenset(words for words, questions in holders.items() if len(questions) > 1)


def _key(question: str) -> str:
    return fold(question) or question.strip()


class _Planner:
    """Takes documents one by one, and remembers what it has made of them."""

    def __init__(self, known: list[Parts], taken: Iterable[str], propose: Propose, repeated: frozenset[str]) -> None:
        self.propose = propose
        self.repeated = repeated
        self.works = Works()
        self.models: dict[str, ModelDraft] = {}
        self.questions: dict[str, QuestionDraft] = {}
        self.known_links: dict[str, set[str]] = defaultdict(set)
        self.known_names: dict[str, frozenset[str]] = {}
        self.question_files: dict[str, str] = {}
        self.taken: dict[Kind, set[str]] = {kind: {one.casefold() for one in taken} for kind in Kind}
        self.link_files: dict[str, str] = {}
        self.failed: dict[str, str] = {}
        for parts in known:
            self._know(parts)
        self.words = {path: frozenset(key.split()) for key, path in self.question_files.items()}

    def _know(self, parts: Parts) -> None:
        file = parts.file
        self.taken[file.kind].add(file.id.casefold())
        if file.text is None or file.kind not in (Kind.MODEL, Kind.QUESTION):
            return
        fields, links = (parts.value if isinstance(parts.value, dict) else {}), keys_in(file.text)
        if paper := link_to(str(fields.get("paper", ""))):
            links.add(paper.key)
        for key in links:
            self.link_files.setdefault(key, file.path)
        if file.kind is Kind.QUESTION:
            self.question_files.setdefault(_key(str(fields.get("question", ""))), file.path)
            return
        identity = identity_of_record(fields, re.findall(r"^# (.+)$", file.text, re.MULTILINE))
        self.works.add(file.id, identity)
        self.known_links[file.id] = links
        self.known_names[file.id] = identity.titles | identity.names

    def take(self, source: Source, document: Document | None) -> Account:
        """Plan the files for a document."""
        account = Account(source.name, error=source.error)
        if document is None or source.text is None:
            return account
        account.notes = [*source.text.notes, *document.notes]
        if not document.parts:
            account.error = "No question was found. Put it below a line “**User Question:**”."
            return account
        account.absent, account.dropped = document.absent, list(document.dropped)
        listed = [link for part in document.parts for work in part.works for link in work.links]
        for link in [*(found.link for found in links_in(source.text.content)), *listed]:
            account.links.setdefault(link.key, LinkAccount(link.given))
        for part in document.parts:
            self._take_part(part, clean(source.stem), account)
        return account

    def _take_part(self, part: Part, stem: str, account: Account) -> None:
        drafts = [self._take_question(question, stem, account) for question in dict.fromkeys(part.questions)]
        for work in part.works:
            model, note = self._take_work(work, stem, account)
            for draft in filter(None, drafts):
                draft.cite(model, note)
        blocks = []
        for block in part.rest:
            if fold(block.text) in self.repeated:
                account.dropped.append(block.text)
            else:
                blocks.append(block)
        self._keep(blocks, next(filter(None, drafts), None), account)

    def _keep(self, blocks: list[Block], draft: QuestionDraft | None, account: Account) -> None:
        if draft is None:
            account.texts_left += [block.text for block in blocks]
            return
        known = {fold(block.text) for block in draft.blocks}
        draft.blocks += [block for block in blocks if not fold(block.text) or fold(block.text) not in known]
        account.kept += len(blocks)

    def _take_question(self, question: str, stem: str, account: Account) -> QuestionDraft | None:
        """Begin a question's draft, or find the one of this run; None where a file has the question."""
        key = _key(question)
        if key in self.questions:
            draft = self.questions[key]
            note = f"Also in: {stem}"
            if stem != draft.document and note not in draft.notes:
                draft.notes.append(note)
            account.questions.append(QuestionAccount(question, f"questions/{draft.id}.md", is_new=False))
            return draft
        if path := self.question_files.get(key):
            account.questions.append(QuestionAccount(question, path, is_new=False))
            return None
        tasks = self.propose(question)
        file_id = free_id(
            question_title(question), stem, "question", kind=Kind.QUESTION, taken=self.taken[Kind.QUESTION]
        )
        draft = QuestionDraft(file_id, question, tasks, stem)
        self.questions[key] = draft
        path = f"questions/{file_id}.md"
        account.questions.append(
            QuestionAccount(question, path, is_new=True, tasks=tasks, resembles=self._resembles(key))
        )
        self.words[path] = frozenset(key.split())
        return draft

    def _resembles(self, key: str) -> str:
        words = frozenset(key.split())
        near = (
            path for path, other in self.words.items() if len(words & other) >= NEAR_DUPLICATE * len(words | other) > 0
        )
        return next(near, "")

    def _take_work(self, work: Work, stem: str, account: Account) -> tuple[str, str]:
        """Find the record of a work, or begin one. Give its id, and what only this document says of a finished record."""
        identity = identity_of_work(work)
        match = self.works.find(identity)
        shown = work.name or next((_address(link) for link in work.links), "")
        if match is None:
            draft = ModelDraft("", near=self.works.neighbours(identity))
            draft.add(work, stem)
            texts = [work_name(work.name), *id_texts_of_links(work.links)]
            draft.id = free_id(*texts, kind=Kind.MODEL, taken=self.taken[Kind.MODEL])
            self.models[draft.id] = draft
            self.works.add(draft.id, identity)
            account.works.append(WorkAccount(shown, draft.id, is_new=True, near=draft.near))
            return draft.id, ""
        self.works.add(match.id, identity)
        account.works.append(WorkAccount(shown, match.id, is_new=False, by=match.by))
        if match.id in self.models:
            self.models[match.id].add(work, stem)
            return match.id, ""
        return match.id, self._difference(work, match.id, stem)

    def _difference(self, work: Work, model: str, stem: str) -> str:
        """Tell what a document says of a work that its record does not."""
        called = (
            [f"called “{work.name}”"]
            if work.name and identity_of_work(work).titles.isdisjoint(self.known_names[model])
            else []
        )
        links = [_address(link) for link in work.links if link.key not in self.known_links[model]]
        linked = [f"linked to {' and '.join(links)}"] if links else []
        return f"{model}: {', '.join(called + linked)} in {stem}" if called or linked else ""

    def files(self) -> list[File]:
        """Write all drafts: models first, since questions name them."""
        written = []
        drafts: list[ModelDraft | QuestionDraft] = [*self.models.values(), *self.questions.values()]
        for draft in drafts:
            try:
                file = draft.file()
            except UnwritableError as error:
                self.failed[draft.id] = str(error)
                continue
            written.append(file)
            for key in file.links:
                self.link_files.setdefault(key, file.path)
        return written

    def settle(self, account: Account) -> None:
        """Say where the links of a document stand now, and whether a draft of it could not be written."""
        for key, link in account.links.items():
            link.file = self.link_files.get(key, "")
        ids = [work.id for work in account.works] + [
            PurePosixPath(question.file).stem for question in account.questions
        ]
        account.error = account.error or next((self.failed[one] for one in ids if one in self.failed), "")


def _address(link: Link) -> str:
    return paper_url(link.value) if link.kind is LinkKind.PAPER else link.value
