"""The records: what fields they have, of what type, and what each field means.

This is the one schema. The checks, the pages, the JSON Schemas under ``docs/schemas/`` and the data guide all follow it.
Markers on the types (``Refers``, ``Outward``, ``Prose``, ``PlainText``) tell the rules what a field holds.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from kb.text.document import MarkdownText

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a field that holds the id of a record of a kind (``task``, ``model``, …)."""

    kind: str

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Say it in the JSON Schema too, which the contribution form is made from."""
        return handler(core) | {"x-refers": self.kind}


@dataclass(frozen=True, slots=True)
class Outward:
    """Marks a field that leads out of the knowledge base: a link, an arXiv id, a DOI, or what follows ``before``."""

    before: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """Marks a field that holds Markdown."""

    inline: bool = False
    headings: bool = False

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Say it in the JSON Schema too."""
        return handler(core) | {"x-prose": "inline" if self.inline else "block"}


@dataclass(frozen=True, slots=True)
class PlainText:
    """Marks a field that holds words without any markup."""


def _problem(rule: str, message: str, tip: str) -> PydanticCustomError:
    return PydanticCustomError(rule, "{message}", {"message": message, "tip": tip})


def _https_link(value: str) -> str:
    parts = urlsplit(value) if not re.search(r"[\s<>\"\\\x00-\x1f]", value) else None
    if parts is None or parts.scheme != "https" or "." not in (parts.hostname or "") or "@" in parts.netloc:
        raise _problem("link", f"“{value[:80]}” is not an https link.", "Write the whole address: https://…")
    return value


_ARXIV_ID = re.compile(r"^(\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?/\d{7})$")
_ARXIV_LIKE = re.compile(
    r"(?:arxiv\.org/(?:abs|pdf|html)/|^arxiv:\s*|^)(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(v\d+)?(?:\.pdf)?/?$",
    re.IGNORECASE,
)
_ARXIV_DOI = re.compile(r"^10\.48550/arxiv\.(\S+)$", re.IGNORECASE)
_DOI = re.compile(r"^10\.\d{4,9}/[^\s<>\"]+$")
_DOI_LIKE = re.compile(r"(?:doi\.org/|^doi:\s*)(10\.\d{4,9}/\S+)$", re.IGNORECASE)


def _paper(value: str) -> str:
    if _ARXIV_ID.match(value) or _DOI.match(value):
        return value
    for pattern, name in ((_ARXIV_LIKE, "arXiv id"), (_DOI_LIKE, "DOI")):
        if match := pattern.search(value):
            raise _problem(
                "link", f"“{value[:80]}” is more than the bare {name}.", f"Write {match[1]} alone, in quotes."
            )
    if _host(value) in ("github.com", "huggingface.co"):
        raise _problem("link", f"“{value[:80]}” is not a paper.", "Put it under code or weights.")
    return _https_link(value)


def _code_link(value: str) -> str:
    if _host(value) in ("huggingface.co", "arxiv.org"):
        raise _problem("link", f"“{value[:80]}” is not a code repository.", "Put it under weights, data or paper.")
    return _plain_repository(value)


def _plain_repository(value: str) -> str:
    if _host(value) == "github.com" and not re.fullmatch(
        r"https://github\.com/[\w.-]+/[\w.-]+(/(tree|blob)/\S+)?", value
    ):
        raise _problem(
            "link",
            f"“{value[:80]}” is not the address of a GitHub repository.",
            "Write https://github.com/owner/name.",
        )
    return _https_link(value)


def _weights_link(value: str) -> str:
    if _host(value) == "huggingface.co" and not re.fullmatch(r"https://huggingface\.co/[\w.-]+(/[\w.-]+)*", value):
        raise _problem(
            "link", f"“{value[:80]}” is not a Hugging Face page.", "Write https://huggingface.co/owner/name."
        )
    return _https_link(value)


def _host(value: str) -> str:
    return (re.match(r"^\w+://([^/?#]*)", value) or ["", ""])[1].casefold().removeprefix("www.")


def _licence(value: str) -> str:
    try:
        canonical = str(canonicalize_license_expression(value))
    except InvalidLicenseExpression:
        canonical = ""
    if canonical != value or " " in value:
        tip = (
            f"Write {canonical}."
            if canonical and " " not in canonical
            else "See catalog/licences.yml for those in use."
        )
        raise _problem("licence", f"“{value[:60]}” is not an SPDX licence id.", tip)
    return value


def _month(value: str) -> str:
    if not re.fullmatch(r"(19|20)\d\d(-(0[1-9]|1[0-2]))?", value):
        raise _problem("date", f"“{value[:40]}” is neither a year nor a month.", "Write 2023 or 2023-06.")
    return value


def _day(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        raise _problem("date", f"“{value[:40]}” is not a date.", "Write year-month-day, such as 2026-03-31.")
    return value


def _yes_or_no(value: Any) -> Any:
    if isinstance(value, str) and value not in ("true", "false"):
        raise _problem("wrong-value", f"“{value[:40]}” is neither true nor false.", "Write true, or delete the line.")
    return value


MAX_BODY_LENGTH = 40_000
"""Characters that the text below a question's front matter may have."""

_Text = StringConstraints(strip_whitespace=True, min_length=1)


def _for_editors(**keywords: Any) -> Any:
    """Add keywords to a type's JSON Schema alone; the checks of this module say the same, and say more."""
    return Field(json_schema_extra=keywords)


_NUMBERS_TOO = ["string", "number"]
"""An editor takes 2023 for a number. Here every value is read as text."""
_HTTPS = r"^https://\S+$"
_PAPER = r"^(https://\S+|10\.\d{4,9}/\S+|\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?/\d{7})$"

Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=80)]
Words = Annotated[str, _Text, StringConstraints(max_length=120), PlainText(), _for_editors(type=_NUMBERS_TOO)]
NameElsewhere = Annotated[str, _Text, StringConstraints(max_length=300), PlainText()]
Sentence = Annotated[str, _Text, StringConstraints(max_length=400), PlainText()]
Statement = Annotated[str, _Text, StringConstraints(max_length=1500), PlainText()]
Inline = Annotated[str, _Text, StringConstraints(max_length=800), AfterValidator(MarkdownText), Prose(inline=True)]
Markdown = Annotated[str, _Text, StringConstraints(max_length=12_000), AfterValidator(MarkdownText), Prose()]

Link = Annotated[str, AfterValidator(_https_link), Outward(), _for_editors(pattern=_HTTPS)]
Paper = Annotated[str, AfterValidator(_paper), Outward(), _for_editors(type=_NUMBERS_TOO, pattern=_PAPER)]
CodeLink = Annotated[str, AfterValidator(_code_link), Outward(), _for_editors(pattern=_HTTPS)]
WeightsLink = Annotated[str, AfterValidator(_weights_link), Outward(), _for_editors(pattern=_HTTPS)]
LicenceId = Annotated[str, AfterValidator(_licence), Refers("licence")]
YesOrNo = Annotated[bool, BeforeValidator(_yes_or_no)]
Day = Annotated[dt.date, BeforeValidator(_day)]
YearOrMonth = Annotated[
    str, AfterValidator(_month), _for_editors(type=_NUMBERS_TOO, pattern=r"^(19|20)\d\d(-(0[1-9]|1[0-2]))?$")
]

ModalityRef = Annotated[Slug, Refers("modality")]
FamilyRef = Annotated[Slug, Refers("family")]
TaskRef = Annotated[Slug, Refers("task")]
ModelRef = Annotated[Slug, Refers("model")]

Modalities = Annotated[tuple[ModalityRef, ...], Field(min_length=1)]


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
    forms: tuple[Words, ...] = ()
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
    cnaps: tuple[Words, ...] = ()
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
    aliases: Annotated[tuple[Words, ...], Field(min_length=1)]
    """Other names used in the field."""
    asked_as: Annotated[tuple[Sentence, ...], Field(min_length=8)]
    """Everyday phrasings by people who don't know the field's words; they feed search."""
    explanation: Markdown
    """Plain language: what goes in, what the model does, what comes out."""
    choosing: Markdown
    """How to choose: “pick X if …”."""
    limits: Markdown
    """What goes wrong, and why."""
    identifiers: TaskIdentifiers = TaskIdentifiers()
    """What others call the task."""
    related: Annotated[tuple[RelatedTask, ...], Field(min_length=1)]
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

    cnaps: tuple[NameElsewhere, ...] = ()
    """Its names in the CNAPS catalogue."""
    cnaps_correction: Inline | None = None
    """What the CNAPS catalogue has wrong about it, and what is right."""
    hugging_face: (
        Annotated[str, StringConstraints(pattern=r"^[\w.-]+/[\w.-]+$"), Outward("https://huggingface.co/")] | None
    ) = None
    """Its repository on Hugging Face: owner/name."""


class Checked(Record):
    """When someone read the sources of a record, and which."""

    date: Day
    """The day of reading."""
    sources: tuple[Link, ...] = ()
    """What was read."""
    unconfirmed: tuple[Inline, ...] = ()
    """What could not be confirmed at a source, and why."""

    @model_validator(mode="after")
    def _rests_on_something(self) -> Checked:
        if not (self.sources or self.unconfirmed):
            raise _problem(
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
    title: Annotated[str, _Text, StringConstraints(max_length=300), PlainText()] | None = None
    """The exact title of its paper."""
    summary: Sentence
    """One plain sentence."""
    tasks: Annotated[tuple[TaskRef, ...], Field(min_length=1)]
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
    strengths: Annotated[tuple[Inline, ...], Field(min_length=1)]
    """What it is good at."""
    limits: Annotated[tuple[Inline, ...], Field(min_length=1)]
    """What it is bad at."""
    variants: tuple[Variant, ...] = ()
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
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
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

    title: Annotated[str, _Text, StringConstraints(max_length=300), PlainText()]
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
    tasks: Annotated[tuple[TaskRef, ...], Field(min_length=1)]
    """The tasks behind it; the main one first."""
    workflow: Workflow
    """What happens, step by step."""
    models: Annotated[tuple[ModelUse, ...], Field(min_length=1)]
    """The models that matter here."""
    also_asked: Annotated[tuple[Sentence, ...], Field(min_length=1)]
    """Other ways to ask it."""
    certainty: Certainty
    """Whether the product's own model is known, likely or unknown."""
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    """What the answer rests on."""
    origin: Origin
    """Who asked, or which document."""
    reviewed: Day
    """When the answer was last read as a whole."""


FILED_RECORDS: dict[str, type[Record]] = {"task": Task, "model": Model, "question": Question}
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


def record_in(annotation: Any) -> type[Record] | None:
    """Give the record type that a field's annotation holds, through tuples and unions, or None."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next(filter(None, map(record_in, getattr(annotation, "__args__", ()))), None)


def paper_url(paper: str) -> str:
    """Give the address of a paper: its arXiv abstract, its DOI, or the link itself."""
    if _ARXIV_ID.match(paper):
        return f"https://arxiv.org/abs/{paper}"
    return f"https://doi.org/{paper}" if _DOI.match(paper) else paper


def bare_paper(text: str) -> str:
    """Turn what people copy (a link, ``arXiv:…v2``, ``doi:…``) into the bare id that records hold.

    What is neither arXiv nor DOI comes back without the spaces around it.
    """
    given = text.strip()
    link = re.split(r"[?#]", given, maxsplit=1)[0] if "arxiv.org/" in given.casefold() else given
    name = match[1] if (match := _DOI_LIKE.search(link)) else link
    name = match[1] if (match := _ARXIV_DOI.match(name)) else name
    return match[1] if (match := _ARXIV_LIKE.search(name)) else name


def month_of(paper: str) -> str | None:
    """Give the month in which arXiv received a paper, which its id begins with: ``2306.03514`` is of 2023-06.

    Source: https://info.arxiv.org/help/arxiv_identifier.html
    """
    if not (arxiv_id(paper) and (match := re.search(r"(?:^|/)(\d\d)(0[1-9]|1[0-2])", paper))):
        return None
    century = "19" if match[1] > "90" else "20"
    return f"{century}{match[1]}-{match[2]}"


def arxiv_id(paper: str) -> str | None:
    """Give the arXiv id of a paper that has one."""
    return paper if _ARXIV_ID.match(paper) else None


def doi(paper: str) -> str | None:
    """Give the DOI of a paper that has one."""
    return paper if _DOI.match(paper) else None
