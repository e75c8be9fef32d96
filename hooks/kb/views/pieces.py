"""Pieces that several kinds of pages show, and the functions that make them from the knowledge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.content.papers import paper_url
from kb.knowledge.measure import DOUBTS, works_with_doubts
from kb.views.addresses import COVERAGE, address_of
from kb.views.excerpts import opening
from kb.views.wording import COMMERCIAL_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.content.records import Entry
    from kb.content.schema import Licensed, Model, Question
    from kb.knowledge.link import Knowledge


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; the address is relative to the site."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a long list that has a page of its own, and how much there is."""

    words: str
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """How far the records' facts are confirmed: how many works there are, and how many list something that is not."""

    works: int
    unconfirmed: int
    address: str
    """Where these works are listed."""


@dataclass(frozen=True, slots=True)
class ModalityName:
    """A modality as pages show it: its name and the name of its drawing."""

    name: str
    icon: str


@dataclass(frozen=True, slots=True)
class Signature:
    """What goes in and what comes out."""

    inputs: tuple[ModalityName, ...]
    outputs: tuple[ModalityName, ...]


@dataclass(frozen=True, slots=True)
class Resource:
    """A way out of the site to a work: its paper, code, weights or data, with the name of a drawing."""

    what: str
    icon: str
    url: str


@dataclass(frozen=True, slots=True)
class LicenceLine:
    """The licence of a part of a work in a line: ``MIT (commercial use allowed)``, or that there is none."""

    what: str
    words: str


@dataclass(frozen=True, slots=True)
class QuestionTeaser:
    """A question in a list."""

    title: str
    address: str
    opening: str


def modality_names(kb: Knowledge, ids: Iterable[str]) -> tuple[ModalityName, ...]:
    """Give the names of modalities."""
    return tuple(ModalityName(kb.modalities[id_].record.name, kb.modalities[id_].record.icon) for id_ in ids)


def signature(kb: Knowledge, inputs: Iterable[str], outputs: Iterable[str]) -> Signature:
    """Give what goes in and what comes out, by names."""
    return Signature(modality_names(kb, inputs), modality_names(kb, outputs))


def task_link(kb: Knowledge, task: str) -> Link:
    """Lead to a task."""
    return Link(kb.tasks[task].record.name, address_of("task", task))


def model_link(kb: Knowledge, model: str) -> Link:
    """Lead to a model or another work."""
    return Link(kb.models[model].record.name, address_of("model", model))


def question_link(question: Entry[Question]) -> Link:
    """Lead to a question."""
    return Link(question.record.title, address_of("question", question.id))


def family_link(kb: Knowledge, family: str) -> Link:
    """Lead to a family."""
    return Link(kb.families[family].record.name, address_of("family", family))


def resources(model: Model) -> tuple[Resource, ...]:
    """Give the ways out to a work."""
    found = (
        ("Paper", "paper", paper_url(model.paper) if model.paper else None),
        ("Code", "code", model.code.url if model.code else None),
        ("Weights", "weights", model.weights.url if model.weights else None),
        ("Data", "table", model.data.url if model.data else None),
        ("Home page", "window", model.program.home if model.program else None),
    )
    return tuple(Resource(what, icon, url) for what, icon, url in found if url)


def licence_lines(kb: Knowledge, model: Model) -> tuple[LicenceLine, ...]:
    """Give the licences of a work's parts, in a line each."""
    parts = (("Code", model.code), ("Weights", model.weights), ("Data", model.data))
    return tuple(LicenceLine(what, licence_words(kb, model, part)) for what, part in parts if part)


def licence_words(kb: Knowledge, model: Model, part: Licensed) -> str:
    """Name the licence of a part of a work, and say whether one may earn money, and on what conditions."""
    if part.no_licence:
        may_be_covered = _may_be_covered(model, part)
        return (
            "no licence stated; ask before you reuse it"
            if may_be_covered
            else "no licence stated, so no right to reuse it"
        )
    if not part.licence:
        return "licence not confirmed"
    licence = kb.licences[part.licence].record
    name = licence.name if part.licence.startswith("LicenseRef-") else part.licence
    asks = f"; {licence.asks}" if licence.asks else ""
    return f"{name} ({COMMERCIAL_WORDS[licence.commercial]}{asks})"


def without_licence(model: Model, part: Licensed) -> str:
    """Say what follows for a part of a work where somebody looked for its licence and found none."""
    if _may_be_covered(model, part):
        return "the licence of the code need not hold here too, so ask the makers before you build on it"
    return "without one, nobody else has a right to copy, change or pass it on; ask the makers"


def _may_be_covered(model: Model, part: Licensed) -> bool:
    return part is not model.code and model.code is not None and model.code.licence is not None


def teasers(questions: Iterable[Entry[Question]]) -> tuple[QuestionTeaser, ...]:
    """Give questions as lists show them."""
    return tuple(
        QuestionTeaser(entry.record.title, address_of("question", entry.id), opening(entry.record.answer))
        for entry in questions
    )


def evidence(kb: Knowledge) -> Evidence:
    """Give how far the facts of all works are confirmed."""
    return Evidence(len(kb.models), len(works_with_doubts(kb)), f"{COVERAGE}#{DOUBTS}")
