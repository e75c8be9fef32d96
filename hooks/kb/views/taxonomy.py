"""What the index of all tasks and the page of a family show: the tree of tasks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from kb.knowledge.thumbnails import task_thumbnail_file
from kb.search.files import picture_of
from kb.views.addresses import address_of, path_of
from kb.views.excerpts import shorten
from kb.views.pieces import Link, Signature, family_link, signature
from kb.views.view import View

if TYPE_CHECKING:
    from kb.content.records import Entry
    from kb.content.schema import Family, Task
    from kb.knowledge.link import Knowledge


@dataclass(frozen=True, slots=True)
class Branch:
    """A task with its narrower tasks, and how much belongs to it."""

    task: Link
    summary: str
    picture: str | None
    """Its small picture, which the search shows as well."""
    signature: Signature
    works: int
    questions: int
    children: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class FamilyTree:
    """A family with all its tasks."""

    id: str
    family: Link
    description: str
    tasks: int
    roots: tuple[Branch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxonomyView(View):
    """The whole tree."""

    kind: ClassVar[str] = "taxonomy"
    tasks: int
    families: tuple[FamilyTree, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyView(View):
    """The tree of one family."""

    kind: ClassVar[str] = "family"
    lead: str
    roots: tuple[Branch, ...]


def taxonomy_view(kb: Knowledge) -> TaxonomyView:
    """Make the view of the index of all tasks."""
    return TaxonomyView(
        path="tasks/index.md",
        title="All tasks",
        description=f"The taxonomy: {len(kb.tasks)} tasks that AI models do, in {len(kb.families)} families.",
        source="catalog/families.yml",
        tasks=len(kb.tasks),
        families=tuple(_tree(kb, family) for family in kb.families.values()),
    )


def family_view(kb: Knowledge, family: Entry[Family]) -> FamilyView:
    """Make the view of a family."""
    return FamilyView(
        path=path_of("family", family.id),
        title=family.record.name,
        description=shorten(family.record.description),
        source=family.file,
        lead=family.record.description,
        roots=_roots(kb, family.id),
    )


def _tree(kb: Knowledge, family: Entry[Family]) -> FamilyTree:
    return FamilyTree(
        id=family.id,
        family=family_link(kb, family.id),
        description=family.record.description,
        tasks=len(kb.family_tasks(family.id)),
        roots=_roots(kb, family.id),
    )


def _roots(kb: Knowledge, family: str) -> tuple[Branch, ...]:
    return tuple(_branch(kb, task) for task in kb.roots[family])


def _branch(kb: Knowledge, task: Entry[Task]) -> Branch:
    record = task.record
    return Branch(
        task=Link(record.name, address_of("task", task.id)),
        summary=record.summary,
        picture=f"search/{picture_of(task.id)}" if task_thumbnail_file(kb, task.id) else None,
        signature=signature(kb, record.inputs, record.outputs),
        works=len(kb.task_models.get(task.id, ())),
        questions=len(kb.task_questions.get(task.id, ())),
        children=tuple(_branch(kb, child) for child in kb.children.get(task.id, ())),
    )
