"""What “AI in the apps you know” shows: products with their features and the tasks behind these, and programs that one can open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from kb.views.met_in import MetView, met_view
from kb.views.page_texts import PageTexts
from kb.views.pieces import Link, model_link, question_link, task_link
from kb.views.program import ProgramRow, program_row
from kb.views.view import View

if TYPE_CHECKING:
    from kb.content.records import Entry
    from kb.content.schema import Product
    from kb.knowledge.link import Knowledge, Meeting

PATH = "apps.md"


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
    """All products that people meet AI in, and all programs."""

    kind: ClassVar[str] = "apps"
    features: int
    known: int
    products: tuple[ProductView, ...]
    programs: tuple[ProgramRow, ...]


def apps_view(kb: Knowledge) -> AppsView:
    """Make the view of the page. The texts are rendered in the order in which the page shows them."""
    texts = PageTexts(PATH, kb.vocabulary)
    products = tuple(_product(kb, texts, product) for product in kb.products.values() if product.id in kb.meetings)
    features = [feature for product in products for feature in product.features]
    return AppsView(
        path=PATH,
        title="AI in the apps you know",
        description="What AI does in apps, phones, cars, cameras and shops: by product, each feature with the task behind it.",
        source="catalog/products.yml",
        features=len(features),
        known=sum(feature.met.is_known for feature in features),
        products=products,
        programs=tuple(
            program_row(kb, texts, model)
            for model in kb.models.values()
            if model.record.program and not model.record.is_past
        ),
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
