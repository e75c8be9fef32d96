"""``kb new``: asks for what a new record begins with, and writes it as a draft."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from kb.authoring.naming import question_title
from kb.authoring.new import (
    answer_problems,
    draft,
    free_id,
    like_questions,
    proposed_models,
    proposed_tasks,
    refusal,
    same_models,
    same_tasks,
    titled,
)
from kb.commands.content_writer import WriteError, in_words, writing
from kb.commands.shared import command_name, print_problems, read_content, root_option
from kb.content.papers import bare_paper, month_of
from kb.content.places import Kind
from kb.content.problems import did_you_mean
from kb.content.schema import RUNNABLE, Made, ModelKind, OriginKind, Shows
from kb.knowledge.link import link
from kb.rules import Catalogue
from kb.search.index import build_index
from kb.views.addresses import path_of, url_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path

    from kb.content.load import SourceFile
    from kb.content.records import Entry
    from kb.knowledge.link import Knowledge
    from kb.rules.check import Checked
    from kb.search.index import SearchIndex

    Fields = dict[str, Any]


@dataclass(frozen=True)
class Ground:
    """What there is already. A draft may be begun while the content has errors, but then nothing can be proposed."""

    root: Path
    files: list[SourceFile]
    checked: Checked
    today: dt.date

    @classmethod
    def of(cls, root: Path) -> Ground:
        """Read the content, when what was cut short before is finished."""
        with writing(root):
            pass
        today = dt.date.today()
        content = read_content(root, today)
        return cls(root, content.files, content.checked, today)

    @cached_property
    def entries(self) -> Mapping[str, Mapping[str, Entry[Any]]]:
        """All records, by kind and id."""
        return Catalogue.of(self.checked.records, self.today).by_kind

    @cached_property
    def knowledge(self) -> Knowledge | None:
        """The records joined, or None where they have errors."""
        if not self.checked.is_publishable:
            click.echo("The content has errors (see kb check), so nothing can be proposed.", err=True)
            return None
        return link(self.checked.records)

    @cached_property
    def index(self) -> SearchIndex | None:
        """The site's search, or None where the content has errors."""
        return build_index(self.knowledge) if self.knowledge else None

    def taken(self, kind: Kind) -> set[str]:
        """Give the ids that a new record of a kind can't have: those of records, and those that old addresses hold."""
        redirects = (entry.record for entry in self.checked.records.redirects)
        old = {redirect.old for redirect in redirects if redirect.kind.value == kind.value}
        return old | {file.id.casefold() for file in self.files if file.kind is kind}

    def titled(self, kind: Kind, field: str, title: str) -> Entry[Any] | None:
        """Give the record of a kind that has a title already."""
        return titled(self.entries[kind.value].values(), field, title)

    def tasks_for(self, words: str) -> list[str]:
        """Propose tasks by the site's own search."""
        return proposed_tasks(self.index, words) if self.index else []

    def models_for(self, words: str, tasks: list[str]) -> list[str]:
        """Propose works that do one of these tasks, by the same search."""
        return proposed_models(self.knowledge, self.index, words, tasks) if self.knowledge and self.index else []

    def describe(self, kind: str, record_id: str) -> str:
        """Say in a line what a record is."""
        record = self.entries[kind][record_id].record
        return f"{record.name}: {getattr(record, 'summary', None) or record.description}"


class Asker:
    """Asks for what no option gave. When the input ends, nothing more is asked, and what is missing stays missing."""

    def __init__(self, ground: Ground, kind: Kind, *, is_asking: bool) -> None:
        self.ground = ground
        self.kind = kind
        self.is_asking = is_asking
        self.shown: Mapping[str, str] = {}

    def text(
        self,
        field: str,
        label: str,
        given: str | None = None,
        default: str = "",
        make: Callable[[str], Any] = str.strip,
        is_name: bool = False,
    ) -> Any:
        """Get a value that the schema takes, or None.

        Args:
            field: the field of the record.
            label: what to ask.
            given: what an option said.
            default: what Enter means.
            make: turns the answer into the field's value.
            is_name: whether no other record of the kind may have the same.
        """

        def judge(typed: str) -> tuple[Any, str]:
            value = make(typed)
            if is_name and (same := self.ground.titled(self.kind, field, value)):
                return value, f"{same.file} has the same {field}. Say in it what differs, or add what is new there."
            problems = answer_problems(self.kind, field, value, self.ground.today)
            return value, " ".join(f"{problem.message} {problem.tip}" for problem in problems[:1])

        return self._until_right(field, label, given, default, judge)

    def choice(
        self,
        field: str,
        label: str,
        given: Iterable[str],
        offered: Mapping[str, str],
        known: Collection[str],
        default: str = "",
        most: int | None = None,
    ) -> list[str]:
        """Get ids of known records: numbers of the offered ones, or ids, several with commas between them.

        Args:
            field: the field of the record.
            label: what to ask.
            given: what options said.
            offered: what to choose from by number: ids and what they stand for.
            known: all ids that may be named.
            default: what Enter means.
            most: how many may be chosen.
        """
        words = ",".join(given)
        if self.is_asking and not words and offered != self.shown:
            self.shown = offered
            for number, description in enumerate(offered.values(), start=1):
                click.echo(f"  {number}. {description}")

        def judge(typed: str) -> tuple[list[str], str]:
            chosen, complaint = _chosen(typed, list(offered), known)
            return chosen, f"Choose {most} only." if most and len(chosen) > most else complaint

        return self._until_right(field, label, words, default, judge) or []

    def lines(self, field: str, label: str, given: Iterable[str]) -> list[str]:
        """Get one text after another, until an empty one."""
        found = [text for one in given for text in self.text(field, label, one, make=_as_list) or []]
        while not given and (more := self.text(field, label, make=_as_list)):
            found.extend(more)
            label = f"Another ({len(found)} so far; Enter to end)"
        return found

    def confirm(self, label: str) -> bool:
        """Ask whether, and take silence for no."""
        return self.line(f"{label} (y/N)").casefold() in ("y", "yes")

    def line(self, label: str, default: str = "") -> str:
        """Ask one thing. “-” takes a proposal away."""
        if not self.is_asking:
            return ""
        try:
            typed = str(click.prompt(label, default=default, show_default=bool(default), prompt_suffix="\n> ")).strip()
        except click.Abort as abort:
            # Piped answers may end early. Whoever sits at a terminal and ends the input wants to stop.
            if sys.stdin.isatty() or not isinstance(abort.__context__, EOFError):
                raise
            click.echo()
            self.is_asking = False
            return ""
        return "" if typed == "-" else typed

    def _until_right(
        self, field: str, label: str, given: str | None, default: str, judge: Callable[[str], tuple[Any, str]]
    ) -> Any:
        while typed := given or self.line(label, default):
            value, complaint = judge(typed.strip())
            if not complaint:
                return value
            if given:
                raise click.UsageError(f"{field}: {complaint}")
            click.echo(f"  {complaint}")
        return None


def _as_list(typed: str) -> list[str]:
    return [typed.strip()]


def _chosen(typed: str, options: list[str], known: Collection[str]) -> tuple[list[str], str]:
    """Turn numbers and ids into ids, or say what is wrong with one of them."""
    ids = {known_id.casefold(): known_id for known_id in known}
    chosen = []
    for word in typed.replace(",", " ").split():
        if word.isascii() and word.isdigit() and 0 < int(word) <= len(options):
            chosen.append(options[int(word) - 1])
        elif word.casefold() in ids:
            chosen.append(ids[word.casefold()])
        else:
            complaint = f"“{word[:80]}” is neither a number from the list nor a known id."
            return [], f"{complaint} {did_you_mean(word, ids)}".strip()
    return list(dict.fromkeys(chosen)), ""


def _for_all(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that all kinds have."""
    no_input = click.option("--no-input", is_flag=True, help="Ask nothing; what no option says stays missing.")
    id_help = "The file's name and the page's address; made of the title or name."
    record_id = click.option("--id", "record_id", metavar="ID", help=id_help)
    return record_id(no_input(root_option(command)))


@click.group("new")
def new_command() -> None:
    """Begin a question, a task, a model or an example. Asks for what no option says, and writes a draft that tells what is still to do."""


@new_command.command("question")
@click.option("--question", help="The question, in the words of the person who asks.")
@click.option("--title", help="A short form of it.")
@click.option(
    "--task", "tasks", multiple=True, metavar="ID", help="A task behind it, the main one first. May be repeated."
)
@click.option("--model", "models", multiple=True, metavar="ID", help="A work that matters here. May be repeated.")
@click.option("--origin", help="Who asked, or which document.")
@click.option(
    "--origin-kind", type=click.Choice([kind.value for kind in OriginKind]), default="person", show_default=True
)
@_for_all
def question_command(root: Path, no_input: bool, record_id: str | None, origin_kind: str, **given: Any) -> None:
    """Begin a question."""
    ground = Ground.of(root)
    asker = Asker(ground, Kind.QUESTION, is_asking=not no_input)
    question = asker.text("question", "What do you wonder? Tell it in your own words", given["question"])
    if question and ground.knowledge and ground.index:
        alike = [(entry.record.title, entry) for entry in like_questions(ground.knowledge, ground.index, question)]
        _stop_where_known(asker, Kind.QUESTION, alike)
    proposed = question_title(question or "")
    title = asker.text("title", "A short title", given["title"], proposed, is_name=True)
    words = question or title or ""
    offered = {task: ground.describe("task", task) for task in ground.tasks_for(words)}
    label = "Which tasks is it about? Numbers or ids, the main one first; - for none of them"
    tasks = asker.choice("tasks", label, given["tasks"], offered, ground.entries["task"], "1" if offered else "")
    origin = asker.text(
        "origin",
        "Who asked? A name, or such as “a shop owner”",
        given["origin"],
        make=lambda name: {"kind": origin_kind, "name": name.strip()},
    )
    models = _models(ground, asker, given["models"], words, tasks)
    fields = {"question": question, "title": title, "tasks": tasks, "models": models, "origin": origin}
    _finish(ground, asker, Kind.QUESTION, title or question_title(words), record_id, fields)


def _models(ground: Ground, asker: Asker, given: tuple[str, ...], words: str, tasks: list[str]) -> list[Fields]:
    """Get the works that matter for a question. One that can run and does one of its tasks answers it; the others are background."""
    offered = {model: ground.describe("model", model) for model in ground.models_for(words, tasks)}
    label = "Which works matter here? Numbers or ids; Enter to choose later"
    known = ground.entries["model"]
    rows = []
    for model in asker.choice("models", label, given, offered, known):
        record = known[model].record
        answers = record.kind in RUNNABLE and bool(set(record.tasks) & set(tasks))
        rows.append({"id": model, "role": "answers" if answers else "background"})
    return rows


@new_command.command("task")
@click.option("--name", help="The field's standard name.")
@click.option("--family", metavar="ID", help="The family it belongs to.")
@click.option("--summary", help="One sentence: what goes in, what comes out.")
@click.option("--input", "inputs", multiple=True, metavar="ID", help="What it needs. May be repeated.")
@click.option("--output", "outputs", multiple=True, metavar="ID", help="What it yields. May be repeated.")
@click.option(
    "--asked-as", multiple=True, metavar="WORDS", help="How people ask for it who don't know its name. May be repeated."
)
@_for_all
def task_command(root: Path, no_input: bool, record_id: str | None, **given: Any) -> None:
    """Begin a task."""
    ground = Ground.of(root)
    asker = Asker(ground, Kind.TASK, is_asking=not no_input)
    name = asker.text("name", "What does the field call it?", given["name"])
    known = same_tasks(ground.checked.records.tasks, name or "")
    _stop_where_known(asker, Kind.TASK, [(entry.record.name, entry) for entry in known])
    name = _apart(ground, asker, Kind.TASK, name)
    families = {family: ground.describe("family", family) for family in ground.entries["family"]}
    chosen = [given["family"]] if given["family"] else []
    family = asker.choice(
        "family", "Which family does it belong to? A number or id", chosen, families, families, most=1
    )
    modalities = {modality: ground.describe("modality", modality) for modality in ground.entries["modality"]}
    summary = asker.text("summary", "One sentence: what goes in, what comes out", given["summary"])
    fields = {
        "name": name,
        "family": family[0] if family else None,
        "summary": summary,
        "inputs": asker.choice("inputs", "What goes in? Numbers or ids", given["inputs"], modalities, modalities),
        "outputs": asker.choice("outputs", "What comes out? Numbers or ids", given["outputs"], modalities, modalities),
        "asked_as": asker.lines(
            "asked_as",
            "How would people ask for it who don't know its name? At least eight ways, one a line",
            given["asked_as"],
        ),
    }
    _finish(ground, asker, Kind.TASK, name, record_id, fields)


@new_command.command("model")
@click.option("--name", help="What people call it.")
@click.option("--kind", help=f"What sort of work it is: {', '.join(ModelKind)}.")
@click.option("--paper", help="Its paper: an arXiv id or link, a DOI, or another https link.")
@click.option("--title", help="The exact title of its paper.")
@click.option(
    "--author", "authors", multiple=True, help="A name as the paper prints it, in the paper's order. May be repeated."
)
@click.option("--summary", help="One plain sentence.")
@click.option(
    "--task", "tasks", multiple=True, metavar="ID", help="A task that it does, the main one first. May be repeated."
)
@click.option("--published", help="Year or year-month; follows from an arXiv id.")
@click.option("--code", help="The address of its source code.")
@click.option("--code-licence", metavar="SPDX", help="The code's licence, where one is stated.")
@click.option("--weights", help="Where its checkpoints can be had.")
@click.option("--weights-licence", metavar="SPDX", help="The weights' licence, where one is stated.")
@_for_all
def model_command(root: Path, no_input: bool, record_id: str | None, **given: Any) -> None:
    """Begin a model, data set, benchmark, survey, study or toolkit."""
    ground = Ground.of(root)
    asker = Asker(ground, Kind.MODEL, is_asking=not no_input)
    name = asker.text("name", "What is it called?", given["name"])
    paper = asker.text(
        "paper", "Its paper: an arXiv id or link, a DOI or a link; Enter if none", given["paper"], make=bare_paper
    )
    known = same_models(ground.checked.records.models, name or "", paper)
    _stop_where_known(asker, Kind.MODEL, [(entry.record.name, entry) for entry in known])
    name = _apart(ground, asker, Kind.MODEL, name)
    kind = asker.text("kind", f"What sort of work is it? {', '.join(ModelKind)}", given["kind"], "model")
    title = asker.text("title", "The exact title of its paper", given["title"]) if paper or given["title"] else None
    authors = (
        asker.lines("authors", "Its authors as the paper prints them, one a line; Enter to end", given["authors"])
        if title or given["authors"]
        else []
    )
    summary = asker.text("summary", "One plain sentence: what does it do?", given["summary"])
    words = " ".join(filter(None, (name, title, summary)))
    offered = {task: ground.describe("task", task) for task in ground.tasks_for(words)}
    label = "Which tasks does it do? Numbers or ids, the main one first; - for none of them"
    month = month_of(paper or "") or ""
    fields = {
        "kind": kind,
        "name": name,
        "title": title,
        "authors": authors,
        "summary": summary,
        "tasks": asker.choice("tasks", label, given["tasks"], offered, ground.entries["task"], "1" if offered else ""),
        "published": asker.text(
            "published",
            "When was it published? 2023 or 2023-06",
            given["published"] or (None if asker.is_asking else month),
            month,
        ),
        "paper": paper,
        "code": _linked(ground, asker, "code", "Where is its source code? Enter if nowhere", given),
        "weights": _linked(ground, asker, "weights", "Where are its trained checkpoints? Enter if nowhere", given),
    }
    _finish(ground, asker, Kind.MODEL, name, record_id, fields)


@new_command.command("example")
@click.option("--task", help="The task that it shows.")
@click.option("--title", help="What is shown, in a few words.")
@click.option("--made", help=f"How the outputs come about: {', '.join(Made)}.")
@click.option("--shows", help=f"How it goes: {', '.join(Shows)}.")
@click.option("--model", help="The model that makes the outputs.")
@click.option("--method", help="The method that makes them, by the name that the field has for it.")
@_for_all
def example_command(root: Path, no_input: bool, record_id: str | None, **given: Any) -> None:
    """Begin an example of what goes into a task and what comes out."""
    ground = Ground.of(root)
    asker = Asker(ground, Kind.EXAMPLE, is_asking=not no_input)
    title = asker.text("title", "What is shown? A cup of coffee, shrunk and enlarged again", given["title"])
    offered = {task: ground.describe("task", task) for task in ground.tasks_for(title or "")}
    chosen = [given["task"]] if given["task"] else []
    label = "Which task does it show? A number or id"
    tasks = asker.choice("task", label, chosen, offered, ground.entries["task"], "1" if offered else "", most=1)
    task = tasks[0] if tasks else None
    made = asker.text("made", f"How do the outputs come about? {', '.join(Made)}", given["made"], "model")
    fields: Fields = {"task": task, "title": title, "made": made}
    fields["shows"] = asker.text("shows", f"How does it go? {', '.join(Shows)}", given["shows"], "success")
    if made == Made.MODEL:
        offered = {one: ground.describe("model", one) for one in ground.models_for(title or "", tasks)}
        chosen = [given["model"]] if given["model"] else []
        models = asker.choice("model", "Which model? A number or id", chosen, offered, ground.entries["model"], most=1)
        fields["model"] = models[0] if models else None
    elif made == Made.METHOD:
        fields["method"] = asker.text("method", "Which method? By the name that the field has for it", given["method"])
    _finish(ground, asker, Kind.EXAMPLE, f"{task or ''} {title or ''}", record_id, fields)
    if made in (Made.MODEL, Made.METHOD):
        click.echo(
            "\nWrite a script make.py beside it that makes the files; the others in examples/ show how. Then: make examples"
        )


def _apart(ground: Ground, asker: Asker, kind: Kind, name: str | None) -> str | None:
    """Get another name where a record has it already: no two pages of a kind have one title."""
    if not name or not (same := ground.titled(kind, "name", name)):
        return name
    if not asker.is_asking:
        raise click.UsageError(
            f"name: {same.file} has the same name. Add what is new there, or say in the name what differs."
        )
    return str(
        asker.text("name", f"{same.file} has this name. What tells them apart? Another name", is_name=True) or name
    )


def _linked(ground: Ground, asker: Asker, field: str, label: str, given: Fields) -> Fields | None:
    """Get an address and the licence of what is there."""
    found: Fields | None = asker.text(field, label, given[field], make=lambda url: {"url": url.strip()})
    if not found:
        return None
    licences = ground.entries["licence"]
    label = f"Its licence, such as {', '.join(list(licences)[:3])}; Enter if none is stated"
    stated = given[f"{field}_licence"]
    chosen = asker.choice(f"{field}_licence", label, [stated] if stated else [], {}, licences, most=1)
    return found | {"licence": chosen[0]} if chosen else found


def _stop_where_known(asker: Asker, kind: Kind, known: list[tuple[str, Entry[Any]]]) -> None:
    """Show what is there already, and let the person stop."""
    if not known:
        return
    click.echo(f"There {'is' if len(known) == 1 else 'are'} already:")
    for name, entry in known:
        click.echo(f"  {name}  ({entry.file})")
    if asker.confirm("Is it one of these?"):
        tip = "Add your wording to also_asked there" if kind is Kind.QUESTION else "Add what is missing there"
        click.echo(f"Nothing was written. {tip}: {known[0][1].file if len(known) == 1 else 'in the file named above'}")
        raise click.exceptions.Exit(0)


def _finish(ground: Ground, asker: Asker, kind: Kind, name: str | None, record_id: str | None, fields: Fields) -> None:
    """Write the file, and tell what is still to do."""
    taken = ground.taken(kind)
    record_id = _id(asker, kind, record_id, free_id(kind, name or "", taken), taken)
    file, problems = draft(kind, record_id, fields)
    try:
        with writing(ground.root) as writer:
            writer.create(file.path, file.text or "")
    except OSError as error:
        raise WriteError(f"{file.path} can't be written: {in_words(error)}\nNothing was written.") from error
    is_on_task_page = kind is Kind.EXAMPLE
    address = url_of(path_of("task", fields.get("task") or "…") if is_on_task_page else path_of(kind.value, record_id))
    where = "It will be shown on" if is_on_task_page else "Its address will be"
    click.echo(f"\nWritten: {file.path}\n{where}: {address}\n\nStill to do:")
    print_problems(problems)
    click.echo(f"\nOpen the file and fill it in. Then:\n  {command_name()} check {file.path}\n  make serve")


def _id(asker: Asker, kind: Kind, given: str | None, proposed: str | None, taken: set[str]) -> str:
    """Get a free id, or refuse: without one there is no file."""
    if given and (problem := refusal(kind, given, taken)):
        raise click.UsageError(f"--id: {problem}")
    while not given and asker.is_asking:
        typed = asker.line("Its id: the file's name and the page's address, for ever", proposed or "")
        problem = refusal(kind, typed, taken) if typed else "It needs one."
        if problem and asker.is_asking:
            click.echo(f"  {problem}")
        given = None if problem else typed
    if not (given or proposed):
        raise click.UsageError("Nothing names the record. Say at least --id, or its title or name.")
    return given or proposed or ""
