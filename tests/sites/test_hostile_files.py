"""Files that can't stand in a repository as they are: hostile bytes, names and links. None may crash, hang or be published."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from kb.rules.check import check
from tests.conftest import TODAY, kb

if TYPE_CHECKING:
    from pathlib import Path

    from kb.content.problems import Problem

TASK = "catalog/tasks/image-tagging.yml"
QUESTION = "questions/how-does-tagging-work.md"


def problems_of(content: Path) -> list[Problem]:
    checked = check(content, TODAY)
    assert not checked.is_publishable
    return checked.problems


def the_one(content: Path, rule: str) -> Problem:
    problems = problems_of(content)
    assert [problem.rule for problem in problems] == [rule]
    return problems[0]


def append(content: Path, path: str, extra: bytes) -> None:
    file = content / path
    file.write_bytes(file.read_bytes() + extra)


def test_not_utf8(content: Path) -> None:
    append(content, TASK, "# caf\u00e9\n".encode("latin-1"))
    problem = the_one(content, "not-utf8")
    assert (problem.file, problem.line, problem.column) == (TASK, 22, 6)


def test_utf16(content: Path) -> None:
    file = content / TASK
    file.write_bytes(file.read_text(encoding="utf-8").encode("utf-16"))
    assert the_one(content, "not-utf8").line == 1


def test_nul(content: Path) -> None:
    append(content, TASK, b"# \0\n")
    assert the_one(content, "control-character").line == 22


@pytest.mark.parametrize("character", ["\u200b", "\u202e", "\u2066", "\ufeff", "\u00ad", "\ue000"])
def test_invisible_characters(content: Path, character: str) -> None:
    append(content, QUESTION, f"\nOne{character}two.\n".encode())
    problem = the_one(content, "invisible-character")
    assert (problem.file, problem.line, problem.column) == (QUESTION, 41, 4)


def test_byte_order_mark_and_windows_line_ends_are_harmless(content: Path) -> None:
    file = content / QUESTION
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert check(content, TODAY).problems == []


def test_nested_brackets_in_yaml(content: Path) -> None:
    (content / TASK).write_text("name: " + "[" * 100_000 + "\n", encoding="utf-8")
    assert the_one(content, "yaml-nesting").line == 1


def test_nested_mappings_in_yaml(content: Path) -> None:
    (content / TASK).write_text("{a: " * 50_000 + "\n", encoding="utf-8")
    assert the_one(content, "yaml-nesting").line == 1


def test_nested_brackets_in_prose(content: Path) -> None:
    append(content, QUESTION, b"\n" + b"[" * 100_000 + b"\n")
    assert [problem.rule for problem in problems_of(content)] == ["too-long"]


def test_nested_brackets_in_prose_that_is_just_short_enough(content: Path) -> None:
    append(content, QUESTION, b"\n" + b"[" * 38_000 + b"\n")
    assert check(content, TODAY).problems == []


def test_nested_quotations_in_prose(content: Path) -> None:
    append(content, QUESTION, b"\n" + b"> " * 400 + b"x\n")
    problem = the_one(content, "not-shown")
    assert (problem.file, problem.line) == (QUESTION, 41)


def test_large_file(content: Path) -> None:
    append(content, TASK, b"# " + b"x" * 5_000_000)
    assert "5,000,000" not in the_one(content, "too-large").message
    assert the_one(content, "too-large").file == TASK


def test_symbolic_link_out_of_the_folder(content: Path) -> None:
    secret = content.parent / "secret.yml"
    secret.write_text("name: secret\n", encoding="utf-8")
    (content / "catalog/tasks/leak.yml").symlink_to(secret)
    assert the_one(content, "symbolic-link").file == "catalog/tasks/leak.yml"


def test_symbolic_link_in_place_of_a_folder(content: Path) -> None:
    elsewhere = content.parent / "elsewhere"
    (content / "questions").rename(elsewhere)
    (content / "questions").symlink_to(elsewhere)
    assert the_one(content, "symbolic-link").file == "questions"


def test_ids_that_differ_only_in_case(content: Path) -> None:
    text = (content / TASK).read_text(encoding="utf-8")
    (content / "catalog/tasks/Image-Tagging.yml").write_text(text, encoding="utf-8")
    problems = problems_of(content)
    assert {problem.file for problem in problems if problem.rule == "id-collision"} == {
        "catalog/tasks/Image-Tagging.yml",
        TASK,
    }
    assert [problem.file for problem in problems if problem.rule == "bad-id"] == ["catalog/tasks/Image-Tagging.yml"]


def test_ids_that_differ_only_in_unicode_form(content: Path) -> None:
    for name in ("caf\u00e9", "cafe\u0301"):
        (content / f"catalog/models/{name}.yml").write_text("kind: model\n", encoding="utf-8")
    assert sum(problem.rule == "id-collision" for problem in problems_of(content)) == 2


@pytest.mark.parametrize("name", ["con", "nul", "com1", "lpt9"])
def test_names_that_windows_reserves(content: Path, name: str) -> None:
    text = (content / "catalog/models/captioner.yml").read_text(encoding="utf-8")
    (content / f"catalog/models/{name}.yml").write_text(text, encoding="utf-8")
    assert the_one(content, "reserved-name").file == f"catalog/models/{name}.yml"


def test_folder_in_place_of_a_file(content: Path) -> None:
    (content / "catalog/tasks/folder.yml").mkdir()
    assert the_one(content, "unexpected-file").file == "catalog/tasks/folder.yml"


def test_pipe_in_place_of_a_file(content: Path) -> None:
    os.mkfifo(content / "catalog/tasks/pipe.yml")
    assert the_one(content, "unexpected-file").file == "catalog/tasks/pipe.yml"


def test_missing_list(content: Path) -> None:
    (content / "catalog/licences.yml").unlink()
    assert the_one(content, "missing-file").file == "catalog/licences.yml"


def test_everything_at_once_is_told_at_once(content: Path) -> None:
    append(content, TASK, b"sumary: x\n")
    append(content, "catalog/models/tagger.yml", b"# \0\n")
    append(content, QUESTION, b"\n<script>alert(1)</script>\n")
    result = kb("check", "--root", content, "--format", "json")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert [(row["file"], row["rule"]) for row in json.loads(result.stdout)] == [
        ("catalog/models/tagger.yml", "control-character"),
        (TASK, "unknown-key"),
        (QUESTION, "raw-html"),
    ]
