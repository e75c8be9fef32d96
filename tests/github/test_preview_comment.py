"""The note about a preview: it finds its pull request by itself, and believes nothing that the preview says about itself."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

FAKE_GH = """#!{python}
import json, pathlib, sys
folder = pathlib.Path(__file__).parent
arguments = sys.argv[2:]
with (folder / "calls.txt").open("a") as calls:
    calls.write(json.dumps(arguments) + "\\n")
path = arguments[0].removeprefix("repos/owner/site/")
if "--input" in arguments:
    (folder / "body.json").write_text(sys.stdin.read())
else:
    sys.stdout.buffer.write((folder / path.replace("/", "_")).read_bytes())
"""


class GitHub:
    """A stand-in for the ``gh`` command: answers from files, and keeps what was asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        command = folder / "gh"
        command.write_text(FAKE_GH.format(python=sys.executable), encoding="utf-8")
        command.chmod(0o755)
        self.answer("pulls", [{"number": 7, "head": {"sha": "a" * 40}}])
        self.answer("issues/7/comments", b"")
        self.listed("new /questions/why-is-it-grey/\n")

    def answer(self, path: str, answer: Any) -> None:
        content = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        (self.folder / path.replace("/", "_")).write_bytes(content)

    def listed(self, text: str, size: int = 300) -> None:
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("changed-pages.txt", text)
        self.answer("actions/artifacts/12/zip", archive.getvalue())
        artifacts = [("site", 11, 1), ("changed-pages", 12, size)]
        rows = [{"name": name, "id": number, "size_in_bytes": size} for name, number, size in artifacts]
        self.answer("actions/runs/5/artifacts", {"artifacts": rows})

    def run(self) -> str | None:
        """Run the workflow's script; give the comment that it writes."""
        workflow = yaml.safe_load((ROOT / ".github/workflows/preview-comment.yml").read_text(encoding="utf-8"))
        step = workflow["jobs"]["comment"]["steps"][0]
        assert step["shell"] == "python"
        values = {"RUN_ID": "5", "HEAD_SHA": "a" * 40, "HEAD_OWNER": "someone", "HEAD_BRANCH": "mend; echo $(id)"}
        assert set(values) | {"GH_TOKEN"} == set(step["env"])
        path = f"{self.folder}{os.pathsep}{os.environ['PATH']}"
        environment = os.environ | values | {"GITHUB_REPOSITORY": "owner/site", "PATH": path}
        subprocess.run([sys.executable, "-c", step["run"]], env=environment, check=True)
        body = self.folder / "body.json"
        return str(json.loads(body.read_text(encoding="utf-8"))["body"]) if body.exists() else None

    @property
    def calls(self) -> list[list[str]]:
        return [json.loads(line) for line in (self.folder / "calls.txt").read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def github(tmp_path: Path) -> GitHub:
    return GitHub(tmp_path)


def test_it_tells_where_the_preview_is_and_what_changed(github: GitHub) -> None:
    body = github.run()
    assert body
    assert "(https://github.com/owner/site/actions/runs/5/artifacts/11)" in body
    assert "- new: `/questions/why-is-it-grey/`" in body
    assert github.calls[-1][:3] == ["repos/owner/site/issues/7/comments", "--method", "POST"]


def test_it_updates_its_own_comment(github: GitHub) -> None:
    github.answer("issues/7/comments", b"99\n")
    assert github.run()
    assert github.calls[-1][:3] == ["repos/owner/site/issues/comments/99", "--method", "PATCH"]
    asked = next(call for call in github.calls if call[0].endswith("issues/7/comments"))
    assert "github-actions[bot]" in asked[-1]


def test_it_asks_for_the_branch_as_one_value(github: GitHub) -> None:
    github.run()
    assert "head=someone:mend; echo $(id)" in github.calls[0]


def test_it_keeps_silent_when_newer_commits_came(github: GitHub) -> None:
    github.answer("pulls", [{"number": 7, "head": {"sha": "b" * 40}}])
    assert github.run() is None


@pytest.mark.parametrize(
    "line",
    [
        "new /questions/x/ [click](https://evil.example)",
        "new /questions/`x`/",
        "new https://evil.example/",
        "new /../../etc/",
        "@everyone",
        "<script>",
        "new /" + "a/" * 5,
        "changed /" + "a" * 81 + "/",
    ],
)
def test_it_believes_no_other_line(github: GitHub, line: str) -> None:
    github.listed(f"{line}\nchanged /tasks/inpainting/\n")
    body = github.run()
    assert body
    assert [row for row in body.splitlines() if row.startswith("- ")] == ["- changed: `/tasks/inpainting/`"]
    assert line not in body


def test_it_is_short_however_long_the_list_is(github: GitHub) -> None:
    github.listed("".join(f"new /questions/q{number}/\n" for number in range(1000)))
    body = github.run()
    assert body
    assert "- and 900 more" in body
    assert len(body) < 10_000


def test_it_reads_no_bomb(github: GitHub) -> None:
    github.listed("new /a/\n" + "0" * 50_000_000)
    body = github.run()
    assert body
    assert "- new: `/a/`" in body
    github.listed("new /a/\n", size=10**9)
    body = github.run()
    assert body
    assert "/a/" not in body


def test_it_tells_when_all_pages_may_differ_or_none(github: GitHub) -> None:
    github.listed("shared\n")
    assert "Other pages may look different too" in (github.run() or "")
    github.listed("\n")
    assert "No page changed." in (github.run() or "")
