"""A Markdown copy of every page of a question, task, work and word, for chatbots and other programs that read texts.

A copy holds what the page says, in about 3 KB; other wordings of a question and links back to what links here are left to the other copies. What is
read in one go, as part of all texts, is the gist of each page: the whole of it would double the weight of the copies.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from kb.content.papers import paper_url
from kb.content.schema import OriginKind, Role, Situation
from kb.exports.export import Export
from kb.exports.markdown_writing import bullets, document, link, listed, on_one_line, plain, section, standing_alone
from kb.views.addresses import address_of
from kb.views.glossary import TermView
from kb.views.model import ModelView
from kb.views.pieces import licence_words, without_licence
from kb.views.question import QuestionView
from kb.views.question_pictures import shown_pictures
from kb.views.task import TaskView
from kb.views.wording import (
    CERTAINTY_WORDS,
    KIND_NAMES,
    ORIGIN_WORDS,
    PROCESSING_WORDS,
    PROGRAMMING_WORDS,
    ROLE_HEADINGS,
    SITUATION_WORDS,
    STANDING_WORDS,
    SYSTEM_NAMES,
    WARNING_WORDS,
    in_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.content.records import Entry
    from kb.content.schema import (
        Licensed,
        MetIn,
        Model,
        ModelUse,
        Pick,
        Program,
        Question,
        Source,
        Standing,
        Step,
        Task,
        Term,
    )
    from kb.exports.export import Site
    from kb.knowledge.link import Knowledge
    from kb.views.view import View

COPY = "index.md"
"""Where the copy of a page is, as seen from the page."""


def markdown_copies(kb: Knowledge, site: Site) -> Iterator[Export]:
    """Write all copies: questions, tasks, words and works, in this order."""
    copies = _Copies(kb, site)
    for question in kb.questions.values():
        yield copies.file("question", question.id, copies.question(question))
    for task in kb.tasks.values():
        yield copies.file("task", task.id, copies.task(task))
    for term in kb.terms.values():
        yield copies.file("term", term.id, copies.term(term))
    for model in kb.models.values():
        yield copies.file("model", model.id, copies.model(model))


def has_copy(view: View) -> bool:
    """Tell whether there is a Markdown copy of the page that shows a view."""
    return isinstance(view, (QuestionView, TaskView, ModelView, TermView))


def texts_in_short(kb: Knowledge, site: Site) -> Iterator[bytes]:
    """Write the gist of all questions, tasks and words, each with where the rest is."""
    copies = _Copies(kb, site)
    for question in kb.questions.values():
        yield copies.question_in_short(question).encode()
    for task in kb.tasks.values():
        yield copies.task_in_short(task).encode()
    for term in kb.terms.values():
        yield copies.term_in_short(term).encode()


class _Copies:
    """Writes the records of one knowledge base for one site."""

    def __init__(self, kb: Knowledge, site: Site) -> None:
        self._kb, self._site = kb, site

    def file(self, kind: str, id_: str, text: str) -> Export:
        """Put a page's text beside the page, with where it is from below it."""
        source = f"{plain(self._site.name)}, CC BY 4.0: {self._page(kind, id_)}"
        return Export(f"{address_of(kind, id_)}{COPY}", f"{text}\n---\n\n{source}\n".encode())

    def question(self, entry: Entry[Question]) -> str:
        """Write a question, its answer, the workflow, the text, the works and the sources."""
        record = entry.record
        asked = plain(record.question)
        origin = " ".join(filter(None, (ORIGIN_WORDS[record.origin.kind], record.origin.name)))
        product = self._kb.products[record.product].record.name if record.product else None
        return document(
            record.title,
            (
                asked if record.origin.kind is OriginKind.EDITORS else f"> {asked}",
                f"**In short:** {plain(record.answer)}",
                f"Tasks: {', '.join(map(self._task, record.tasks))}",
                section("What happens, step by step", self._steps(record.workflow.steps)),
                self._body(entry),
                section(
                    "Models and works",
                    plain(CERTAINTY_WORDS[record.certainty].format(product=product)) if product else "",
                    *self._roles(record.models),
                ),
                section("Sources", "\n".join(map(self._source, record.sources))),
                f"{plain(origin)}. Answer last reviewed on {in_words(record.reviewed)}.",
            ),
        )

    def question_in_short(self, entry: Entry[Question]) -> str:
        """Write a question and its answer."""
        return document(entry.record.title, (plain(entry.record.answer), self._page("question", entry.id)))

    def task_in_short(self, entry: Entry[Task]) -> str:
        """Write what a task is, what to use today, and what goes wrong."""
        record = entry.record
        return document(
            record.name,
            (
                plain(record.summary),
                section("How it works", self._text(record.explanation)),
                section("Which one to use today", self._today(record)),
                section("What goes wrong", self._text(record.limits)),
                self._page("task", entry.id),
            ),
        )

    def term_in_short(self, entry: Entry[Term]) -> str:
        """Write what a word means."""
        record = entry.record
        detail = self._text(record.detail) if record.detail else ""
        return document(record.name, (plain(record.explanation), detail, self._page("term", entry.id)))

    def task(self, entry: Entry[Task]) -> str:
        """Write a task: what it is, what to use today, how to choose, what goes wrong, and what belongs to it."""
        kb, record = self._kb, entry.record
        return document(
            record.name,
            (
                plain(record.summary),
                f"Input: {self._modalities(record.inputs)}. Output: {self._modalities(record.outputs)}. "
                f"Also called: {listed(record.aliases)}.",
                section("How it works", self._text(record.explanation)),
                section("Which one to use today", self._today(record)),
                section("How to choose", self._text(record.choosing)),
                section("What goes wrong", self._text(record.limits)),
                section("Where people meet it", bullets(map(self._met, record.met_in))),
                section("How good it is", bullets(map(self._metric, record.metrics))),
                section(
                    "Programs, models and other works",
                    bullets(map(self._work, (*kb.task_programs(entry.id), *kb.task_works(entry.id)))),
                ),
                section(
                    "Questions",
                    bullets(
                        self._link("question", one.id, one.record.title) for one in kb.task_questions.get(entry.id, ())
                    ),
                ),
                section(
                    "Easily taken for it",
                    bullets(f"{self._task(one.task)}: {self._line(one.difference)}" for one in record.related),
                ),
            ),
        )

    def term(self, entry: Entry[Term]) -> str:
        """Write a word of the field."""
        record = entry.record
        others = ((one, self._kb.terms[one.term].record.name) for one in record.confused_with)
        return document(
            record.name,
            (
                plain(record.explanation),
                self._text(record.detail) if record.detail else "",
                section("For example", self._text(record.example) if record.example else ""),
                section(
                    "Easily taken for it",
                    bullets(
                        f"{self._link('term', one.term, name)}: {self._line(one.difference)}" for one, name in others
                    ),
                ),
                section("Sources", bullets(f"<{source}>" for source in record.sources)),
            ),
        )

    def model(self, entry: Entry[Model]) -> str:
        """Write a work: what it is, its facts, how it works, what it is good and bad at, and what was checked."""
        record = entry.record
        parts = (("Code", record.code), ("Weights", record.weights), ("Data", record.data))
        facts = (
            f"Paper: {link(record.title or 'the paper', paper_url(record.paper))}" if record.paper else "",
            *(self._part(record, what, part) for what, part in parts if part),
            *(self._program(record.program) if record.program else ()),
        )
        return document(
            record.name,
            (
                plain(record.summary),
                f"{KIND_NAMES[record.kind]}, first published {record.published}. Tasks: {self._tasks(record.tasks)}",
                self._standing(record.standing) if record.standing else "",
                bullets(f"{WARNING_WORDS[one.about]}: {self._line(one.says)}" for one in record.warnings),
                bullets(fact for fact in facts if fact),
                section("How it works", self._text(record.how_it_works)),
                section("Training data", self._text(record.training_data) if record.training_data else ""),
                section("Strengths", bullets(map(self._line, record.strengths))),
                section("Limits", bullets(map(self._line, record.limits))),
                section("Variants", listed(one.id for one in record.variants)),
                section("Not confirmed by any source", bullets(map(self._line, record.checked.unconfirmed))),
                f"Last checked on {in_words(record.checked.date)}; the page names the sources.",
            ),
        )

    def _page(self, kind: str, id_: str) -> str:
        return f"<{self._site.absolute(address_of(kind, id_))}>"

    def _link(self, kind: str, id_: str, words: str) -> str:
        return link(words, self._site.absolute(address_of(kind, id_)))

    def _task(self, task: str) -> str:
        return self._link("task", task, self._kb.tasks[task].record.name)

    def _tasks(self, tasks: tuple[str, ...]) -> str:
        """Name tasks; the main one leads to its page."""
        return ", ".join((self._task(tasks[0]), *map(self._task_name, tasks[1:])))

    def _task_name(self, task: str) -> str:
        return plain(self._kb.tasks[task].record.name)

    def _model(self, model: str) -> str:
        return self._link("model", model, self._kb.models[model].record.name)

    def _text(self, text: str) -> str:
        return standing_alone(text, self._site)

    def _line(self, text: str) -> str:
        return on_one_line(text, self._site)

    def _modalities(self, ids: tuple[str, ...]) -> str:
        return listed(self._kb.modalities[one].record.name for one in ids)

    def _body(self, entry: Entry[Question]) -> str:
        """Give the text of a question; its pictures are those that the page shows."""
        text, address = self._text(entry.body), self._site.absolute(address_of("question", entry.id))
        for name, picture in shown_pictures(self._kb, entry).items():
            text = text.replace(f"]({name}", f"]({address}{picture.address}")
        return text

    def _steps(self, steps: tuple[Step, ...]) -> str:
        return "\n".join(f"{number}. {self._step(step)}" for number, step in enumerate(steps, 1))

    def _step(self, step: Step) -> str:
        taken = plain(step.takes) if step.takes else self._modalities(step.inputs)
        given = plain(step.gives) if step.gives else self._modalities(step.outputs)
        model = f"for example {self._model(step.model)}" if step.model else ""
        by = ", ".join(filter(None, (self._task_name(step.task) if step.task else "", model)))
        return f"{self._line(step.does)} ({taken} → {given}{f'; {by}' if by else ''})"

    def _roles(self, uses: tuple[ModelUse, ...]) -> Iterator[str]:
        order = list(Role)
        for role, group in groupby(sorted(uses, key=lambda use: order.index(use.role)), key=lambda use: use.role):
            yield f"### {ROLE_HEADINGS[role]}"
            yield bullets(map(self._use, group))

    def _use(self, use: ModelUse) -> str:
        variant = f" ({plain(use.variant)})" if use.variant else ""
        return f"{self._model(use.id)}{variant}: {self._line(use.why)}"

    def _source(self, source: Source) -> str:
        """Write a source: as a note where the text points to it, else as an item of the list."""
        supports = f": {self._line(source.supports)}" if source.supports else ""
        mark = f"[^{source.id}]:" if source.id else "-"
        return f"{mark} {link(source.title, source.url)}, read {source.read}{supports}"

    def _today(self, task: Task) -> str:
        order = list(Situation)
        return bullets(map(self._pick, sorted(task.today, key=lambda pick: order.index(pick.situation))))

    def _pick(self, pick: Pick) -> str:
        work = self._model(pick.work) if pick.work else "nothing that one can recommend"
        variant = f" ({plain(pick.variant)})" if pick.variant else ""
        costs = f" {self._line(pick.costs)}" if pick.costs else ""
        source = f"({link('source', pick.source)}, {pick.date})"
        return f"{SITUATION_WORDS[pick.situation]}: {work}{variant}. {self._line(pick.why)}{costs} {source}"

    def _met(self, met: MetIn) -> str:
        name = plain(self._kb.products[met.product].record.name)
        said = "" if met.certainty == "known" else " Likely, not said by its maker."
        return f"{name}, {plain(met.feature)}: {self._line(met.does)}{said}"

    def _metric(self, metric: str) -> str:
        record = self._kb.metrics[metric].record
        better = "more" if record.better == "up" else "less"
        return f"{plain(record.name)}: {self._line(record.says)} {better.capitalize()} is better. {self._line(record.blind_spot)}"

    def _work(self, work: Entry[Model]) -> str:
        record = work.record
        standing = f", {STANDING_WORDS[record.standing.status].lower()}" if record.standing and record.is_past else ""
        kind = f"{KIND_NAMES[record.kind].lower()}, {record.published[:4]}{standing}"
        return f"{self._model(work.id)} ({kind})"

    def _standing(self, standing: Standing) -> str:
        by = f" by {', '.join(map(self._model, standing.by))}" if standing.by else ""
        respect = f": {self._line(standing.respect)}" if standing.respect else ""
        source = f"({link('source', standing.source)}, {in_words(standing.date)})"
        return f"Standing: {STANDING_WORDS[standing.status]}{by}{respect} {source}"

    def _part(self, record: Model, what: str, part: Licensed) -> str:
        if part.no_licence:
            licence = f"no licence is stated (looked on {in_words(part.no_licence)}); {without_licence(record, part)}"
        else:
            licence = licence_words(self._kb, record, part)
        return f"{what}: <{part.url}> ({plain(licence)})"

    def _program(self, program: Program) -> Iterator[str]:
        yield f"Home page: <{program.home}>"
        yield f"Runs on: {listed(SYSTEM_NAMES[system] for system in program.systems)}"
        yield f"{PROGRAMMING_WORDS[program.needs_programming].capitalize()}; {PROCESSING_WORDS[program.processing]}"
        yield f"Price: {self._line(program.price)}"
        if program.models:
            yield f"Models inside: {', '.join(map(self._model, program.models))}"
        if program.models_note:
            yield self._line(program.models_note)
