"""Parts of a site that were built apart, copied into one folder, are the site that one build makes."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from kb.publish.part import Part
from tests.conftest import EXAMPLES, OF_TODAY, kb
from tests.publish.test_build import digests

if TYPE_CHECKING:
    from pathlib import Path

    from tests.publish.builder import Builder

PARTS = (1, 2, 7)


@pytest.fixture
def project(project: Path) -> Path:
    """A project with all kinds of records, and pages of parts of lists."""
    shutil.copytree(OF_TODAY, project, dirs_exist_ok=True)
    shutil.copytree(EXAMPLES, project / "examples")
    (project / "catalog/redirects.yml").write_text(
        "- kind: model\n  old: word-tagger\n  new: tagger\n- kind: task\n  old: labelling\n  new: image-tagging\n",
        encoding="utf-8",
    )
    return project


def joined(project: Path, of: int) -> Path:
    whole = project / f"joined-{of}"
    for number in range(1, of + 1):
        shutil.copytree(project / Part(number, of).folder, whole, dirs_exist_ok=True)
    return whole


def test_joined_parts_are_the_whole_site(project: Path, builder: Builder) -> None:
    builder.build("kb", project)
    whole = digests(project / "site")
    for of in PARTS:
        shutil.rmtree(project / ".cache")  # Other machines know nothing of this one.
        sizes = []
        for number in range(1, of + 1):
            builder.build(f"kb:--shard={number}/{of}", project)
            sizes.append(len(digests(project / Part(number, of).folder)))
        assert sum(sizes) == len(whole), "no file is in two parts"
        assert digests(joined(project, of)) == whole
    assert kb("verify", project / "joined-7", "--root", project).returncode == 0


def test_a_joined_site_that_is_not_whole_is_told(project: Path, builder: Builder) -> None:
    for number in (1, 2):
        builder.build(f"kb:--shard={number}/2", project)
    site = joined(project, 2)
    page = next(
        path for path in digests(project / Part(2, 2).folder) if path.startswith("models/") and path.endswith(".html")
    )
    (site / page).rename(site / "kept.html")
    told = kb("verify", site, "--root", project)
    assert told.returncode == 1
    assert f"lacks {page}. Copy all parts" in told.stderr
    assert "holds what no build made: kept.html" in told.stderr
    (site / "kept.html").rename(site / page)
    (site / page).write_text('<a href="nowhere/">x</a>', encoding="utf-8")
    assert f"{page}: nowhere/" in kb("verify", site, "--root", project).stderr
    told = kb("verify", project / Part(2, 2).folder, "--root", project)
    assert "lacks built-files.txt.gz" in told.stderr


@pytest.mark.parametrize("wrong", ["", "0/2", "3/2", "2", "a/b", "1/1001", "-1/2", "1/2/3", "²/3"])
def test_a_part_that_there_is_not_is_refused(content: Path, wrong: str) -> None:
    told = kb("build", "--shard", wrong, "--root", content)
    assert told.returncode == 2
    assert "such as 2/7" in told.stderr
