"""The small picture that stands for a task, from the first of its examples that has one."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kb.rules.example_files import THUMBNAIL

if TYPE_CHECKING:
    from kb.content.media import Media
    from kb.content.records import Entry
    from kb.content.schema import Example
    from kb.knowledge.link import Knowledge


def thumbnail(kb: Knowledge, example: Entry[Example]) -> Media | None:
    """Give the small picture of an example, if it has one."""
    return kb.media.get(f"{PurePosixPath(example.file).parent}/{THUMBNAIL}")


def task_thumbnail_file(kb: Knowledge, task: str) -> Media | None:
    """Give the small picture of a task, if one of its examples has one."""
    return next((made for example in kb.task_examples.get(task, ()) if (made := thumbnail(kb, example))), None)
