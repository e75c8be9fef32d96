"""``kb watch``: what has changed out there since the records were checked: versions, names, licences, archived repositories."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import time
from dataclasses import asdict
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from kb.commands.links import keep
from kb.commands.shared import paths_argument, read_content, root_option, wanted_files
from kb.outward.messages import NoReplyError
from kb.outward.news import Facts, Known, News, facts_of, news_of
from kb.outward.polite import PoliteClient, host_of
from kb.outward.send import Sender
from kb.outward.services import UnreadableAnswerError
from kb.outward.watchlist import Watch, watchlist

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kb.content.records import Records

ANSWER_BYTES = 4 * 1024 * 1024
RATE_LIMITED = (403, 429)
NO_NETWORK = 2


@click.command("watch")
@paths_argument
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
@click.option(
    "--max-age",
    type=click.IntRange(min=0),
    default=7,
    show_default=True,
    help="For how many days an answer is not asked for again.",
)
@root_option
def watch_command(paths: tuple[Path, ...], form: str, max_age: int, root: Path) -> None:
    """Ask public services what is new about the works and tasks, or about those in the files and folders PATHS.

    Tells of newer versions, new names, other licences, archived repositories, relatives of a model, and of what is well liked and
    has no record. Nothing is changed. Each host is asked one thing a second at most; answers are kept in .cache/watch/, so a
    watch that was interrupted goes on where it stopped. With GITHUB_TOKEN set, GitHub answers more often than 60 times an hour.
    """
    today = dt.date.today()
    records = read_content(root, today).checked.records
    is_wanted = wanted_files(paths, root)
    watches = [watch for watch in watchlist(records) if any(is_wanted(entry.file) for entry in watch.entries)]
    cache = root / ".cache" / "watch" / "answers.json"
    answers = _read(cache, today, max_age)
    asked = [watch for watch in watches if watch.url not in answers]
    click.echo(f"{len(watches)} questions, {len(watches) - len(asked)} of them answered in earlier runs.", err=True)
    answers |= _ask(asked, today, cache, answers)
    if asked and not any(watch.url in answers for watch in asked):
        click.echo("No service answered, so there is nothing new to tell.", err=True)
        sys.exit(NO_NETWORK)
    found = [one for one in _news(watches, answers, records, today) if is_wanted(one.file)]
    unanswered = sum(watch.url not in answers for watch in watches)
    if unanswered:
        click.echo(f"{unanswered} questions were not answered. Run it again later: it goes on with those.", err=True)
    click.echo(_FORMS[form](found))


def network() -> PoliteClient:
    """Give what asks the real network, at the pace of the real clock."""
    return PoliteClient(Sender(), time.time, time.sleep)


def _ask(watches: list[Watch], today: dt.date, cache: Path, known: dict[str, Facts]) -> dict[str, Facts]:
    """Ask one thing after the other with a progress bar, and keep what was answered, also when interrupted."""
    client, console = network(), Console(stderr=True)
    columns = (TextColumn("Asking"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    found: dict[str, Facts] = {}
    try:
        with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress:
            for watch in progress.track(watches):
                facts = _answer(client, watch)
                if facts is not None:
                    found[watch.url] = facts
    finally:
        if found:
            rows = {"day": today.isoformat(), "answers": known | found}
            keep(cache, json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    return found


def _answer(client: PoliteClient, watch: Watch) -> Facts | None:
    """Ask one thing. What is not there has no news; what does not answer, or not in its own form, is asked again another time."""
    headers = {"Accept": "application/vnd.github+json"} if host_of(watch.url) == "api.github.com" else {}
    token = os.environ.get("GITHUB_TOKEN")
    if headers and token:
        headers["Authorization"] = f"Bearer {token}"
    try:
        answer = client.ask("GET", watch.url, headers, limit=ANSWER_BYTES, tries=1)
        if answer.reply.status in RATE_LIMITED:
            client.close_host(host_of(watch.url), "was asked too often")
        if answer.reply.status == 404:
            return []
        return facts_of(watch.topic, answer.reply.body) if answer.is_good else None
    except (NoReplyError, UnreadableAnswerError):
        return None


def _read(cache: Path, today: dt.date, max_age: int) -> dict[str, Facts]:
    """Read earlier answers. What is too old or can't be read is forgotten: it can be asked again."""
    try:
        stored = json.loads(cache.read_text(encoding="utf-8", errors="replace"))
        is_fresh = 0 <= (today - dt.date.fromisoformat(stored["day"])).days < max_age
        return dict(stored["answers"]) if is_fresh else {}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def _news(watches: Iterable[Watch], answers: dict[str, Facts], records: Records, today: dt.date) -> Iterator[News]:
    works = [entry.record for entry in records.models]
    named = [
        work.identifiers.hugging_face or (work.weights.url.partition("huggingface.co/")[2] if work.weights else "")
        for work in works
    ]
    known = Known(today, {name.lower() for name in named if name}, {entry.id.lower() for entry in records.licences})
    for watch in watches:
        yield from news_of(watch, answers.get(watch.url, []), known)


def _as_text(found: list[News]) -> str:
    lines = [f"{one.file}: {one.words} ({one.what})\n    ↳ {one.url}" for one in _in_order(found)]
    return "\n".join(lines) or "Nothing new."


def _as_markdown(found: list[News]) -> str:
    return "\n".join(f"- `{one.file}`: {one.words} <{one.url}>" for one in _in_order(found)) or "Nothing new."


def _as_json(found: list[News]) -> str:
    return json.dumps([asdict(one) for one in _in_order(found)], ensure_ascii=False, indent=2)


def _in_order(found: list[News]) -> list[News]:
    return sorted(set(found), key=lambda one: (one.file, one.what, one.words))


_FORMS = {"text": _as_text, "markdown": _as_markdown, "json": _as_json}
