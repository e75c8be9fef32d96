"""The records: what fields they have, and what each field means.

This is the one schema. The checks, the pages, the JSON Schemas under ``docs/schemas/`` and the data guide all follow it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from kb.content.fields import (
    CodeLink,
    Day,
    FamilyRef,
    FileName,
    HuggingFaceName,
    Inline,
    LicenceId,
    Link,
    Markdown,
    Modalities,
    ModalityRef,
    ModelRef,
    NameElsewhere,
    Paper,
    Sentence,
    Slug,
    Statement,
    TaskRef,
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

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


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
    note: Sentence
    """In plain words: what it allows and asks for."""


class Term(Record):
    """A word of the field that answers can't avoid. Pages link it where it is first used."""

    id: Slug
    """Its anchor on the glossary page."""
    name: Words
    """The word, as it stands in the middle of a sentence."""
    forms: Annotated[tuple[Words, ...], Field(max_length=30)] = ()
    """Other forms that texts use: the plural, an abbreviation, a verb."""
    explanation: Sentence
    """Two plain sentences."""


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


class Redirect(Record):
    """An address that a record had before it was renamed. It still works: it leads to the new one."""

    kind: PageKind
    """task, model or question."""
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


RUNNABLE = (ModelKind.MODEL, ModelKind.TOOLKIT)
"""The kinds that can run in a step of a workflow."""


class Code(Record):
    """Source code and its licence."""

    url: CodeLink
    """The repository."""
    licence: LicenceId | None = None
    """The code's licence; left out where the repository states none."""


class Weights(Record):
    """A trained checkpoint and its licence."""

    url: WeightsLink
    """Where checkpoints can be had."""
    licence: LicenceId | None = None
    """The weights' licence; left out where none is stated."""


class Data(Record):
    """A data set and its licence."""

    url: WeightsLink
    """Where the data can be had."""
    licence: LicenceId | None = None
    """The data's licence; left out where none is stated."""


class Variant(Record):
    """A checkpoint, size or version of a model."""

    id: Words
    """Its name, exactly as it is printed."""
    differs: Inline
    """What differs from the others."""


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


class Model(Record):
    """A model, data set, benchmark, survey, study or toolkit."""

    draft: YesOrNo = False
    """true while it is not finished: the coverage page lists it, and it gets no page of its own."""
    kind: ModelKind
    """What sort of work it is."""
    name: Words
    """What people call it."""
    title: Title | None = None
    """The exact title of its paper."""
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
    paper: Paper | None = None
    """Its paper: a bare arXiv id, a bare DOI or an https link."""
    code: Code | None = None
    """Its source code."""
    weights: Weights | None = None
    """Its trained checkpoints."""
    data: Data | None = None
    """Its data, for data sets and benchmarks."""
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
    identifiers: ModelIdentifiers = ModelIdentifiers()
    """What others call it."""
    checked: Checked
    """When someone read the sources of this record, and which."""


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
    """answers · alternative · component · background · cited (named in the origin document, but no good fit)."""
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

    title: Title
    """Its exact title."""
    url: Link
    """Where it is."""
    read: Day
    """When it was read."""


class OriginKind(StrEnum):
    """Where questions come from."""

    PERSON = "person"
    DOCUMENT = "document"
    EXAMPLE = "example"


class Origin(Record):
    """Who asked, which document, or in whose place the editors asked."""

    kind: OriginKind
    """person (who really asked), document, or example (made up by the editors as somebody might ask it)."""
    name: Words
    """Who or which."""


class Question(Record):
    """What someone wondered, and the answer. The body of the file is not part of this record's fields."""

    draft: YesOrNo = False
    """true while it is not finished: the coverage page lists it, and it gets no page of its own."""
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
    certainty: Certainty
    """Whether the product's own model is known, likely or unknown."""
    sources: Annotated[tuple[Source, ...], Field(min_length=1, max_length=100)]
    """What the answer rests on."""
    origin: Origin
    """Who asked, or which document."""
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
    "waivers": Waiver,
    "redirects": Redirect,
}
"""The records that stand together in one file, by its name."""
LIST_OF = {"modality": "modalities", "family": "families", "licence": "licences"}
"""What records call the listed records that they refer to, and the list that holds those."""


def record_in(annotation: Any) -> type[Record] | None:
    """Give the record type that a field's annotation holds, through tuples and unions, or None."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next(filter(None, map(record_in, getattr(annotation, "__args__", ()))), None)
