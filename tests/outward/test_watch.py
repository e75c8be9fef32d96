"""What editors hear of works and tasks that changed after their records were checked, from answers as the services give them."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from kb.cli import main
from kb.commands import watch as command
from tests.outward.internet import Internet, Says, as_json, playing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from click.testing import Result

TAGGER = "catalog/models/tagger.yml"
REPOSITORY = "https://api.github.com/repos/example/tagger"
RELEASE = f"{REPOSITORY}/releases/latest"
CHECKPOINT = "https://huggingface.co/api/models/example/tagger"
HUB = "https://huggingface.co/api/models"
ARXIV = "https://export.arxiv.org/api/query"
MIT = {"key": "mit", "name": "MIT License", "spdx_id": "MIT"}


def rows_of(*rows: dict[str, Any]) -> Says:
    return Says(body=json.dumps(rows).encode(), headers={"Content-Type": "application/json; charset=utf-8"})


def paper(version: int, day: str) -> Says:
    entry = f"<entry><id>http://arxiv.org/abs/2306.03514v{version}</id><updated>{day}T10:00:00Z</updated><title>Tagging</title></entry>"
    feed = f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'
    return Says(body=feed.encode(), headers={"Content-Type": "application/atom+xml"})


@pytest.fixture
def internet(monkeypatch: pytest.MonkeyPatch) -> Iterator[Internet]:
    """An internet on which nothing has changed since the small project was checked."""
    with playing() as one:
        one.tell(REPOSITORY, as_json(full_name="example/tagger", archived=False, license=MIT))
        one.tell(RELEASE, Says(404))
        one.tell(
            CHECKPOINT,
            as_json(id="example/tagger", createdAt="2023-06-05T00:00:00.000Z", tags=["license:cc-by-nc-4.0"]),
        )
        one.tell(HUB, rows_of())
        one.tell(ARXIV, paper(1, "2023-06-06"))
        monkeypatch.setattr(command, "network", one.client)
        monkeypatch.delenv("GITHUB_TOKEN", raising=False)
        yield one


def run(content: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["watch", "--root", str(content), *arguments])


def told(content: Path, *arguments: str) -> list[tuple[str, str, str]]:
    result = run(content, "--format", "json", *arguments)
    assert result.exit_code == 0, result.output
    return [(row["file"], row["what"], row["words"]) for row in json.loads(result.stdout)]


def test_where_nothing_changed_nothing_is_told_and_nothing_written(content: Path, internet: Internet) -> None:
    before = {file: file.read_bytes() for file in content.rglob("*.yml")}
    result = run(content)
    assert result.exit_code == 0, result.output
    assert result.stdout == "Nothing new.\n"
    assert {file: file.read_bytes() for file in content.rglob("*.yml")} == before
    assert len(internet.asked(REPOSITORY)) == 2


@pytest.mark.parametrize(
    ("url", "says", "what", "words"),
    [
        (
            REPOSITORY,
            as_json(full_name="new/tagger", archived=False, license=MIT),
            "renamed",
            "The repository is now new/tagger.",
        ),
        (
            *(REPOSITORY, as_json(full_name="example/tagger", archived=True, license=MIT), "archived"),
            "Its owners have frozen the repository, and the record gives no standing.",
        ),
        (
            *(REPOSITORY, as_json(full_name="example/tagger", license={"spdx_id": "GPL-3.0"}), "licence"),
            "The code's licence is GPL-3.0 there, MIT here.",
        ),
        (
            RELEASE,
            as_json(tag_name="v2.0", published_at="2026-05-02T08:00:00Z"),
            "version",
            "Release v2.0 of 2026-05-02.",
        ),
        (CHECKPOINT, as_json(id="example/tagger-2", tags=[]), "renamed", "The checkpoint is now example/tagger-2."),
        (
            *(CHECKPOINT, as_json(id="example/tagger", tags=["pytorch", "license:mit"]), "licence"),
            "The checkpoint's licence is mit there, CC-BY-NC-4.0 here.",
        ),
        (
            *(f"GET {HUB}?author=example&sort=createdAt&direction=-1&limit=20",),
            rows_of({"id": "example/tagger-xl", "createdAt": "2026-04-01T00:00:00Z"}),
            *("relative", "example/tagger-xl came out on 2026-04-01."),
        ),
        (ARXIV, paper(3, "2026-03-01"), "paper", "Version 3 of the paper, of 2026-03-01."),
    ],
)
def test_what_changed_is_told(content: Path, internet: Internet, url: str, says: Says, what: str, words: str) -> None:
    internet.tell(url, says)
    assert told(content) == [(TAGGER, what, words)]


def test_what_is_liked_and_has_no_record_is_told_at_its_task(content: Path, internet: Internet) -> None:
    file = content / "catalog/tasks/image-tagging.yml"
    with file.open("a", encoding="utf-8") as stream:
        stream.write("identifiers: {hugging_face: image-classification}\n")
    recent = (dt.date.today() - dt.timedelta(days=30)).isoformat()
    liked = rows_of(
        {"id": "someone/sees-all", "createdAt": f"{recent}T00:00:00Z"},
        {"id": "example/tagger", "createdAt": f"{recent}T00:00:00Z"},
        {"id": "someone/old-but-liked", "createdAt": "2020-01-01T00:00:00Z"},
    )
    internet.tell(f"GET {HUB}?pipeline_tag=image-classification&sort=likes&direction=-1&limit=20", liked)
    words = f"someone/sees-all of {recent} is among the best liked and has no record."
    assert told(content) == [("catalog/tasks/image-tagging.yml", "popular", words)]


def test_answers_are_kept_and_a_watch_goes_on_where_it_stopped(content: Path, internet: Internet) -> None:
    internet.tell(REPOSITORY, Says(403))
    result = run(content)
    assert result.exit_code == 0
    assert "questions were not answered" in result.stderr
    internet.tell(REPOSITORY, as_json(full_name="new/tagger", license=MIT))
    asked = len(internet.heard)
    assert [what for _, what, _ in told(content)] == ["renamed"]
    assert {heard.url for heard in internet.heard[asked:]} == {REPOSITORY, RELEASE}
    internet.is_down = True
    assert [what for _, what, _ in told(content)] == ["renamed"]


def test_without_a_network_it_says_so(content: Path, internet: Internet) -> None:
    internet.is_down = True
    result = run(content)
    assert result.exit_code == 2
    assert "No service answered" in result.stderr


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[[1]]", b"[" * 100_000, b'{"full_name": 7, "license": [], "tags": "x"}', b"\xff"]
)
def test_odd_answers_break_nothing_and_are_never_news(content: Path, internet: Internet, body: bytes) -> None:
    for url in (REPOSITORY, RELEASE, CHECKPOINT, HUB):
        internet.tell(url, Says(body=body, headers={"Content-Type": "application/json"}))
    assert told(content) == []


def test_what_services_say_can_not_steer_a_terminal(content: Path, internet: Internet) -> None:
    internet.tell(RELEASE, as_json(tag_name="v2\x1b[31m\nred" + "x" * 500, published_at="2026-05-02T08:00:00Z"))
    output = run(content).stdout
    assert "\x1b" not in output
    assert len(output.splitlines()) == 2
    assert max(map(len, output.splitlines())) < 250
