"""Answers of public services into news: what editors should look at, since it has changed after a record was checked."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kb.outward.services import UnreadableAnswerError, arxiv_versions
from kb.outward.watchlist import Topic

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from kb.content.records import Entry
    from kb.content.schema import Model, Task
    from kb.outward.watchlist import Watch

Facts = list[dict[str, Any]]
RECENT_DAYS = 548
"""Eighteen months: what is well liked and older than this is no news."""
_NO_LICENCE = {"noassertion", "other", "unknown", ""}
_SHOWN = 120


@dataclass(frozen=True, slots=True)
class News:
    """Something for an editor to look at."""

    file: str
    what: str
    """renamed, archived, licence, version, paper, relative or popular."""
    words: str
    url: str


def facts_of(topic: Topic, body: bytes) -> Facts:
    """Keep of an answer what news are made of.

    Raises:
        UnreadableAnswerError: it is not what the service promises.
    """
    if topic is Topic.PAPERS:
        return [{"id": paper, "version": version, "day": day} for paper, version, day in arxiv_versions(body)]
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UnreadableAnswerError("the answer is not JSON") from error
    rows = answer if isinstance(answer, list) else [answer]
    if not all(isinstance(row, dict) for row in rows):
        raise UnreadableAnswerError("the answer is not made of objects")
    return [_READERS[topic](row) for row in rows]


def _repository(row: dict[str, Any]) -> dict[str, Any]:
    licence = row.get("license")
    name = licence.get("spdx_id") if isinstance(licence, dict) else None
    return {"name": _text(row.get("full_name")), "archived": row.get("archived") is True, "licence": _text(name)}


def _release(row: dict[str, Any]) -> dict[str, Any]:
    return {"name": _text(row.get("tag_name")), "day": _text(row.get("published_at"))[:10]}


def _checkpoint(row: dict[str, Any]) -> dict[str, Any]:
    tags = row.get("tags")
    licences = (
        [tag[8:] for tag in tags if isinstance(tag, str) and tag.startswith("license:")]
        if isinstance(tags, list)
        else []
    )
    return {"name": _text(row.get("id")), "day": _text(row.get("createdAt"))[:10], "licence": "".join(licences[:1])}


_READERS: dict[Topic, Callable[[dict[str, Any]], dict[str, Any]]] = {
    Topic.REPOSITORY: _repository,
    Topic.RELEASE: _release,
    Topic.CHECKPOINT: _checkpoint,
    Topic.OWNER: _checkpoint,
    Topic.TASK: _checkpoint,
}


def _text(value: Any) -> str:
    """Take a service's word: one line, of a bounded length, without what would steer a terminal."""
    shown = value[:_SHOWN] if isinstance(value, str) else ""
    return "".join(character if character.isprintable() else " " for character in shown)


@dataclass(frozen=True, slots=True)
class Known:
    """What answers are compared with.

    ``checkpoints`` are those on Hugging Face that records name, as owner/name, and ``licences`` the ids of the catalogue, both in lower case.
    """

    today: dt.date
    checkpoints: Collection[str]
    licences: Collection[str]


def news_of(watch: Watch, facts: Facts, known: Known) -> Iterator[News]:
    """Tell what an answer says that the records do not know."""
    tell = _TELLERS[watch.topic]
    for entry in watch.entries:
        for row in facts:
            yield from tell(entry, row, known)


def _about_release(entry: Entry[Model], row: dict[str, Any], _: Known) -> Iterator[News]:
    if _is_after(row["day"], entry):
        yield News(entry.file, "version", f"Release {row['name']} of {row['day']}.", _code(entry))


def _about_owner(entry: Entry[Model], row: dict[str, Any], known: Known) -> Iterator[News]:
    is_new = _is_after(row["day"], entry) and row["name"].lower() not in known.checkpoints
    if is_new and _is_relative(entry, row["name"]):
        yield News(entry.file, "relative", f"{row['name']} came out on {row['day']}.", _on_hub(row["name"]))


def _about_task(entry: Entry[Task], row: dict[str, Any], known: Known) -> Iterator[News]:
    is_recent = _day(row["day"]) > known.today - dt.timedelta(days=RECENT_DAYS)
    if is_recent and row["name"].lower() not in known.checkpoints:
        words = f"{row['name']} of {row['day']} is among the best liked and has no record."
        yield News(entry.file, "popular", words, _on_hub(row["name"]))


def _about_paper(entry: Entry[Model], row: dict[str, Any], _: Known) -> Iterator[News]:
    if row["id"] == str(entry.record.paper) and _is_after(row["day"], entry):
        words = f"Version {row['version']} of the paper, of {row['day']}."
        yield News(entry.file, "paper", words, f"https://arxiv.org/abs/{row['id']}")


def _about_repository(entry: Entry[Model], row: dict[str, Any], _: Known) -> Iterator[News]:
    code = entry.record.code
    if code is None:
        return
    asked = code.url.removeprefix("https://github.com/").removesuffix(".git").rstrip("/")
    if row["name"] and row["name"].casefold() != asked.casefold():
        yield News(entry.file, "renamed", f"The repository is now {row['name']}.", f"https://github.com/{row['name']}")
    if row["archived"] and entry.record.standing is None:
        yield News(
            entry.file, "archived", "Its owners have frozen the repository, and the record gives no standing.", code.url
        )
    if row["licence"].casefold() not in _NO_LICENCE and row["licence"] != code.licence:
        yield News(
            entry.file,
            "licence",
            f"The code's licence is {row['licence']} there, {code.licence or 'none'} here.",
            code.url,
        )


def _about_checkpoint(entry: Entry[Model], row: dict[str, Any], known: Known) -> Iterator[News]:
    weights, asked = entry.record.weights, entry.record.identifiers.hugging_face
    asked = asked or (weights.url.removeprefix("https://huggingface.co/") if weights else "")
    if row["name"] and row["name"].casefold() != asked.casefold():
        yield News(entry.file, "renamed", f"The checkpoint is now {row['name']}.", _on_hub(row["name"]))
    stated = (weights.licence or "none") if weights else "none"
    if row["licence"] in known.licences and row["licence"] != stated.casefold():
        yield News(
            entry.file,
            "licence",
            f"The checkpoint's licence is {row['licence']} there, {stated} here.",
            _on_hub(row["name"]),
        )


def _is_after(day: str, entry: Entry[Model]) -> bool:
    return _day(day) > entry.record.checked.date


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text) if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])", text) else dt.date.min


def _is_relative(entry: Entry[Model], name: str) -> bool:
    """Tell whether a checkpoint is called like a work: by the letters that the work's name begins with, its version left out."""
    stem = re.sub(r"[^a-z]+.*", "", entry.record.name.casefold())
    return len(stem) > 2 and stem in name.partition("/")[2].casefold()


def _code(entry: Entry[Model]) -> str:
    return entry.record.code.url if entry.record.code else ""


def _on_hub(name: str) -> str:
    return f"https://huggingface.co/{name}"


_TELLERS: dict[Topic, Callable[[Entry[Any], dict[str, Any], Known], Iterator[News]]] = {
    Topic.REPOSITORY: _about_repository,
    Topic.RELEASE: _about_release,
    Topic.CHECKPOINT: _about_checkpoint,
    Topic.OWNER: _about_owner,
    Topic.TASK: _about_task,
    Topic.PAPERS: _about_paper,
}
