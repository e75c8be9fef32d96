"""“I have … I want …”: which tasks, or two of them one after the other, lead from one modality to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.content.records import Entry
    from kb.content.schema import Task
    from kb.knowledge.link import Knowledge

Chain = tuple[str, str, str]
"""What one has, what one goes through, and what one wants."""

WORDS = "text"
"""What pictures, sounds and films hold can be said in words, and words can be spoken, sorted or drawn: people do go that way."""


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

    A chain goes through a third modality, and is one that people follow: through words, or as the whole workflow of a question does. Each of its
    tasks takes nothing besides. Types alone would also let a mask become a made-up picture, and keywords be found in that.
    """
    direct: dict[tuple[str, str], list[Entry[Task]]] = {}
    for task in kb.tasks.values():
        for have in task.record.inputs:
            for want in task.record.outputs:
                direct.setdefault((have, want), []).append(task)
    alone = {pair for pair, tasks in direct.items() if any(task.record.inputs == (pair[0],) for task in tasks)}
    shown = _shown(kb)
    pairs = {}
    for have in kb.modalities:
        for want in kb.modalities:
            through = tuple(
                middle
                for middle in kb.modalities
                if len({have, middle, want}) == len((have, middle, want))
                and (middle == WORDS or (have, middle, want) in shown)
                and {(have, middle), (middle, want)} <= alone
            )
            tasks = tuple(direct.get((have, want), ()))
            if tasks or through:
                pairs[have, want] = Pair(have, want, tasks, through)
    return pairs


def _shown(kb: Knowledge) -> set[Chain]:
    """Give the chains that are the whole workflow of a question."""
    workflows = [question.record.workflow.steps for question in kb.questions.values()]
    return {
        (have, middle, want)
        for first, then in (steps for steps in workflows if len(steps) == 2)
        for have in first.inputs
        for middle in {*first.outputs} & {*then.inputs}
        for want in then.outputs
    }
