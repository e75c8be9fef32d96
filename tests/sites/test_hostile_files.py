"""Files that can't stand in a repository as they are: hostile bytes, names and links. None may crash, hang or be published."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from kb.content import load as load_module
from kb.rules.check import check
from tests.conftest import ROOT, TODAY, kb

if TYPE_CHECKING:
    from collections.abc import Callable
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


def test_old_mac_line_ends_are_one_problem_with_a_count(content: Path) -> None:
    file = content / QUESTION
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r"))
    problem = the_one(content, "line-ends")
    assert (problem.line, problem.column) == (1, 4)
    assert problem.message.startswith("39 line ends are ")


def test_a_single_old_line_end_is_told_where_it_stands(content: Path) -> None:
    append(content, TASK, b"# one\r# two\n")
    problem = the_one(content, "line-ends")
    assert (problem.line, problem.column, problem.message[:14]) == (22, 6, "1 line end is ")


def test_what_fills_a_file_is_told_ten_times_and_counted(content: Path) -> None:
    append(content, TASK, b"# \x01\x02\n" * 1000)
    problems = problems_of(content)
    assert [problem.rule for problem in problems] == ["control-character"] * 11
    assert [(problem.line, problem.column) for problem in problems[:3]] == [(22, 3), (22, 4), (23, 3)]
    assert problems[-1].message == "And 1,990 more of this kind in this file."
    assert problems[-1].line == 27


def test_eleven_of_a_kind_are_all_told(content: Path) -> None:
    append(content, TASK, b"# \x01\n" * 11)
    assert [problem.message[:4] for problem in problems_of(content)] == ["Here"] * 11


def test_each_kind_of_trouble_is_counted_for_itself(content: Path) -> None:
    append(content, TASK, "".join(f"key-{number}: \u200b\n" for number in range(50)).encode())
    problems = problems_of(content)
    assert {problem.rule for problem in problems} == {"invisible-character", "unknown-key"}
    assert sorted(problem.rule for problem in problems if problem.message.startswith("And 40 more")) == [
        "invisible-character",
        "unknown-key",
    ]


def test_a_warning_that_was_waived_is_not_counted(content: Path) -> None:
    fields = "".join(f"  - “{word}”\n" for word in "abcdefghijklmnop")
    file = content / "catalog/tasks/text-to-image.yml"
    text = file.read_text(encoding="utf-8")
    start = text.index("aliases:")
    end = text.index("\n", start)
    file.write_text(f"{text[:start]}aliases:\n{fields.rstrip()}{text[end:]}", encoding="utf-8")
    assert [problem.rule for problem in check(content, TODAY).problems] == ["curly-quotes"] * 11
    waiver = "- file: catalog/tasks/text-to-image.yml\n  rule: curly-quotes\n  why: They are called so.\n"
    (content / "catalog/waivers.yml").write_text(waiver, encoding="utf-8")
    assert check(content, TODAY).problems == []


@pytest.mark.parametrize(
    "name",
    [".DS_Store", "Thumbs.db", "desktop.ini", "Desktop.ini", ".x.md.swp", "x.yml.swo", "x.md~", "#x.md#", "._x.md"],
)
def test_what_editors_leave_behind_is_no_problem(content: Path, name: str) -> None:
    for folder in ("catalog", "catalog/tasks", "catalog/models", "questions"):
        (content / folder / name).write_bytes(b"\0")
    assert check(content, TODAY).problems == []


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="a copy of the project without its repository")
@pytest.mark.parametrize(
    "name", [".DS_Store", "Thumbs.db", "Desktop.ini", ".x.md.swp", "x.swo", "x.md~", "#x.md#", ".#x"]
)
def test_what_editors_leave_behind_is_not_committed(name: str) -> None:
    command = ["git", "-C", str(ROOT), "check-ignore", "--no-index", f"questions/{name}"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_what_an_editor_locks_is_no_problem(content: Path) -> None:
    (content / "questions/.#how-does-tagging-work.md").symlink_to("somebody@somewhere.123")
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
    (content / f"catalog/models/{name}.yml").write_text(text.replace("Captioner", "Reserved"), encoding="utf-8")
    assert the_one(content, "reserved-name").file == f"catalog/models/{name}.yml"


def test_link_that_leads_nowhere(content: Path) -> None:
    (content / "questions/gone.md").symlink_to(content / "nowhere.md")
    assert the_one(content, "symbolic-link").file == "questions/gone.md"


def test_link_that_leads_nowhere_in_place_of_a_folder(content: Path) -> None:
    shutil.rmtree(content / "questions")
    (content / "questions").symlink_to(content / "nowhere")
    assert the_one(content, "symbolic-link").file == "questions"


def test_link_to_itself(content: Path) -> None:
    (content / "questions/round.md").symlink_to(content / "questions/round.md")
    assert the_one(content, "symbolic-link").file == "questions/round.md"


def test_link_in_place_of_the_catalogue(content: Path) -> None:
    (content / "catalog").rename(content.parent / "elsewhere")
    (content / "catalog").symlink_to(content.parent / "elsewhere")
    assert the_one(content, "symbolic-link").file == "catalog"


def test_file_in_place_of_a_folder(content: Path) -> None:
    shutil.rmtree(content / "catalog/models")
    (content / "catalog/models").write_text("x", encoding="utf-8")
    assert the_one(content, "unexpected-file").file == "catalog/models"


def before(monkeypatch: pytest.MonkeyPatch, owner: Any, function: str, wanted: Path, act: Callable[[], None]) -> None:
    """Do something just before a function is called with a path."""
    real = getattr(owner, function)

    def called(path: str | Path, *arguments: Any) -> Any:
        if str(path) == str(wanted):
            act()
        return real(path, *arguments)

    monkeypatch.setattr(owner, function, called)


def refused() -> None:
    raise PermissionError(13, "Permission denied")


@pytest.mark.parametrize("path", [TASK, QUESTION, "catalog/families.yml"])
def test_a_file_that_may_not_be_read(content: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    append(content, "catalog/models/tagger.yml", b"sumary: x\n")
    before(monkeypatch, load_module, "_opened", content / path, refused)
    problems = problems_of(content)
    assert [(problem.file, problem.rule) for problem in problems] == sorted(
        [(path, "unreadable-file"), ("catalog/models/tagger.yml", "unknown-key")]
    )
    assert "Permission denied" in next(problem.message for problem in problems if problem.file == path)


@pytest.mark.parametrize("folder", ["catalog", "catalog/tasks", "catalog/models", "questions"])
def test_a_folder_that_may_not_be_read(content: Path, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    before(monkeypatch, os, "scandir", content / folder, refused)
    problem = the_one(content, "unreadable-file")
    assert (problem.file, "Permission denied" in problem.message) == (folder, True)


def test_a_file_that_vanishes_before_it_is_read(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before(monkeypatch, load_module, "_opened", content / TASK, (content / TASK).unlink)
    assert the_one(content, "missing-file").file == TASK


def test_a_file_that_is_swapped_for_a_link_before_it_is_read(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = content.parent / "secret.yml"
    secret.write_text("name: secret\n", encoding="utf-8")

    def swap() -> None:
        (content / TASK).unlink()
        (content / TASK).symlink_to(secret)

    before(monkeypatch, load_module, "_opened", content / TASK, swap)
    assert the_one(content, "symbolic-link").file == TASK


def test_a_file_that_is_swapped_for_a_pipe_before_it_is_read(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def swap() -> None:
        (content / TASK).unlink()
        os.mkfifo(content / TASK)

    before(monkeypatch, load_module, "_opened", content / TASK, swap)
    assert the_one(content, "unexpected-file").file == TASK


def test_a_file_that_grows_before_it_is_read(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before(monkeypatch, load_module, "_opened", content / TASK, lambda: grow(content))
    assert the_one(content, "too-large").file == TASK


def test_a_file_that_grows_while_it_is_read(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = (content / TASK).stat()
    monkeypatch.setattr(os, "fstat", lambda _: small)
    before(monkeypatch, load_module, "_opened", content / TASK, lambda: grow(content))
    assert the_one(content, "too-large").file == TASK


def grow(content: Path) -> None:
    append(content, TASK, b"# " + b"x" * load_module.MAX_BYTES)


def test_a_folder_that_vanishes_before_it_is_read(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = load_module._read

    def vanish(file: str, path: str, most: int) -> Any:
        shutil.rmtree(content / "catalog", ignore_errors=True)
        return real(file, path, most)

    monkeypatch.setattr(load_module, "_read", vanish)
    assert {problem.rule for problem in problems_of(content)} == {"missing-file"}


def test_a_folder_of_many_files_is_one_problem(content: Path) -> None:
    (content / "questions/all/of/them").mkdir(parents=True)
    for number in range(200):
        (content / f"questions/all/of/them/q{number}.md").write_text("x", encoding="utf-8")
    problem = the_one(content, "unexpected-file")
    assert (problem.file, problem.message) == ("questions/all", "Nothing reads this folder.")


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
