"""“I have … I want …”: which tasks, or two of them one after the other, lead from one modality to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.content.records import Entry
    from kb.content.schema import Task
    from kb.knowledge.link import Knowledge


@dataclass(frozen=True, slots=True)
class Pair:
    """What leads from one modality to another: tasks that do it at once, and modalities to go through."""

    have: str
    want: str
    tasks: tuple[Entry[Task], ...]
    through: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id of the pair's section."""
        return f"{self.have}-to-{self.want}"


def find_pairs(kb: Knowledge) -> dict[tuple[str, str], Pair]:
    """Find every pair of modalities that a task, or two tasks one after the other, lead between.

    A chain goes through a third modality: from what one has, through something else, to what one wants.
    """
    direct: dict[tuple[str, str], list[Entry[Task]]] = {}
    for task in kb.tasks.values():
        for have in task.record.inputs:
            for want in task.record.outputs:
                direct.setdefault((have, want), []).append(task)
    pairs = {}
    for have in kb.modalities:
        for want in kb.modalities:
            through = tuple(
                middle
                for middle in kb.modalities
                if middle not in (have, want) and have != want and (have, middle) in direct and (middle, want) in direct
            )
            tasks = tuple(direct.get((have, want), ()))
            if tasks or through:
                pairs[have, want] = Pair(have, want, tasks, through)
    return pairs
