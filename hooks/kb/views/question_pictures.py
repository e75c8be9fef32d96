"""The pictures in answers: as which files they are published, and how large."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kb.text.pictures import ShownPicture, pictures_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.content.media import Media
    from kb.content.records import Entry
    from kb.content.schema import Question
    from kb.knowledge.link import Knowledge

LARGEST_SIDE = 1280
"""Pixels of the longer side, as published."""


def shown_pictures(kb: Knowledge, question: Entry[Question]) -> dict[str, ShownPicture]:
    """Give what a question's text shows for the name of each file. Its page lies in the folder of the same name."""
    return {
        name: ShownPicture(PurePosixPath(published_path(media)).name, *published_size(media))
        for name, media in _media_of(kb, question)
    }


def published_pictures(kb: Knowledge) -> Iterator[Media]:
    """Give the files of all pictures in answers, as contributors sent them."""
    for question in kb.questions.values():
        yield from (media for _, media in _media_of(kb, question))


def published_path(media: Media) -> str:
    """Give the path under which a picture is published: always as WebP."""
    return published_as(media.path)


def published_as(path: str) -> str:
    """Give the path under which the picture in a file is published."""
    return str(PurePosixPath(path).with_suffix(".webp"))


def published_size(media: Media) -> tuple[int, int]:
    """Give the width and height in pixels with which a picture is published."""
    scale = min(1.0, LARGEST_SIDE / max(media.width, media.height))
    return max(1, round(media.width * scale)), max(1, round(media.height * scale))


def _media_of(kb: Knowledge, question: Entry[Question]) -> Iterator[tuple[str, Media]]:
    folder = question.file.removesuffix(".md")
    for name in dict.fromkeys(pictures_in(question.body)):
        if media := kb.media.get(f"{folder}/{name}"):
            yield name, media
