"""What the page of a model or another work shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from kb.content.authors import AND_OTHERS, read_author
from kb.content.papers import arxiv_id, paper_url
from kb.content.schema import RUNNABLE, ModelKind, Role, Shows
from kb.views.addresses import address_of, path_of
from kb.views.cautions import Caution, StandingView, own_cautions, standing_of
from kb.views.cite import CiteView, cite_view
from kb.views.example import Thumbnail, anchor_of, example_thumbnail
from kb.views.excerpts import shorten
from kb.views.page_texts import PageTexts
from kb.views.pieces import Link, Signature, signature, task_link, without_licence
from kb.views.program import ProgramFacts, program_facts
from kb.views.result_tables import BenchmarkResults, OwnResults, benchmark_results, own_results
from kb.views.view import View
from kb.views.wording import KIND_NAMES, SITUATION_WORDS, in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from kb.content.records import Entry
    from kb.content.schema import Example, Licensed, Model
    from kb.knowledge.link import Backlink, Knowledge, Recommendation


FIRST_AUTHORS = 6
"""Names that are shown of a long list; the others are folded away."""
FEW_AUTHORS = 10
"""Names of a list that is shown as a whole."""


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote the paper or made the work: the first names, and those that are folded away."""

    first: str
    rest: str | None
    more: str | None
    """How many are folded away."""


@dataclass(frozen=True, slots=True)
class VariantView:
    """A checkpoint, size or version."""

    name: str
    differs: Markup


@dataclass(frozen=True, slots=True)
class BacklinkView:
    """A question that lists the work, and why."""

    title: str
    address: str
    why: Markup


@dataclass(frozen=True, slots=True)
class ExampleLink:
    """An example that the model made, on its task's page."""

    title: str
    address: str
    thumbnail: Thumbnail | None
    is_failure: bool


@dataclass(frozen=True, slots=True)
class RunnerView:
    """A program that runs the model."""

    name: str
    address: str
    summary: str


@dataclass(frozen=True, slots=True)
class RecommendationView:
    """A task that names the work as what to use today, and in which situation."""

    task: Link
    situation: str
    why: Markup


@dataclass(frozen=True, slots=True)
class PeerView:
    """A similar work."""

    name: str
    address: str
    year: str
    summary: str


@dataclass(frozen=True, slots=True)
class LicenceView:
    """A licence in full: its name, where its text is, and what it means."""

    name: str
    url: str
    note: str


@dataclass(frozen=True, slots=True)
class PartView:
    """Code, weights or data, and under which licence; None where none is confirmed, or where somebody looked and there is none."""

    what: str
    url: str
    licence: LicenceView | None
    none_found: str | None
    """That there is no licence, the day on which that was seen, and what follows."""


@dataclass(frozen=True, slots=True)
class PaperView:
    """The paper: where it is, and what it is called there."""

    url: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelView(View):
    """A work: what it is, how it works, its strengths and limits, and its facts."""

    kind: ClassVar[str] = "model"
    kind_name: str
    runs: bool
    main_task: Link
    work_title: str | None
    byline: Byline | None
    summary: Markup
    tasks: tuple[Link, ...]
    examples: tuple[ExampleLink, ...]
    signature: Signature | None
    standing: StandingView | None
    cautions: tuple[Caution, ...]
    program: ProgramFacts | None
    how_it_works: Markup
    training_data: Markup | None
    strengths: tuple[Markup, ...]
    limits: tuple[Markup, ...]
    variants: tuple[VariantView, ...]
    own_results: OwnResults | None
    benchmark_results: BenchmarkResults | None
    recommendations: tuple[RecommendationView, ...]
    runners: tuple[RunnerView, ...]
    backlinks: tuple[BacklinkView, ...]
    ask_address: str
    similar: tuple[PeerView, ...]
    cite: CiteView | None
    published: str
    paper: PaperView | None
    parts: tuple[PartView, ...]
    hugging_face: str | None
    cnaps_names: tuple[str, ...]
    cnaps_correction: Markup | None
    added: str
    checked: str
    checked_sources: tuple[str, ...]
    unconfirmed: tuple[Markup, ...]

    @property
    def card_address(self) -> str:
        """Models of today and works that have made a picture have cards of their own; all others are shared with that of their task."""
        is_past = self.standing is not None and self.standing.is_past
        return (
            self.main_task.address
            if (is_past or self.kind_name != KIND_NAMES[ModelKind.MODEL]) and not self.examples
            else self.address
        )


def model_view(kb: Knowledge, model: Entry[Model]) -> ModelView:
    """Make the view of a work. The texts are rendered in the order in which the page shows them."""
    record = model.record
    path = path_of("model", model.id)
    texts = PageTexts(path, kb.vocabulary)
    runs = record.kind in RUNNABLE
    identifiers = record.identifiers
    return ModelView(
        path=path,
        title=record.name,
        description=shorten(record.summary),
        source=model.file,
        kind_name=KIND_NAMES[record.kind],
        runs=runs,
        main_task=task_link(kb, record.tasks[0]),
        work_title=record.title if record.title != record.name else None,
        byline=_byline(record.authors),
        summary=texts.plain(record.summary),
        tasks=tuple(task_link(kb, task) for task in record.tasks),
        examples=tuple(_example(kb, example) for example in kb.model_examples.get(model.id, ())),
        signature=signature(kb, kb.model_inputs(record), kb.model_outputs(record)) if runs else None,
        standing=standing_of(kb, texts, record),
        cautions=own_cautions(texts, record),
        program=program_facts(kb, texts, record),
        how_it_works=texts.block(record.how_it_works),
        training_data=texts.block(record.training_data) if record.training_data else None,
        strengths=tuple(map(texts.inline, record.strengths)),
        limits=tuple(map(texts.inline, record.limits)),
        variants=tuple(VariantView(variant.id, texts.inline(variant.differs)) for variant in record.variants),
        own_results=own_results(kb, record),
        benchmark_results=benchmark_results(kb, texts, model.id),
        recommendations=tuple(_recommendation(texts, one) for one in kb.recommendations.get(model.id, ())),
        runners=tuple(map(_runner, kb.runners.get(model.id, ()))),
        backlinks=_backlinks(texts, kb.backlinks.get(model.id, ())),
        ask_address=f"contribute/?task={record.tasks[0]}",
        similar=tuple(map(_peer, kb.similar[model.id])),
        cite=cite_view(model),
        published=record.published,
        paper=_paper(record.paper) if record.paper else None,
        parts=_parts(kb, record),
        hugging_face=identifiers.hugging_face,
        cnaps_names=identifiers.cnaps,
        cnaps_correction=texts.inline(identifiers.cnaps_correction) if identifiers.cnaps_correction else None,
        added=in_words(record.added) if record.added else "",
        checked=in_words(record.checked.date),
        checked_sources=record.checked.sources,
        unconfirmed=tuple(map(texts.inline, record.checked.unconfirmed)),
    )


def _byline(authors: tuple[str, ...]) -> Byline | None:
    names = [read_author(name).shown for name in authors if name != AND_OTHERS]
    is_cut = AND_OTHERS in authors
    if not names:
        return None
    if len(names) <= FEW_AUTHORS:
        return Byline(_listed(names, is_cut=is_cut), None, None)
    rest = names[FIRST_AUTHORS:]
    return Byline(", ".join(names[:FIRST_AUTHORS]), _listed(rest, is_cut=is_cut), f"and {len(rest)} more")


def _listed(names: list[str], *, is_cut: bool) -> str:
    if is_cut:
        return f"{', '.join(names)} {AND_OTHERS}"
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def _backlinks(texts: PageTexts, backlinks: Iterable[Backlink]) -> tuple[BacklinkView, ...]:
    """Show the questions that the work has to do with; those that only say that it is no fit lead nobody to it."""
    return tuple(
        BacklinkView(one.question.record.title, address_of("question", one.question.id), texts.inline(one.use.why))
        for one in backlinks
        if one.use.role is not Role.CITED
    )


def _example(kb: Knowledge, example: Entry[Example]) -> ExampleLink:
    return ExampleLink(
        title=example.record.title,
        address=f"{address_of('task', example.record.task)}#{anchor_of(kb, example)}",
        thumbnail=example_thumbnail(kb, example),
        is_failure=example.record.shows is Shows.FAILURE,
    )


def _runner(program: Entry[Model]) -> RunnerView:
    return RunnerView(program.record.name, address_of("model", program.id), program.record.summary)


def _recommendation(texts: PageTexts, found: Recommendation) -> RecommendationView:
    return RecommendationView(
        task=Link(found.task.record.name, f"{address_of('task', found.task.id)}#today"),
        situation=SITUATION_WORDS[found.pick.situation],
        why=texts.inline(found.pick.why),
    )


def _peer(peer: Entry[Model]) -> PeerView:
    return PeerView(peer.record.name, address_of("model", peer.id), peer.record.published[:4], peer.record.summary)


def _paper(paper: str) -> PaperView:
    url = paper_url(paper)
    return PaperView(url, f"arXiv {paper}" if arxiv_id(paper) else url.replace("https://", ""))


def _parts(kb: Knowledge, record: Model) -> tuple[PartView, ...]:
    parts = (("Code", record.code), ("Weights", record.weights), ("Data", record.data))
    return tuple(
        PartView(what, part.url, _licence(kb, part), _none_found(record, part)) for what, part in parts if part
    )


def _none_found(record: Model, part: Licensed) -> str | None:
    if not part.no_licence:
        return None
    return f"no licence is stated (looked on {in_words(part.no_licence)}); {without_licence(record, part)}"


def _licence(kb: Knowledge, part: Licensed) -> LicenceView | None:
    if not part.licence:
        return None
    licence = kb.licences[part.licence].record
    return LicenceView(licence.name, licence.url, licence.note)
