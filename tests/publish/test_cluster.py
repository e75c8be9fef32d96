"""A cluster of Dask builds the very site that one machine builds, also when it loses a worker while that builds a part."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from kb.publish.packed import pack, unpack
from kb.publish.part import Part
from kb.publish.part_elsewhere import PartError, built_part, versions
from tests.conftest import ROOT, kb
from tests.publish.test_build import digests

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOON = "1780315200"


@contextmanager
def cluster(*options: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.publish.two_workers", *options]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        yield process
        process.communicate("")


def said_by(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def test_a_cluster_builds_the_same_site_and_may_lose_a_worker(project: Path) -> None:
    pytest.importorskip("distributed")
    assert kb("build", "--root", project, SOURCE_DATE_EPOCH=NOON).returncode == 0
    site = digests(project / "site")
    with cluster("kill") as process:
        built = kb("build", "--root", project, "--scheduler", said_by(process), SOURCE_DATE_EPOCH=NOON)
        assert built.returncode == 0, built.stderr
        assert said_by(process).startswith("tcp://"), "a worker was killed while it built"
    assert digests(project / "site") == site
    assert not list(project.glob("site.*"))


def test_where_there_is_no_cluster_that_is_told(project: Path) -> None:
    pytest.importorskip("distributed")
    told = kb("build", "--root", project, "--scheduler", "nonsense://here")
    assert told.returncode == 1
    assert "No scheduler of Dask answers at nonsense://here" in told.stderr
    assert kb("build", "--root", project, "--scheduler", "tcp://a:1", "--shard", "1/2").returncode == 2


def test_a_worker_with_other_packages_is_refused_and_what_fails_there_is_told(content: Path) -> None:
    packed = pack(content, ("catalog", "questions"))
    with pytest.raises(PartError, match=r"A worker has Python .*, not 2\.7\. Install the same there as here"):
        built_part(packed, Part(1, 2), {}, versions() | {"Python": "2.7"}, "")
    with pytest.raises(PartError, match="Part 1 of 2 could not be built"):
        built_part(packed, Part(1, 2), {}, versions(), str(content))


def test_a_folder_comes_out_of_its_parcel_as_it_went_in(content: Path, tmp_path: Path) -> None:
    (content / "link.md").symlink_to("/etc/passwd")
    (content / "questions/__pycache__").mkdir()
    unpack(pack(content, ("questions", "link.md", "nothing")), tmp_path / "there")
    assert digests(tmp_path / "there/questions") == digests(content / "questions")
    assert not (tmp_path / "there/link.md").exists()
