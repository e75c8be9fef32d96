"""What “I have … I want …” shows: the matrix, and the way for each pair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from kb.knowledge.pairs import Pair, find_pairs
from kb.views.addresses import address_of
from kb.views.pieces import ModalityName, modality_names
from kb.views.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kb.content.records import Entry
    from kb.content.schema import Task
    from kb.knowledge.link import Knowledge


@dataclass(frozen=True, slots=True)
class Side:
    """A modality that one can have or want."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of the matrix: the pair's section, and how many tasks lead straight there (0: only two in turn)."""

    want: str
    pair: str
    tasks: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """What one has, and the fields of all that one may want; None where no way is known."""

    have: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class WayTask:
    """A task that leads straight from one to the other; ``others`` is what it takes besides."""

    name: str
    address: str
    summary: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """A way through a third modality: the sections of its two halves, and how many tasks each has."""

    middle: str
    first: str
    first_tasks: int
    then: str
    then_tasks: int


@dataclass(frozen=True, slots=True)
class PairView:
    """The ways from one modality to another."""

    id: str
    have_id: str
    want_id: str
    have: ModalityName
    want: ModalityName
    tasks: tuple[WayTask, ...]
    chains: tuple[Chain, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HaveWantView(View):
    """The matrix of all modalities, and the pairs."""

    kind: ClassVar[str] = "have-want"
    haves: tuple[Side, ...]
    wants: tuple[Side, ...]
    rows: tuple[MatrixRow, ...]
    pairs: tuple[PairView, ...]


def have_want_view(kb: Knowledge) -> HaveWantView:
    """Make the view of “I have … I want …”."""
    pairs = find_pairs(kb)
    haves = [modality for modality in kb.modalities if any(have == modality for have, _ in pairs)]
    wants = [modality for modality in kb.modalities if any(want == modality for _, want in pairs)]
    return HaveWantView(
        path="have-want.md",
        title="I have … I want …",
        description="Find the AI task by what you have and what you want: a picture into words, a text into sound.",
        source="catalog/modalities.yml",
        haves=tuple(Side(id_, _name(kb, id_)) for id_ in haves),
        wants=tuple(Side(id_, _name(kb, id_)) for id_ in wants),
        rows=tuple(
            MatrixRow(_name(kb, have), tuple(_cell(kb, pairs.get((have, want))) for want in wants)) for have in haves
        ),
        pairs=tuple(_pair(kb, pairs, pair) for pair in pairs.values()),
    )


def _name(kb: Knowledge, modality: str) -> str:
    return kb.modalities[modality].record.name


def _cell(kb: Knowledge, pair: Pair | None) -> Cell | None:
    return Cell(_name(kb, pair.want), pair.id, len(pair.tasks)) if pair else None


def _pair(kb: Knowledge, pairs: Mapping[tuple[str, str], Pair], pair: Pair) -> PairView:
    have, want = modality_names(kb, (pair.have, pair.want))
    return PairView(
        id=pair.id,
        have_id=pair.have,
        want_id=pair.want,
        have=have,
        want=want,
        tasks=tuple(_way(kb, task, pair.have) for task in pair.tasks),
        chains=tuple(_chain(kb, pairs[pair.have, middle], pairs[middle, pair.want]) for middle in pair.through),
    )


def _way(kb: Knowledge, task: Entry[Task], have: str) -> WayTask:
    others = tuple(_name(kb, id_).lower() for id_ in task.record.inputs if id_ != have)
    return WayTask(task.record.name, address_of("task", task.id), task.record.summary, others)


def _chain(kb: Knowledge, first: Pair, then: Pair) -> Chain:
    return Chain(_name(kb, first.want).lower(), first.id, len(first.tasks), then.id, len(then.tasks))
