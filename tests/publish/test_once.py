"""Content is read, parsed and checked once in a build, and before anything is written."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kb.publish.build_content import begin_build, checked_before, content_of_build
from kb.rules.check import check
from tests.conftest import TODAY
from tests.publish.test_build import digests

if TYPE_CHECKING:
    from pathlib import Path

COUNTING = """
import collections, json, os, sys

counts = {"reads": collections.Counter(), "parses": collections.Counter(), "checks": 0}
root = sys.argv[1] + "/"

def count_reads(event, arguments):
    if event == "open" and str(arguments[0]).startswith((root + "questions/", root + "catalog/")):
        counts["reads"][str(arguments[0]).removeprefix(root)] += 1

sys.addaudithook(count_reads)

import yaml
parse = yaml.parse

def count_parses(text, *arguments, **options):
    counts["parses"][text] += 1
    return parse(text, *arguments, **options)

yaml.parse = count_parses

import kb.rules.check
check_files = kb.rules.check.check_files

def count_checks(*arguments):
    counts["checks"] += 1
    return check_files(*arguments)

kb.rules.check.check_files = count_checks

from importlib.metadata import entry_points
import kb.cli
(program,) = entry_points(group="console_scripts", name="mkdocs")
command = kb.cli.main if sys.argv[2] == "kb" else program.load()
sys.exit(command.main(sys.argv[3:], standalone_mode=False) or print(json.dumps(counts)))
"""

BUILDS = {"kb": ("build", "--root"), "mkdocs": ("build", "--strict", "--config-file")}


def run_counted(project: Path, program: str) -> subprocess.CompletedProcess[str]:
    what = project if program == "kb" else project / "mkdocs.yml"
    command = [sys.executable, "-c", COUNTING, str(project), program, *BUILDS[program], str(what)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("program", BUILDS)
def test_content_is_read_parsed_and_checked_once_and_errors_leave_the_last_good_site(
    project: Path, program: str
) -> None:
    files = [
        file.relative_to(project).as_posix()
        for folder in ("questions", "catalog")
        for file in (project / folder).rglob("*.*")
    ]
    result = run_counted(project, program)
    assert result.returncode == 0, result.stderr
    counts = json.loads(result.stdout.splitlines()[-1])
    assert counts["reads"] == dict.fromkeys(files, 1)
    assert sorted(counts["parses"].values()) == [1] * len(files)
    assert counts["checks"] == 1

    before = digests(project / "site")
    (project / "questions/how-does-tagging-work.md").write_text("", encoding="utf-8")
    result = run_counted(project, program)
    assert result.returncode == 1
    told = "questions/how-does-tagging-work.md:1:1: error: The file is empty. [empty-file]\n    ↳ Fill it in, or delete it."
    assert told in (result.stdout if program == "kb" else result.stderr)
    assert digests(project / "site") == before


def test_each_build_of_a_server_reads_the_content_anew(content: Path) -> None:
    assert begin_build(content, TODAY).is_publishable
    (content / "questions/how-does-tagging-work.md").write_text("", encoding="utf-8")
    assert not begin_build(content, TODAY).is_publishable
    assert not content_of_build().is_publishable


def test_a_build_takes_what_the_command_has_checked(content: Path) -> None:
    checked = check(content, TODAY)
    with checked_before(checked):
        assert begin_build(content, dt.date(1, 1, 1)) is checked
        assert content_of_build() is checked
    assert begin_build(content, TODAY) is not checked
