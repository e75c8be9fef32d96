"""What “AI in the apps you know” shows: products with their features and the tasks behind these, and programs that one can open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from kb.search.words import shelf_of
from kb.views.addresses import APPS, address_of, product_address, url_of
from kb.views.met_in import MetView, met_view
from kb.views.page_texts import PageTexts
from kb.views.pieces import Link, Part, model_link, question_link, task_link
from kb.views.program import ProgramRow, program_row
from kb.views.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.content.records import Entry
    from kb.content.schema import Model, Product
    from kb.knowledge.link import Knowledge, Meeting

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
    """The products whose names begin with a letter."""

    kind: ClassVar[str] = "apps-part"
    letter: str
    letters: tuple[Part, ...]
    products: tuple[ProductView, ...]

    @property
    def card_address(self) -> str:
        """Parts are shared with the card of the whole."""
        return APPS


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramsView(View):
    """The programs of a family that one can open."""

    kind: ClassVar[str] = "programs"
    family: Link
    subjects: tuple[Part, ...]
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
            Part(product.record.name, product_address(product.id, product.record.name), len(kb.meetings[product.id]))
            for product in most_met
        ),
        subjects=_subjects(kb),
    )


def apps_part_views(kb: Knowledge) -> Iterator[AppsPartView]:
    """Make the view of each letter. The texts are rendered in the order in which the page shows them."""
    for letter, products in _by_letter(kb).items():
        path = f"apps/{letter}.md"
        texts = PageTexts(path, kb.terms.values())
        yield AppsPartView(
            path=path,
            title=f"AI in the apps you know: {letter.upper()}",
            description=f"What AI does in products from {products[0].record.name} to {products[-1].record.name}: each feature with the task behind it.",
            source="catalog/products.yml",
            letter=letter.upper(),
            letters=_letters(kb),
            products=tuple(_product(kb, texts, product) for product in products),
        )


def programs_views(kb: Knowledge) -> Iterator[ProgramsView]:
    """Make the view of the programs of each family."""
    for family, programs in _by_family(kb).items():
        path = _programs_path(family)
        texts = PageTexts(path, kb.terms.values())
        name = kb.families[family].record.name
        yield ProgramsView(
            path=path,
            title=f"Programs to open: {name}",
            description=f"Applications, services and libraries of the family “{name}”, with what leaves your device and what they cost.",
            source="catalog/models",
            family=Link(name, address_of("family", family)),
            subjects=_subjects(kb),
            programs=tuple(program_row(kb, texts, program) for program in programs),
        )


def met_products(kb: Knowledge) -> list[Entry[Product]]:
    """Give the products that somebody meets a task in, in the order of the alphabet."""
    met = [product for product in kb.products.values() if product.id in kb.meetings]
    return sorted(met, key=lambda product: (product.record.name.casefold(), product.id))


def open_programs(kb: Knowledge) -> list[Entry[Model]]:
    """Give the programs that one can open today."""
    return [model for model in kb.models.values() if model.record.program and not model.record.is_past]


def program_family(kb: Knowledge, program: Model) -> str:
    """Give the family that a program is listed in."""
    return kb.tasks[program.tasks[0]].record.family


def _by_letter(kb: Knowledge) -> dict[str, list[Entry[Product]]]:
    found: dict[str, list[Entry[Product]]] = {}
    for product in met_products(kb):
        found.setdefault(shelf_of(product.record.name), []).append(product)
    return dict(sorted(found.items()))


def _letters(kb: Knowledge) -> tuple[Part, ...]:
    return tuple(Part(letter.upper(), f"{APPS}{letter}/", len(products)) for letter, products in _by_letter(kb).items())


def _by_family(kb: Knowledge) -> dict[str, list[Entry[Model]]]:
    found: dict[str, list[Entry[Model]]] = {family: [] for family in kb.families}
    for program in open_programs(kb):
        found[program_family(kb, program.record)].append(program)
    return {family: programs for family, programs in found.items() if programs}


def _programs_path(family: str) -> str:
    return f"apps/programs/{family}.md"


def _subjects(kb: Knowledge) -> tuple[Part, ...]:
    return tuple(
        Part(kb.families[family].record.name, url_of(_programs_path(family)), len(programs))
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
