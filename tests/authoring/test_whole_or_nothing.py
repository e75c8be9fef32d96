"""What commands write is there whole or not at all, whatever ends them, and nothing is written through links or outside of the content."""

from __future__ import annotations

import errno
import fcntl
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kb.commands import content_writer
from kb.commands.content_writer import writing
from kb.content.places import UNFINISHED
from kb.rules.check import check
from tests.authoring.writer_steps import BEFORE, CHANGED, CREATED, SCENES
from tests.conftest import TODAY, kb
from tests.project import contributed
from tests.publish.steps import outcomes_of

Outcomes = dict[tuple[str, str], list[dict[str, Any]]]
RENAME = ("rename", "model", "tagger", "word-finder", "--root")
NEW = ("new", "question", "--no-input", "--title", "Why so?", "--root")


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Outcomes:
    """What became of the content for each of ``SCENES`` and each step."""
    return outcomes_of("tests.authoring.writer_steps", SCENES, tmp_path_factory.mktemp("contents"))


def test_whatever_happened_the_next_try_ends_well_and_clears_up(outcomes: Outcomes) -> None:
    for (_, task), found in outcomes.items():
        assert len(found) > 30, "steps are not counted any more"
        assert all(one["after the next try"] == (CHANGED if task == "change" else CREATED) for one in found)


def test_a_change_that_is_cut_short_says_so_unless_it_is_whole(outcomes: Outcomes) -> None:
    for action in ("kill", "interrupt", "refuse"):
        states = [one["at once"] for one in outcomes[action, "change"]]
        begun = [state for state in states if f"{UNFINISHED}/journal.json" in state]
        others = [content_of(state) for state in states if state not in begun]
        assert begun
        assert all(state in (BEFORE, CHANGED) for state in others)


def test_a_new_file_is_whole_or_not_there(outcomes: Outcomes) -> None:
    empty = {"examples/one": "an empty folder"}, {"examples": "an empty folder"}
    for action in ("kill", "interrupt", "refuse"):
        states = [content_of(one["at once"]) for one in outcomes[action, "create"]]
        assert all(state in [BEFORE, CREATED, *(BEFORE | one for one in empty)] for state in states), action


def test_what_is_interrupted_or_refused_leaves_nothing_behind_unless_while_it_clears_up(outcomes: Outcomes) -> None:
    for action in ("interrupt", "refuse"):
        states = [one["at once"] for one in outcomes[action, "create"]]
        left = [state for state in states if any(path.startswith(UNFINISHED) for path in state)]
        assert len(left) < len(states) / 3, action


def content_of(state: dict[str, str]) -> dict[str, str]:
    return {path: what for path, what in state.items() if not path.startswith(UNFINISHED)}


def cut_short(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave a renaming after its first step."""
    real = content_writer._place
    asked: list[str] = []

    def refuse(place_root: Path, path: str) -> Path:
        asked.append(path)
        if (root / UNFINISHED).exists() and asked.count(path) > 1 and path.endswith(".md"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(place_root, path)

    with monkeypatch.context() as patched:
        patched.setattr(content_writer, "_place", refuse)
        result = kb(*RENAME, root)
    assert result.returncode == 1
    assert "Some files are changed: mend that, and type the same again." in result.stderr


def test_a_second_try_goes_on_with_a_renaming(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut_short(content, monkeypatch)
    assert "unfinished-change" in [problem.rule for problem in check(content, TODAY).problems]
    result = kb(*RENAME, content)
    assert (result.returncode, result.stderr) == (
        0,
        "Finished first what was cut short: kb rename model tagger word-finder\n",
    )
    assert result.stdout.startswith("catalog/models/tagger.yml → catalog/models/word-finder.yml\n")
    assert check(content, TODAY).problems == []
    assert not list(content.glob(".kb*"))


@pytest.mark.parametrize("command", [NEW, ("rename", "task", "image-tagging", "keywords", "--root")])
def test_whoever_writes_next_finishes_what_was_begun(
    content: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    cut_short(content, monkeypatch)
    result = kb(*command, content)
    assert result.returncode == 0, result.stderr
    assert "Finished first what was cut short" in result.stderr
    assert [problem.rule for problem in check(content, TODAY).problems if problem.level == "error"] == []


def test_only_one_writes_at_a_time(content: Path) -> None:
    before = contributed(content)
    with writing(content):
        for command in (RENAME, NEW):
            result = kb(*command, content)
            assert (result.returncode, result.stdout) == (1, "")
            assert result.stderr == "Error: Another kb command is writing here. Try again when it has ended.\n"
    assert contributed(content) == before
    assert kb(*RENAME, content).returncode == 0


@pytest.mark.parametrize("folder", ["questions", "catalog", "catalog/models"])
def test_nothing_is_written_through_a_link(content: Path, folder: str) -> None:
    elsewhere = content.parent / "elsewhere"
    (content / folder).rename(elsewhere)
    (content / folder).symlink_to(elsewhere)
    document = content.parent / "document.txt"
    document.write_text(
        "❓ Why does my photo look grey?\n\n📌 Tagger\nhttps://example.org/tagger-9\n", encoding="utf-8"
    )
    before = contributed(content), contributed(elsewhere)
    for command in (NEW, ("new", "model", "--no-input", "--name", "New one", "--root"), RENAME):
        kb(*command, content)
    kb("import", document, "--root", content)
    written = set(contributed(elsewhere)) - set(before[1])
    assert written == set()
    assert contributed(elsewhere) == before[1]


def test_a_new_record_in_a_linked_folder_is_refused_in_words(content: Path) -> None:
    (content / "questions").rename(content.parent / "elsewhere")
    (content / "questions").symlink_to(content.parent / "elsewhere")
    result = kb(*NEW, content)
    assert result.returncode == 1
    assert "questions is a link to another folder, and nothing is written through links" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "path", ["../x.md", "/x.md", "questions/../../x.md", "hooks/kb/cli.py", ".git/config", "x.md", ""]
)
def test_nothing_is_written_outside_of_the_content(content: Path, path: str) -> None:
    before = contributed(content.parent)
    with writing(content) as writer, pytest.raises(OSError, match="is no place in the content"):
        writer.create(path, "x")
    with writing(content) as writer, pytest.raises(OSError, match="is no place in the content"):
        writer.change("x", {path: b"x"})
    assert contributed(content.parent) == before


@pytest.mark.parametrize(
    "journal",
    [
        '{"name": "x", "places": [".git/config"], "gone": null}',
        '{"name": "x", "places": [], "gone": "hooks/kb/cli.py"}',
        '{"name": "\\u001b[2J", "places": [], "gone": null}',
        '{"name": "x", "places": [7], "gone": null}',
        '{"name": "x", "places": "questions/x.md", "gone": null}',
        "[]",
        "7",
        "\0",
        None,
    ],
)
def test_a_journal_of_a_stranger_changes_nothing(content: Path, journal: str | None) -> None:
    """Somebody may send one with a copy of the project."""
    (content / ".git").mkdir()
    (content / ".git/config").write_text("mine", encoding="utf-8")
    (content / UNFINISHED).mkdir()
    (content / UNFINISHED / "0").write_text("theirs", encoding="utf-8")
    if journal is not None:
        (content / UNFINISHED / "journal.json").write_text(journal, encoding="utf-8")
    before = contributed(content)
    result = kb(*RENAME, content)
    assert result.returncode == 1
    assert "What was cut short before can't be finished" in result.stderr
    assert "Traceback" not in result.stderr
    assert "\x1b" not in result.stderr
    assert contributed(content) == before


def test_a_journal_behind_a_link_changes_nothing(content: Path) -> None:
    elsewhere = content.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "journal.json").write_text(
        '{"name": "x", "places": ["questions/x.md"], "gone": null}', encoding="utf-8"
    )
    (elsewhere / "0").write_text("secret", encoding="utf-8")
    (content / UNFINISHED).symlink_to(elsewhere)
    assert kb(*RENAME, content).returncode == 1
    assert (elsewhere / "0").exists()


def full_disk() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20))


@pytest.mark.parametrize("command", [NEW, RENAME])
def test_a_full_disk_leaves_all_as_it_was(content: Path, command: tuple[str, ...]) -> None:
    """A limit on the size of files stands for a full disk; both refuse in the midst of writing."""
    before = contributed(content)
    arguments = [str(Path(sys.executable).with_name("kb")), *command, str(content)]
    result = subprocess.run(arguments, capture_output=True, text=True, check=False, preexec_fn=full_disk)
    assert result.returncode == 1
    assert os.strerror(errno.EFBIG) in result.stderr
    assert result.stderr.endswith("Nothing was written.\n")
    assert "Traceback" not in result.stderr
    assert contributed(content) == before
    assert not list(content.glob(".kb-change*"))


def test_a_full_disk_is_told_for_each_document_of_an_import(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = content.parent / "document.txt"
    document.write_text("❓ Why does my photo look grey?\n\nIt was taken in fog.\n", encoding="utf-8")
    before = contributed(content)
    refuse_to_write(monkeypatch, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    result = kb("import", document, "--root", content)
    assert result.returncode == 1, result.stdout
    assert "can't be written: No space left on device." in result.stdout
    assert contributed(content) == before


def refuse_to_write(monkeypatch: pytest.MonkeyPatch, error: OSError) -> None:
    def refuse(*_: Any) -> None:
        raise error

    monkeypatch.setattr(content_writer, "_write", refuse)


@pytest.mark.parametrize(
    ("number", "tip"),
    [
        (errno.ENOSPC, "No space left on device. Free some space, and try again."),
        (errno.EROFS, "Read-only file system. Work on a copy that is on another disk."),
        (errno.EACCES, "Permission denied. Give yourself the right to write there, and try again."),
        (errno.EIO, "Input/output error."),
    ],
)
def test_what_the_system_refuses_is_told_with_what_to_do(
    content: Path, monkeypatch: pytest.MonkeyPatch, number: int, tip: str
) -> None:
    refuse_to_write(monkeypatch, OSError(number, os.strerror(number)))
    for command in (NEW, RENAME):
        result = kb(*command, content)
        assert result.returncode == 1
        assert result.stderr.endswith(f"{tip}\nNothing was written.\n")


def test_a_file_that_came_in_between_is_not_overwritten(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for link in (os.link, lambda *_: refused()):
        monkeypatch.setattr(os, "link", link)
        with writing(content) as writer, pytest.raises(FileExistsError):
            writer.create("questions/how-does-tagging-work.md", "x")


def test_a_disk_without_hard_links(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", lambda *_: refused())
    with writing(content) as writer:
        writer.create("questions/new.md", "x")
    assert (content / "questions/new.md").read_text(encoding="utf-8") == "x"


def refused() -> None:
    raise PermissionError(errno.EPERM, "Operation not permitted")


def test_a_disk_without_locks(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(*_: Any) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    assert kb(*RENAME, content).returncode == 0
