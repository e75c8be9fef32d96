"""What “AI in the apps you know” shows: products with their features and the tasks behind these, and programs that one can open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from kb.views.addresses import APPS, address_of, url_of
from kb.views.cuts import cuts, part_path
from kb.views.met_in import MetView, met_view
from kb.views.page_texts import PageTexts
from kb.views.pieces import Link, Part, model_link, question_link, task_link
from kb.views.program import ProgramRow, program_row
from kb.views.shelves import by_letter, letter_address, met_products, parts_of_letter, product_address
from kb.views.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.content.records import Entry
    from kb.content.schema import Model, Product
    from kb.knowledge.link import Knowledge, Meeting
    from kb.views.cuts import Cut

MOST_PROGRAMS = 20
"""No page of programs shows more."""
MOST_MET = 24
"""So many products, those with the most features, are named on the first page."""


@dataclass(frozen=True, slots=True)
class FeatureView:
    """A feature of a product: what it does, the task behind it, and the question that explains it."""

    met: MetView
    task: Link
    question: Link | None


@dataclass(frozen=True, slots=True)
class ProductView:
    """A product, its maker, and what AI does in it."""

    id: str
    name: str
    maker: str
    also_called: tuple[str, ...]
    features: tuple[FeatureView, ...]
    program: Link | None
    """Its page, where it is one of the programs too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppsView(View):
    """The way to all products that people meet AI in, and to all programs. It grows with neither."""

    kind: ClassVar[str] = "apps"
    features: int
    known: int
    products: int
    programs: int
    letters: tuple[Part, ...]
    most_met: tuple[Part, ...]
    """The products with the most features, and how many they have."""
    subjects: tuple[Part, ...]
    """The families that have programs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppsPartView(View):
    """Products whose names begin with a letter: all, or as many as a page shows."""

    kind: ClassVar[str] = "apps-part"
    letter: str
    letters: tuple[Part, ...]
    number: int
    pages: tuple[str, ...]
    """The addresses of the letter's parts, this one among them."""
    ranges: tuple[Link, ...]
    """The same, each with the names that it begins and ends with."""
    products: tuple[ProductView, ...]

    @property
    def card_address(self) -> str:
        """Parts are shared with the card of the whole."""
        return APPS


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramsView(View):
    """Programs of a family that one can open: all, or as many as a page shows."""

    kind: ClassVar[str] = "programs"
    family: Link
    subjects: tuple[Part, ...]
    of_family: int
    number: int
    pages: tuple[str, ...]
    """The addresses of the family's parts, this one among them."""
    programs: tuple[ProgramRow, ...]

    @property
    def card_address(self) -> str:
        """Parts are shared with the card of the whole."""
        return APPS


def apps_view(kb: Knowledge) -> AppsView:
    """Make the view of the first page."""
    met = [meeting for product in met_products(kb) for meeting in kb.meetings[product.id]]
    most_met = sorted(met_products(kb), key=lambda product: -len(kb.meetings[product.id]))[:MOST_MET]
    return AppsView(
        path="apps.md",
        title="AI in the apps you know",
        description="What AI does in apps, phones, cars, cameras and shops: by product, each feature with the task behind it.",
        source="catalog/products.yml",
        features=len(met),
        known=sum(meeting.met.certainty == "known" for meeting in met),
        products=len(met_products(kb)),
        programs=len(open_programs(kb)),
        letters=_letters(kb),
        most_met=tuple(
            Part(product.record.name, product_address(kb, product.id), len(kb.meetings[product.id]))
            for product in most_met
        ),
        subjects=_subjects(kb),
    )


def apps_part_views(kb: Knowledge) -> Iterator[AppsPartView]:
    """Make the view of each letter. The texts are rendered in the order in which the page shows them."""
    for letter, products in by_letter(kb).items():
        parts = parts_of_letter(kb, letter, products)
        ranges = tuple(Link(" – ".join(_first_and_last(part)), url_of(part.path)) for part in parts)
        for part in parts:
            names = " and ".join(_first_and_last(part))
            texts = PageTexts(part.path, kb.vocabulary)
            yield AppsPartView(
                path=part.path,
                title=f"AI in the apps you know: {letter.upper()}{part.of}",
                description=f"What AI does in products such as {names}: each feature with the task behind it.",
                source="catalog/products.yml",
                letter=letter.upper(),
                letters=_letters(kb),
                number=part.number,
                pages=part.pages,
                ranges=ranges,
                products=tuple(_product(kb, texts, product) for product in part.entries),
            )


def programs_views(kb: Knowledge) -> Iterator[ProgramsView]:
    """Make the view of the programs of each family."""
    for family, programs in _by_family(kb).items():
        name = kb.families[family].record.name
        for part in cuts(f"apps/programs/{family}", programs, MOST_PROGRAMS):
            texts = PageTexts(part.path, kb.vocabulary)
            yield ProgramsView(
                path=part.path,
                title=f"Programs to open: {name}{part.of}",
                description=f"Applications, services and libraries of the family “{name}”{part.of}, with what leaves your device and what they cost.",
                source="catalog/models",
                family=Link(name, address_of("family", family)),
                subjects=_subjects(kb),
                of_family=len(programs),
                number=part.number,
                pages=part.pages,
                programs=tuple(program_row(kb, texts, program) for program in part.entries),
            )


def open_programs(kb: Knowledge) -> list[Entry[Model]]:
    """Give the programs that one can open today."""
    return [model for model in kb.models.values() if model.record.program and not model.record.is_past]


def program_family(kb: Knowledge, program: Model) -> str:
    """Give the family that a program is listed in."""
    return kb.tasks[program.tasks[0]].record.family


def _first_and_last(part: Cut[Entry[Product]]) -> list[str]:
    return list(dict.fromkeys((part.entries[0].record.name, part.entries[-1].record.name)))


def _letters(kb: Knowledge) -> tuple[Part, ...]:
    return tuple(
        Part(letter.upper(), letter_address(letter), len(products)) for letter, products in by_letter(kb).items()
    )


def _by_family(kb: Knowledge) -> dict[str, list[Entry[Model]]]:
    found: dict[str, list[Entry[Model]]] = {family: [] for family in kb.families}
    for program in open_programs(kb):
        found[program_family(kb, program.record)].append(program)
    return {family: programs for family, programs in found.items() if programs}


def _subjects(kb: Knowledge) -> tuple[Part, ...]:
    return tuple(
        Part(kb.families[family].record.name, url_of(part_path(f"apps/programs/{family}", 1)), len(programs))
        for family, programs in _by_family(kb).items()
    )


def _product(kb: Knowledge, texts: PageTexts, product: Entry[Product]) -> ProductView:
    program = kb.models.get(product.id)
    return ProductView(
        id=product.id,
        name=product.record.name,
        maker=product.record.maker,
        also_called=product.record.also_called,
        features=tuple(_feature(kb, texts, meeting) for meeting in kb.meetings[product.id]),
        program=model_link(kb, product.id) if program and program.record.program else None,
    )


def _feature(kb: Knowledge, texts: PageTexts, meeting: Meeting) -> FeatureView:
    return FeatureView(
        met=met_view(kb, texts, meeting.met),
        task=task_link(kb, meeting.task.id),
        question=_explained_by(kb, meeting.task.id),
    )


def _explained_by(kb: Knowledge, task: str) -> Link | None:
    """Lead to the question of a task that very many people ask, else to its first."""
    own = [question for question in kb.task_questions.get(task, ()) if question.record.tasks[0] == task]
    featured = [question for question in own if question.record.featured]
    return next((question_link(question) for question in (*featured, *own)), None)
