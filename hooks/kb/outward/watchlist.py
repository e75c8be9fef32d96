"""What to ask public services about works and tasks, so that editors hear of what has changed since a record was checked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from kb.content.papers import arxiv_id
from kb.outward.services import (
    ARXIV_BATCH,
    GitHubRepository,
    HubRepository,
    arxiv_query,
    github_query,
    hub_query,
    recognise,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.content.records import Entry, Records
    from kb.content.schema import Model

HUB = "https://huggingface.co/api/models"
NEWEST = 20
"""So many of the newest checkpoints of an owner, and of the best liked ones of a task, are looked at."""


class Topic(StrEnum):
    """What a service is asked about."""

    REPOSITORY = "repository"
    RELEASE = "release"
    CHECKPOINT = "checkpoint"
    OWNER = "owner"
    PAPERS = "papers"
    TASK = "task"


@dataclass(frozen=True, slots=True)
class Watch:
    """An address to ask, and the records that its answer matters to."""

    topic: Topic
    url: str
    entries: tuple[Entry[Any], ...]


def watchlist(records: Records) -> list[Watch]:
    """List what to ask, each address once: repositories and their releases, checkpoints and their owners, papers, tasks."""
    entries: dict[tuple[Topic, str], list[Entry[Any]]] = defaultdict(list)
    for entry in records.models:
        for topic, url in dict.fromkeys(_of_work(entry.record)):
            entries[topic, url].append(entry)
    for task in records.tasks:
        if tag := task.record.identifiers.hugging_face:
            entries[Topic.TASK, f"{HUB}?pipeline_tag={quote(tag)}&sort=likes&direction=-1&limit={NEWEST}"].append(task)
    return [Watch(topic, url, tuple(found)) for (topic, url), found in entries.items()] + list(_papers(records))


def _of_work(work: Model) -> Iterator[tuple[Topic, str]]:
    repository = recognise(work.code.url) if work.code else None
    if isinstance(repository, GitHubRepository):
        yield Topic.REPOSITORY, github_query(repository)
        yield Topic.RELEASE, f"{github_query(repository)}/releases/latest"
    checkpoint = recognise(work.weights.url) if work.weights else None
    name = work.identifiers.hugging_face
    if name or (isinstance(checkpoint, HubRepository) and checkpoint.kind == "models"):
        hub = HubRepository("models", name) if name else checkpoint
        assert isinstance(hub, HubRepository)  # noqa: S101 - for the type checker
        yield Topic.CHECKPOINT, hub_query(hub)
        owner = hub.name.partition("/")[0]
        yield Topic.OWNER, f"{HUB}?author={quote(owner)}&sort=createdAt&direction=-1&limit={NEWEST}"


def _papers(records: Records) -> Iterator[Watch]:
    """Give papers on arXiv in batches, as arXiv asks to be asked."""
    papers = [entry for entry in records.models if entry.record.paper and arxiv_id(entry.record.paper)]
    for begin in range(0, len(papers), ARXIV_BATCH):
        batch = papers[begin : begin + ARXIV_BATCH]
        yield Watch(Topic.PAPERS, arxiv_query(str(entry.record.paper) for entry in batch), tuple(batch))
