"""The records: what fields they have, and what each field means.

This is the one schema. The checks, the pages, the JSON Schemas under ``docs/schemas/`` and the data guide all follow it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from kb.content.docstrings import restore
from kb.content.fields import (
    Authors,
    CodeLink,
    Day,
    FamilyRef,
    FileName,
    HuggingFaceName,
    Inline,
    LicenceId,
    Link,
    Markdown,
    Measurement,
    MetricRef,
    Modalities,
    ModalityRef,
    ModelRef,
    NameElsewhere,
    Paper,
    ProductRef,
    Sentence,
    Slug,
    Statement,
    TaskRef,
    TermRef,
    Title,
    WeightsLink,
    Words,
    YearOrMonth,
    YesOrNo,
    field_problem,
)

MAX_BODY_LENGTH = 40_000
"""Characters that the text below a question's front matter may have."""


class Record(BaseModel):
    """A frozen record that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, defer_build=True)


class Modality(Record):
    """What can flow along a workflow: an image, a text, a sound."""

    id: Slug
    """What records call it."""
    name: Words
    """What pages call it."""
    plural: Words
    """The name for several of them."""
    icon: Slug
    """The name of a drawing in the page templates (`icons.html`)."""
    description: Sentence
    """One line that says what it is."""


class Family(Record):
    """A branch at the top of the taxonomy. The order in the file is the order on the site."""

    id: Slug
    """What records call it."""
    name: Words
    """What pages call it."""
    description: Sentence
    """One line that says what the family's tasks have in common."""


class CommercialUse(StrEnum):
    """Whether something may be used to earn money."""

    YES = "yes"
    CONDITIONS = "conditions"
    NO = "no"


class Licence(Record):
    """A licence, and what it means for someone who wants to use the work."""

    id: LicenceId
    """Its SPDX id, or LicenseRef-… where SPDX has none."""
    name: Words
    """What people call it."""
    url: Link
    """Where its text can be read."""
    commercial: CommercialUse
    """Whether commercial use is allowed: yes, conditions or no."""
    asks: Sentence | None = None
    """For conditions: what is asked, in a few words that follow “commercial use allowed; ”."""
    note: Sentence
    """In plain words: what it allows and asks for."""

    @model_validator(mode="after")
    def _says_its_conditions(self) -> Licence:
        if self.commercial is CommercialUse.CONDITIONS and not self.asks:
            message = "The field “asks” is missing, for it is “commercial: conditions”."
            tip = "Add “asks:” with what a business must do, in a few words: name the authors."
            raise field_problem("missing-field", message, tip)
        if self.asks and self.commercial is not CommercialUse.CONDITIONS:
            message = f"“asks” is for “commercial: conditions”, and this is “commercial: {self.commercial}”."
            raise field_problem("wrong-value", message, "Delete “asks”, or correct “commercial”.")
        return self


class ConfusedWith(Record):
    """A word that is easily taken for another one."""

    term: TermRef
    """The other word's id."""
    difference: Inline
    """What sets it apart."""


class Term(Record):
    """A word of the field that answers can't avoid. Pages link it where it is first used."""

    id: Slug
    """The name of its page."""
    name: Words
    """The word, as it stands in the middle of a sentence."""
    forms: Annotated[tuple[Words, ...], Field(max_length=30)] = ()
    """Other forms that texts use: the plural, an abbreviation, a verb."""
    explanation: Sentence
    """Two plain sentences."""
    detail: Markdown | None = None
    """A paragraph that makes it click."""
    example: Markdown | None = None
    """A tiny worked example, where one helps."""
    confused_with: Annotated[tuple[ConfusedWith, ...], Field(max_length=6)] = ()
    """Words that it is easily taken for."""
    asked_as: Annotated[tuple[Sentence, ...], Field(max_length=20)] = ()
    """How people ask for it who don't know the word."""
    sources: Annotated[tuple[Link, ...], Field(max_length=10)] = ()
    """What was read for it."""


class Product(Record):
    """Something that people use and know by name: an app, a device, a service."""

    id: Slug
    """What records call it."""
    name: Words
    """What its maker calls it."""
    maker: Words
    """Who makes it."""
    also_called: Annotated[tuple[Words, ...], Field(max_length=20)] = ()
    """Nicknames, former names, other spellings that people type."""


class Metric(Record):
    """A measure of how well a model does its task."""

    id: Slug
    """What records call it."""
    name: Words
    """What the field calls it."""
    also_called: Annotated[tuple[Words, ...], Field(max_length=12)] = ()
    """Its long name, abbreviation and other spellings."""
    says: Inline
    """What it says, in plain words."""
    unit: Words | None = None
    """What it is counted in, such as decibels or per cent."""
    better: Literal["up", "down"]
    """Whether more (up) or less (down) is better."""
    blind_spot: Inline
    """What it does not see."""


class Waiver(Record):
    """A warning that someone has looked at and accepted."""

    file: Words
    """The file that the warning is about."""
    rule: Slug
    """The rule that warns."""
    why: Sentence
    """Why the warning may stand."""


class PageKind(StrEnum):
    """The kinds of records that have a page each."""

    TASK = "task"
    MODEL = "model"
    QUESTION = "question"
    TERM = "term"


class Redirect(Record):
    """An address that a record had before it was renamed. It still works: it leads to the new one."""

    kind: PageKind
    """task, model, question, or term (a word of the glossary)."""
    old: Slug
    """The id that the record had."""
    new: Slug
    """The id that it has now."""


class RelatedTask(Record):
    """A task that is easily taken for this one."""

    task: TaskRef
    """The other task's id."""
    difference: Inline
    """How the other differs."""


class TaskIdentifiers(Record):
    """What others call the task."""

    hugging_face: Words | None = None
    """The `pipeline_tag` on Hugging Face that means this task."""
    cnaps: Annotated[tuple[Words, ...], Field(max_length=40)] = ()
    """The task's names in the CNAPS catalogue."""


class Situation(StrEnum):
    """In what situation someone asks which model to use."""

    LAPTOP = "laptop"
    PHONE = "phone"
    BEST = "best"
    BUSINESS = "business"


class Pick(Record):
    """What to use today in one situation, or why nobody should use any."""

    situation: Situation
    """laptop (without a graphics card), phone, best (the best to be had) or business (use to earn money)."""
    work: ModelRef | None = None
    """The model or program to use; left out where there is none that one can recommend."""
    variant: Words | None = None
    """The variant that is meant, by its id."""
    why: Inline
    """The reason, in a sentence; where no work is named, why there is none."""
    costs: Inline | None = None
    """What it takes: size, memory, seconds on hardware that is named."""
    source: Link
    """Where that was read."""
    date: Day
    """The day on which it was looked at."""


class MetIn(Record):
    """A product in which people meet the task."""

    product: ProductRef
    """The product's id."""
    feature: Words
    """What the product calls the feature."""
    does: Inline
    """In a line: what it does there."""
    certainty: Literal["known", "likely"]
    """known where the maker says that this task is behind it, else likely."""
    source: Link | None = None
    """Where the maker or a study says so."""
    date: Day | None = None
    """The day on which that was read."""

    @model_validator(mode="after")
    def _rests_on_a_source(self) -> MetIn:
        if self.certainty == "known" and not (self.source and self.date):
            message = "What is known has a source and the date on which it was read."
            raise field_problem("missing-field", message, "Add “source:” and “date:”, or write “certainty: likely”.")
        return self


class Task(Record):
    """Something that AI models do: turn some kinds of input into some kinds of output for a purpose."""

    draft: YesOrNo = False
    """true while it is not finished: the coverage page lists it, and it gets no page of its own."""
    name: Words
    """The field's standard name."""
    family: FamilyRef
    """The family it belongs to."""
    parent: TaskRef | None = None
    """A broader task of the same family."""
    summary: Sentence
    """One sentence: what goes in, what comes out."""
    inputs: Modalities
    """What the task needs."""
    outputs: Modalities
    """What it yields."""
    aliases: Annotated[tuple[Words, ...], Field(min_length=1, max_length=60)]
    """Other names used in the field."""
    asked_as: Annotated[tuple[Sentence, ...], Field(min_length=8, max_length=200)]
    """Everyday phrasings by people who don't know the field's words; they feed search."""
    explanation: Markdown
    """Plain language: what goes in, what the model does, what comes out."""
    choosing: Markdown
    """How to choose: “pick X if …”."""
    limits: Markdown
    """What goes wrong, and why."""
    today: Annotated[tuple[Pick, ...], Field(max_length=4)] = ()
    """Which one to use today: a line for each situation."""
    met_in: Annotated[tuple[MetIn, ...], Field(max_length=40)] = ()
    """Products in which people meet it."""
    metrics: Annotated[tuple[MetricRef, ...], Field(max_length=12)] = ()
    """How well a model does it is measured by these; the most used first."""
    identifiers: TaskIdentifiers = TaskIdentifiers()
    """What others call the task."""
    related: Annotated[tuple[RelatedTask, ...], Field(min_length=1, max_length=30)]
    """Tasks that are easily taken for this one."""


class ModelKind(StrEnum):
    """What sort of work a record is about."""

    MODEL = "model"
    DATASET = "dataset"
    BENCHMARK = "benchmark"
    SURVEY = "survey"
    STUDY = "study"
    TOOLKIT = "toolkit"
    PROGRAM = "program"


RUNNABLE = (ModelKind.MODEL, ModelKind.TOOLKIT, ModelKind.PROGRAM)
"""The kinds that can run in a step of a workflow."""


class Licensed(Record):
    """Something to be had, and under which licence."""

    url: Link
    """Where it can be had."""
    licence: LicenceId | None = None
    """Its licence; left out where none is stated."""
    no_licence: Day | None = None
    """Instead of a licence: the day on which somebody looked and found that none is stated."""

    @model_validator(mode="after")
    def _has_one_or_none(self) -> Licensed:
        if self.licence and self.no_licence:
            message = f"It says that there is no licence, and names one: {self.licence}."
            raise field_problem("wrong-value", message, "Keep “licence” or “no_licence”.")
        return self


class Code(Licensed):
    """Source code and its licence."""

    url: CodeLink
    """The repository."""


class Weights(Licensed):
    """A trained checkpoint and its licence."""

    url: WeightsLink
    """Where checkpoints can be had."""


class Data(Licensed):
    """A data set and its licence."""

    url: WeightsLink
    """Where the data can be had."""


class Variant(Record):
    """A checkpoint, size or version of a model."""

    id: Words
    """Its name, exactly as it is printed."""
    differs: Inline
    """What differs from the others."""


class MeasuredBy(StrEnum):
    """Who reports a result: those who made the work, or somebody else."""

    AUTHORS = "authors"
    OTHERS = "others"


class Result(Record):
    """A number that a work reached on a benchmark or data set, as its source prints it."""

    benchmark: ModelRef
    """The benchmark's or data set's id."""
    variant: Words | None = None
    """Which part of the benchmark and in what setting: all that must be alike before two numbers may be compared."""
    metric: MetricRef
    """What was measured."""
    checkpoint: Words | None = None
    """Which checkpoint or size of the work it holds for, as the source calls it."""
    value: Measurement
    """The number, exactly as the source prints it."""
    unit: Words | None = None
    """What it is counted in, where that differs from what the measure says."""
    measured_by: MeasuredBy
    """authors, where the work's own makers report it, or others."""
    measurer: Words | None = None
    """For others: who reports it."""
    source: Link
    """Where the number can be read."""
    date: Day
    """The day on which it was read there."""

    @model_validator(mode="after")
    def _says_who_measured(self) -> Result:
        if self.measured_by is MeasuredBy.OTHERS and self.measurer is None:
            message = "The field “measurer” is missing, for it is “measured_by: others”."
            raise field_problem("missing-field", message, "Add “measurer:”, who reports the number.")
        if self.measurer and self.measured_by is not MeasuredBy.OTHERS:
            message = f"“measurer” is for “measured_by: others”, and this is “measured_by: {self.measured_by}”."
            raise field_problem("wrong-value", message, "Delete “measurer”, or correct “measured_by”.")
        return self


class ModelIdentifiers(Record):
    """What others call the model."""

    cnaps: Annotated[tuple[NameElsewhere, ...], Field(max_length=100)] = ()
    """Its names in the CNAPS catalogue."""
    cnaps_correction: Inline | None = None
    """What the CNAPS catalogue has wrong about it, and what is right."""
    hugging_face: HuggingFaceName | None = None
    """Its repository on Hugging Face: owner/name."""


class Checked(Record):
    """When someone read the sources of a record, and which."""

    date: Day
    """The day of reading."""
    sources: Annotated[tuple[Link, ...], Field(max_length=200)] = ()
    """What was read."""
    unconfirmed: Annotated[tuple[Inline, ...], Field(max_length=30)] = ()
    """What could not be confirmed at a source, and why."""

    @model_validator(mode="after")
    def _rests_on_something(self) -> Checked:
        if not (self.sources or self.unconfirmed):
            raise field_problem(
                "missing-field",
                "No source is named.",
                "List what was read under sources, or say under unconfirmed what could not be.",
            )
        return self


class Status(StrEnum):
    """Whether a work is still what one would choose."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    HISTORIC = "historic"
    WITHDRAWN = "withdrawn"
    UNAVAILABLE = "unavailable"


OVERTAKEN = (Status.SUPERSEDED, Status.WITHDRAWN, Status.UNAVAILABLE)
"""The standings of works that nobody should be advised to use."""


class Standing(Record):
    """Where a work stands among others on the day on which someone looked."""

    status: Status
    """current, superseded (something does the same better), historic (kept for what it taught), withdrawn (by its makers) or unavailable (can't be had)."""
    by: Annotated[tuple[ModelRef, ...], Field(max_length=6)] = ()
    """What has superseded it."""
    respect: Inline | None = None
    """In which respect, or why."""
    source: Link
    """Where that was read."""
    date: Day
    """The day on which it was read."""

    @model_validator(mode="after")
    def _says_by_what(self) -> Standing:
        for name in ("by", "respect"):
            if self.status is Status.SUPERSEDED and not getattr(self, name):
                message = f"The field “{name}” is missing, for it is “status: superseded”."
                raise field_problem("missing-field", message, f"Add “{name}:”.")
        if self.by and self.status is not Status.SUPERSEDED:
            message = f"“by” is for “status: superseded”, and this is “status: {self.status}”."
            raise field_problem("wrong-value", message, "Delete “by”, or correct “status”.")
        return self


class WarningKind(StrEnum):
    """What a reader must know before using a work."""

    PLACES = "places"
    COMMERCIAL = "commercial"
    RELIABILITY = "reliability"
    SAFETY = "safety"
    PRIVACY = "privacy"


class WorkWarning(Record):
    """What a reader must know before using a work. It is shown wherever the work is offered."""

    about: WarningKind
    """places (countries left out), commercial (a part that may not earn money), reliability (known to fail outside its tests), safety or privacy."""
    says: Inline
    """The warning, in a short sentence."""
    source: Link
    """Where it was read."""


class System(StrEnum):
    """What a program runs on."""

    WINDOWS = "windows"
    MACOS = "macos"
    LINUX = "linux"
    ANDROID = "android"
    IOS = "ios"
    WEB = "web"
    SERVER = "server"


class Processing(StrEnum):
    """Where a program does its work, and so whether data leave the device."""

    DEVICE = "device"
    CLOUD = "cloud"
    CHOICE = "choice"


class Program(Record):
    """What one must know to choose a program: an application, service or library that runs models for people."""

    home: Link
    """Its own page."""
    systems: Annotated[tuple[System, ...], Field(min_length=1, max_length=7)]
    """windows, macos, linux, android, ios, web (in a browser) or server (to run for others)."""
    needs_programming: YesOrNo
    """true where one must write code or commands."""
    processing: Processing
    """device (nothing leaves it), cloud (data are sent to the maker or to others) or choice."""
    price: Inline
    """What it costs, and what is free."""
    models: Annotated[tuple[ModelRef, ...], Field(max_length=30)] = ()
    """The models of this knowledge base that are inside, or that it can run."""
    models_note: Inline | None = None
    """What its makers say about the models inside, where the links do not tell."""


class Model(Record):
    """A model, data set, benchmark, survey, study, toolkit or program."""

    draft: YesOrNo = False
    """true while it is not finished: the coverage page lists it, and it gets no page of its own."""
    kind: ModelKind
    """What sort of work it is."""
    name: Words
    """What people call it."""
    title: Title | None = None
    """The exact title of its paper."""
    authors: Authors = ()
    """Who wrote the paper or made the work, as it prints the names: Given Family, “Family, Given” where the family name has several words, “Name (organisation)”."""
    summary: Sentence
    """One plain sentence."""
    tasks: Annotated[tuple[TaskRef, ...], Field(min_length=1, max_length=20)]
    """The tasks it does or is about; the main one first."""
    inputs: Modalities | None = None
    """What it needs, where that differs from its tasks."""
    outputs: Modalities | None = None
    """What it yields, where that differs from its tasks."""
    published: YearOrMonth
    """When it was first published: year or year-month."""
    added: Day | None = None
    """When its record came into the knowledge base, where its sources were read again since."""
    paper: Paper | None = None
    """Its paper: a bare arXiv id, a bare DOI or an https link."""
    code: Code | None = None
    """Its source code."""
    weights: Weights | None = None
    """Its trained checkpoints."""
    data: Data | None = None
    """Its data, for data sets and benchmarks."""
    program: Program | None = None
    """For programs: what one must know to choose it."""
    standing: Standing | None = None
    """Whether it is still what one would choose."""
    warnings: Annotated[tuple[WorkWarning, ...], Field(max_length=8)] = ()
    """What a reader must know before using it."""
    training_data: Markdown | None = None
    """What it was trained on."""
    how_it_works: Markdown
    """For a curious layperson."""
    strengths: Annotated[tuple[Inline, ...], Field(min_length=1, max_length=30)]
    """What it is good at."""
    limits: Annotated[tuple[Inline, ...], Field(min_length=1, max_length=30)]
    """What it is bad at."""
    variants: Annotated[tuple[Variant, ...], Field(max_length=120)] = ()
    """Checkpoints, sizes and versions."""
    results: Annotated[tuple[Result, ...], Field(max_length=80)] = ()
    """Numbers that it reached on benchmarks and data sets, each read at its source."""
    identifiers: ModelIdentifiers = ModelIdentifiers()
    """What others call it."""
    checked: Checked
    """When someone read the sources of this record, and which."""

    @property
    def is_past(self) -> bool:
        """Tell whether it stands here for what it taught, and not to be chosen."""
        return self.standing is not None and self.standing.status is not Status.CURRENT

    @model_validator(mode="after")
    def _is_a_program_or_not(self) -> Model:
        if self.kind is ModelKind.PROGRAM and self.program is None:
            message = "The field “program” is missing, for it is “kind: program”."
            raise field_problem("missing-field", message, "Add “program:” with home, systems, processing and price.")
        if self.program and self.kind is not ModelKind.PROGRAM:
            message = f"“program” is for “kind: program”, and this is “kind: {self.kind}”."
            raise field_problem("wrong-value", message, "Delete “program”, or correct “kind”.")
        return self


class Step(Record):
    """One step of a workflow."""

    does: Inline
    """What happens."""
    task: TaskRef | None = None
    """The task, where the step is one that models do."""
    inputs: Modalities
    """What the step needs: the workflow's inputs or an earlier step's outputs."""
    outputs: Modalities
    """What it yields."""
    takes: Words | None = None
    """The inputs by name, where their kinds don't tell: the grey layer."""
    gives: Words | None = None
    """The outputs by name: two colour layers."""
    model: ModelRef | None = None
    """A model that fits the step."""


class Workflow(Record):
    """Input → Model → Output, as on the CNAPS AI workflow platform."""

    inputs: Modalities
    """What the person has."""
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=40)]
    """What happens to it, in order."""


class Role(StrEnum):
    """Why a model stands on a question's page."""

    ANSWERS = "answers"
    ALTERNATIVE = "alternative"
    COMPONENT = "component"
    BACKGROUND = "background"
    CITED = "cited"


class ModelUse(Record):
    """A model's row on a question's page."""

    id: ModelRef
    """The model's id."""
    role: Role
    """answers · alternative · component · background · cited (often named, but no good fit)."""
    why: Inline
    """Why it is listed for this question."""
    variant: Words | None = None
    """The variant that is meant, by its id."""


class Certainty(StrEnum):
    """Whether we know which model the product in question runs."""

    KNOWN = "known"
    LIKELY = "likely"
    UNKNOWN = "unknown"


class Source(Record):
    """Something that was read for an answer."""

    id: Slug | None = None
    """A short name, by which a claim points to it: `[^nice]`."""

    title: Title
    """Its exact title."""
    url: Link
    """Where it is."""
    read: Day
    """When it was read."""
    supports: Inline | None = None
    """What it supports in the answer."""


class OriginKind(StrEnum):
    """Where questions come from."""

    PERSON = "person"
    DOCUMENT = "document"
    EXAMPLE = "example"
    EDITORS = "editors"


class Origin(Record):
    """Who asked, which document, or in whose place the editors asked."""

    kind: OriginKind
    """person (who really asked), document, editors (a case that the editors thought up), or example (the same, told by a made-up person)."""
    name: Words | None = None
    """Who or which; not for editors."""

    @model_validator(mode="after")
    def _names_who_asked(self) -> Origin:
        if self.kind is not OriginKind.EDITORS and self.name is None:
            raise field_problem(
                "missing-field", "The field “name” is missing.", "Add “name:”, who asked or which document."
            )
        return self


class Question(Record):
    """What someone wondered, and the answer. The body of the file is not part of this record's fields."""

    draft: YesOrNo = False
    """true while it is not finished: the coverage page lists it, and it gets no page of its own."""
    featured: YesOrNo = False
    """true for a question that very many people ask: the home page offers it."""
    question: Statement
    """The question, word for word."""
    title: Words
    """A short form of it."""
    answer: Statement
    """Two to four sentences that answer it."""
    tasks: Annotated[tuple[TaskRef, ...], Field(min_length=1, max_length=20)]
    """The tasks behind it; the main one first."""
    workflow: Workflow
    """What happens, step by step."""
    models: Annotated[tuple[ModelUse, ...], Field(min_length=1, max_length=60)]
    """The models that matter here."""
    also_asked: Annotated[tuple[Sentence, ...], Field(min_length=1, max_length=60)]
    """Other ways to ask it."""
    product: ProductRef | None = None
    """The product that it is about, where the question or the answer in short names one: the page then says how well it is known what that product runs."""
    certainty: Certainty
    """Whether the product's own model is known, likely or unknown."""
    sources: Annotated[tuple[Source, ...], Field(min_length=1, max_length=100)]
    """What the answer rests on."""
    origin: Origin
    """Who asked, or which document."""
    added: Day | None = None
    """When it came into the knowledge base, where its sources were read again since."""
    reviewed: Day
    """When the answer was last read as a whole."""


class Shows(StrEnum):
    """Whether an example shows how it goes well, or how it goes wrong."""

    SUCCESS = "success"
    FAILURE = "failure"


class Made(StrEnum):
    """How the outputs of an example came about."""

    MODEL = "model"
    METHOD = "method"
    DRAWN = "drawn"


class Tolerance(StrEnum):
    """How alike the outputs are when an example is made again on another machine."""

    IDENTICAL = "identical"
    CLOSE = "close"
    VARIES = "varies"


class Software(Record):
    """A program that ran."""

    name: Words
    """The name of the package or program."""
    version: Words
    """Its exact version."""
    licence: LicenceId
    """Its licence."""
    url: Link
    """Its own page or repository."""


class PieceSource(Record):
    """Where an input comes from."""

    title: Words
    """What it is called there, or “Made for this example”."""
    author: Words | None = None
    """Who made it."""
    url: Link | None = None
    """Where it is."""
    licence: LicenceId
    """Its licence, which allows everything: public domain or CC0."""


class Piece(Record):
    """Something that goes in or comes out: a file of the example, or words."""

    modality: ModalityRef
    """What it is."""
    label: Words
    """What stands above it, in a few words."""
    file: FileName | None = None
    """The file that holds it: a picture, drawing, sound, film, text or table."""
    text: Statement | None = None
    """The words themselves, where they were written by hand."""
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,4})?$")] | None = None
    """The language of the words where it is not English, such as `de`."""
    picture: FileName | None = None
    """For a sound its spectrogram, for a film its first picture."""
    over: FileName | None = None
    """The picture that this lies over, such as boxes over a photo."""
    alt: Sentence | None = None
    """What is seen or heard, and what differs: for those who can't."""
    changed: Sentence | None = None
    """What the script did to it, such as adding noise."""
    source: PieceSource | None = None
    """Where it comes from."""

    @model_validator(mode="after")
    def _is_one_thing(self) -> Piece:
        if (self.file is None) is (self.text is None):
            raise field_problem(
                "missing-field", "A piece is a file or a text, and not both.", "Write “file:” or “text:”."
            )
        return self


Pieces = Annotated[tuple[Piece, ...], Field(min_length=1, max_length=6)]


class Example(Record):
    """What goes into a task and what comes out, to look at or listen to."""

    draft: YesOrNo = False
    """true while it is not finished: no page shows it."""
    task: TaskRef
    """The task that it shows."""
    shows: Shows
    """success, or failure: a second example in which it goes wrong."""
    made: Made
    """model (the real output of a real model), method (really computed by a known method) or drawn (by hand, or written)."""
    model: ModelRef | None = None
    """The model that made the outputs."""
    variant: Words | None = None
    """The variant that ran, by its id."""
    method: Sentence | None = None
    """The method that made the outputs, by the name that the field has for it."""
    better: Sentence | None = None
    """What a model would do better than the method."""
    software: Annotated[tuple[Software, ...], Field(max_length=12)] = ()
    """What ran, with versions."""
    settings: Sentence | None = None
    """How it was set, in plain words."""
    weights_licence: LicenceId | None = None
    """The licence of the checkpoint that ran."""
    note: Statement | None = None
    """What a careful reader should know."""
    title: Words
    """What is shown."""
    caption: Statement
    """What to look at, and what is good or wrong about it."""
    layout: Literal["compare"] | None = None
    """compare: two pictures of the same thing before and after, which a handle parts."""
    inputs: Pieces
    """What goes in."""
    outputs: Pieces
    """What comes out."""
    tolerance: Tolerance | None = None
    """How alike the outputs are when they are made again: identical, close or varies. What was drawn by hand needs none."""
    date: Day
    """The day on which it was made."""

    @model_validator(mode="after")
    def _says_how_it_was_made(self) -> Example:
        needed: tuple[str, ...] = {
            Made.MODEL: ("model", "software", "tolerance"),
            Made.METHOD: ("method", "better", "tolerance"),
            Made.DRAWN: (),
        }[self.made]
        kept_for = {"model": Made.MODEL, "variant": Made.MODEL, "method": Made.METHOD, "better": Made.METHOD}
        for name in needed:
            if not getattr(self, name):
                raise field_problem(
                    "missing-field", f"The field “{name}” is missing, for it is “made: {self.made}”.", f"Add “{name}:”."
                )
        for name, made in kept_for.items():
            if getattr(self, name) and made is not self.made:
                message = f"“{name}” is for “made: {made}”, and this is “made: {self.made}”."
                raise field_problem("wrong-value", message, f"Delete “{name}”, or correct “made”.")
        return self


FILED_RECORDS: dict[str, type[Record]] = {"task": Task, "model": Model, "question": Question, "example": Example}
"""The records that have a file each, by what the file holds."""
LISTED_RECORDS: dict[str, type[Record]] = {
    "modalities": Modality,
    "families": Family,
    "licences": Licence,
    "glossary": Term,
    "products": Product,
    "metrics": Metric,
    "waivers": Waiver,
    "redirects": Redirect,
}
"""The records that stand together in one file, by its name."""
LIST_OF = {
    "modality": "modalities",
    "family": "families",
    "licence": "licences",
    "product": "products",
    "term": "glossary",
    "metric": "metrics",
}
"""What records call the listed records that they refer to, and the list that holds those."""


def record_in(annotation: Any) -> type[Record] | None:
    """Give the record type that a field's annotation holds, through tuples and unions, or None."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next(filter(None, map(record_in, getattr(annotation, "__args__", ()))), None)


FIELD_NAMES = frozenset(name for record in Record.__subclasses__() for name in record.model_fields)
"""What fields are called, in any record."""

_LONGEST_NAME = 300


def _holds_sentences(annotation: Any) -> bool:
    if not isinstance(annotation, type) and getattr(annotation, "__origin__", None) is tuple:
        limits = getattr(annotation.__args__[0], "__metadata__", ())
        return any((getattr(limit, "max_length", None) or 0) > _LONGEST_NAME for limit in limits)
    return any(map(_holds_sentences, getattr(annotation, "__args__", ())))


LISTS_OF_SENTENCES = frozenset(
    name
    for record in Record.__subclasses__()
    for name, field in record.model_fields.items()
    if _holds_sentences(field.annotation)
)
"""Fields that hold several sentences each, in which commas are usual."""

# What a record is said to be in JSON Schemas and in the reference is its docstring.
restore(thing for thing in tuple(globals().values()) if isinstance(thing, type) and thing.__module__ == __name__)
