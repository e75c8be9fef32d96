"""What the card of a page shows: the picture that links to the page are shared with."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from kb.content.schema import ModelKind
from kb.views.addresses import url_of
from kb.views.home import HomeView
from kb.views.model import ModelView
from kb.views.question import QuestionView
from kb.views.task import TaskView
from kb.views.taxonomy import FamilyView
from kb.views.wording import KIND_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kb.content.media import Media
    from kb.views.example import ExampleView
    from kb.views.pieces import ModalityName, Signature
    from kb.views.question import StepView
    from kb.views.task import WorkRow
    from kb.views.view import View

ANY_MODEL = "AI model"
MOST_PICTURES = 4
MOST_DOERS = 2


@dataclass(frozen=True, slots=True)
class CardPicture:
    """A picture on a card: its file, and what is in it."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class CardFormat:
    """As what kind of file a card is published, and how many pixels it has: enough for a large picture wherever links are shared."""

    ending: str
    width: int = 800
    height: int = 420


WORDS_ALONE = CardFormat("png")
"""Letters and boxes are small as PNG."""
WITH_PHOTOGRAPHS = CardFormat("jpg")
"""Photographs are small as JPEG. WebP would be smaller still, but not all who show links say that they read it."""


@dataclass(frozen=True, slots=True)
class Flow:
    """What goes in, what does it, and what comes out."""

    inputs: str
    doer: str
    outputs: str

    def __str__(self) -> str:
        return f"{self.inputs} → {self.doer} → {self.outputs}"


@dataclass(frozen=True, slots=True)
class CardView:
    """All that a card shows."""

    page: str
    """The path of its page, such as ``models/ddcolor.md``; its words stand in for a title that can't be drawn."""
    site: str
    title: str
    kicker: str
    """A few words above the title: what it is."""
    lead: str
    """A sentence below the title, where there is no flow."""
    flow: Flow | None = None
    pictures: tuple[CardPicture, ...] = ()
    caption: str = ""
    """How the picture was made."""

    @property
    def path(self) -> str:
        """Where the card is published, relative to the site."""
        return f"cards/{self.page.removesuffix('.md')}.{self.format.ending}"

    @property
    def format(self) -> CardFormat:
        """As what the card is published."""
        return WITH_PHOTOGRAPHS if self.pictures else WORDS_ALONE

    @property
    def address(self) -> str:
        """The address of its page, relative to the site."""
        return url_of(self.page)

    @property
    def words(self) -> str:
        """The card in words, for those who don't see it."""
        parts = (self.kicker, self.title, str(self.flow) if self.flow else self.lead, self.caption)
        return " ".join(part if part.endswith((".", "?", "!", "…")) else f"{part}." for part in parts if part)

    @property
    def fingerprint(self) -> str:
        """The same for cards that show the same, and something else for any others."""
        shown = {**asdict(self), "format": asdict(self.format)}
        return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()


def cards_of(views: Iterable[View], site: str, media: Mapping[str, Media]) -> dict[str, CardView]:
    """Give the card of each page, by the page's path; some have that of another page. See ``card_of`` and ``shared_as``."""
    views = list(views)
    by_address = {view.address: view for view in views}
    shared = {view.path: shared_as(view, by_address.get) for view in views}
    drawn = {view.path: card_of(view, site, media) for view in shared.values()}
    return {path: drawn[view.path] for path, view in shared.items()}


def shared_as(view: View, view_at: Callable[[str], View | None]) -> View:
    """Give the page whose card links to a page are shared with. An old address may lead to a page that has the card of a third.

    Args:
        view: what the page shows.
        view_at: gives what the page at an address shows, relative to the site.
    """
    while view.card_address != view.address and (other := view_at(view.card_address)):
        view = other
    return view


def card_of(view: View, site: str, media: Mapping[str, Media]) -> CardView:
    """Say what the card of a page shows.

    Args:
        view: all that the page shows.
        site: the site's name.
        media: the files of examples, by path.
    """
    plain = card_of_words(view.path, site, view.title, view.description)
    match view:
        case QuestionView():
            kicker = f"Question · {view.tasks[0].words}"
            return _with_example(replace(plain, kicker=kicker, flow=_workflow(view.steps)), view.example, media)
        case TaskView():
            flow = _flow(view.signature, _choice(view.works))
            return _with_example(replace(plain, kicker=f"Task · {view.family.words}", flow=flow), view.example, media)
        case ModelView():
            return replace(_with_own_example(plain, view, media), kicker=f"{view.kind_name} · {view.published[:4]}")
        case FamilyView():
            return replace(plain, kicker="Family of tasks")
        case HomeView():
            return replace(plain, pictures=_pictures((one.src for one in view.pictures[:MOST_PICTURES]), media))
    return plain


def card_of_words(page: str, site: str, title: str, lead: str) -> CardView:
    """Say what the card of a page shows that has nothing but a title and a description, such as a hand-written one."""
    return CardView(page=page, site=site, title=title, kicker="", lead=lead)


def _with_example(card: CardView, example: ExampleView | None, media: Mapping[str, Media]) -> CardView:
    """Show the picture of an example, and say how that was made."""
    if not example or not example.thumbnail or example.is_failure:
        return card
    caption = f"{example.made_words}: {example.model.words}" if example.model else example.made_words
    return replace(card, pictures=_pictures([example.thumbnail], media), caption=caption)


def _with_own_example(card: CardView, view: ModelView, media: Mapping[str, Media]) -> CardView:
    """Show what the model itself has made; what others made of the same task would pass for its work."""
    flow = _flow(view.signature, view.title) if view.signature else None
    own = [one.thumbnail.src for one in view.examples if one.thumbnail and not one.is_failure]
    caption = f"Made by {view.title}" if own else ""
    return replace(card, flow=flow, pictures=_pictures(own[:1], media), caption=caption)


def _workflow(steps: tuple[StepView, ...]) -> Flow:
    """Give a whole workflow in a line: what the first step takes, which models do it, and what the last one gives."""
    names = list(dict.fromkeys(step.model.words for step in steps if step.model))
    doer = f"for example {' + '.join(names)}" if 0 < len(names) <= MOST_DOERS else ANY_MODEL
    return Flow(_names(steps[0].signature.inputs), doer, _names(steps[-1].signature.outputs))


def _choice(works: tuple[WorkRow, ...]) -> str:
    """Say how many models there are for a task, or which one."""
    models = [work.name for work in works if work.kind == KIND_NAMES[ModelKind.MODEL]]
    if len(models) > 1:
        return f"{len(models)} to choose from"
    return models[0] if models else ANY_MODEL


def _flow(signature: Signature, doer: str) -> Flow:
    return Flow(_names(signature.inputs), doer, _names(signature.outputs))


def _names(modalities: tuple[ModalityName, ...]) -> str:
    return ", ".join(modality.name for modality in modalities)


def _pictures(paths: Iterable[str], media: Mapping[str, Media]) -> tuple[CardPicture, ...]:
    return tuple(CardPicture(path, hashlib.sha256(media[path].content).hexdigest()) for path in paths)
