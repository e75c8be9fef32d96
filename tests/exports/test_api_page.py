"""The page on the API: its calls run as they stand, and what it lists is what there is."""

from __future__ import annotations

import io
import re
import runpy
import urllib.request
from typing import TYPE_CHECKING, Any

import pytest

from kb.exports.all_exports import make_exports
from kb.exports.api_files import CHANGES
from kb.exports.api_kinds import KINDS
from kb.exports.export import Site
from kb.knowledge.link import link
from kb.rules.check import check
from tests.conftest import ROOT, TODAY
from tests.views.test_views import write_whole_content

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (ROOT / "docs/api.md").read_text(encoding="utf-8")
ADDRESS = "https://cnaps-ai.github.io/knowledge-base/"
IN_PYTHON = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
FOLDERS = {"models": "catalog/models", "tasks": "catalog/tasks"}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = tmp_path_factory.mktemp("api") / "content"
    write_whole_content(root)
    site = Site(ADDRESS, "Small", "A small site.", "", TODAY)
    return {one.path: one.content for one in make_exports(link(check(root, TODAY).records), site)}


@pytest.mark.parametrize("code", IN_PYTHON, ids=range(len(IN_PYTHON)))
def test_what_is_in_python_runs(
    code: str,
    files: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def urlopen(address: str) -> Any:
        return io.BytesIO(files[address.removeprefix(ADDRESS)])

    monkeypatch.setattr(urllib.request, "urlopen", urlopen)
    monkeypatch.chdir(tmp_path)
    # The small content has no grainy photos.
    (tmp_path / "call.py").write_text(code.replace("grainy photo", "photo").replace('"photo" in', '"" in'), "utf-8")
    runpy.run_path(str(tmp_path / "call.py"))
    assert ADDRESS in capsys.readouterr().out


def test_the_records_that_it_names_are_there() -> None:
    named = re.findall(r"\"?(?:api/v1/|read\(\")(models|tasks)/([a-z0-9-]+)\.json", PAGE)
    assert named
    for folder, record_id in named:
        assert (ROOT / FOLDERS[folder] / f"{record_id}.yml").exists()


def test_it_lists_every_kind_and_every_change() -> None:
    assert re.findall(r"\[(\w+)\.json\]\(api/v1/\w+\.json\) \| `", PAGE) == [kind.folder for kind in KINDS]
    rows = [f"| {change.version} | {change.date.isoformat()} | {change.says} |" for change in CHANGES]
    assert re.findall(r"^\| \d+\.\d+\.\d+ \|.*", PAGE, re.MULTILINE) == rows
