"""What the system refuses is told in a sentence with what to do, and the problems of the content are told all the same."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from kb.commands.build import build_command
from kb.publish.failure import BuildError, in_words
from kb.publish.own_files import files_of_others, in_short, list_own_files
from kb.publish.site import build as publish
from kb.publish.site import make_ready
from tests.conftest import kb
from tests.publish.steps import NO_CONTENT, build, words_of
from tests.publish.test_build import digests
from tests.publish.test_swap import refusing

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

EMPTY = "questions/how-does-tagging-work.md:1:1: error: The file is empty. [empty-file]"


def built(root: Path) -> Result:
    """Run ``kb build`` as far as it comes without MkDocs."""
    return CliRunner().invoke(build_command, ["--root", str(root)])


def with_error(content: Path) -> Path:
    (content / "questions/how-does-tagging-work.md").write_text("", encoding="utf-8")
    return content


def dangling(site: Path) -> None:
    site.symlink_to("nowhere")


def circular(site: Path) -> None:
    site.symlink_to(site.name)


def to_a_file(site: Path) -> None:
    site.symlink_to("questions/why-do-captions-invent-things.md")


def a_file(site: Path) -> None:
    site.write_text("mine", encoding="utf-8")


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (dangling, "is a link that leads to no folder. Delete it, or let it lead to one, then build again."),
        (circular, "is a link that leads to no folder. Delete it, or let it lead to one, then build again."),
        (to_a_file, "is a link that leads to no folder. Delete it, or let it lead to one, then build again."),
        (a_file, "is a file where the folder of the site shall be. Move or delete it, then build again."),
    ],
)
def test_a_site_that_is_no_folder(content: Path, make: Callable[[Path], None], sentence: str) -> None:
    site = content / "site"
    make(site)
    before = site.lstat()
    result = built(with_error(content))
    assert result.exit_code == 1
    assert EMPTY in result.output
    assert f"Error: {site} {sentence}\n" in result.output
    assert site.lstat().st_ino == before.st_ino


def with_files(site: Path, *paths: str) -> None:
    for path in paths:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text("mine", encoding="utf-8")


def test_files_that_no_build_made_are_kept_and_named(content: Path) -> None:
    site = content / "site"
    build(site, "old")
    with_files(site, ".git/config", "CNAME", "deep/.htaccess", ".DS_Store")
    before = digests(site)
    result = built(with_error(content))
    assert result.exit_code == 1
    assert EMPTY in result.output
    assert (
        f"Error: {site} holds what no build made, and a build would delete it: .git/, CNAME, deep/.htaccess. "
        "Move it away, or build with --delete-others.\n"
    ) in result.output
    assert digests(site) == before


def test_a_list_of_the_build_tells_its_files_from_all_others(content: Path) -> None:
    site = content / "site"
    build(site, "old")
    with_files(site, *(f"deep/more/{number}.html" for number in range(9)), "LICENSE")
    list_own_files(site)
    assert files_of_others(site) == []
    (site / "empty").mkdir()
    with_files(site, "notes.html", "deep/more/10.html", "other/a.txt", "other/b.txt", "x~")
    (site / "elsewhere").symlink_to(content)
    assert files_of_others(site) == ["elsewhere/", "other/", "notes.html", "deep/more/10.html"]
    with_files(site, *(f"{number}.txt" for number in range(9)))
    assert in_short(files_of_others(site)) == "elsewhere/, other/, 0.txt, 1.txt, 2.txt and 8 more"


def test_files_that_come_during_a_build_are_kept(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = content / "site"
    build(site, "old")
    monkeypatch.setattr("kb.publish.site.run_mkdocs", lambda *_: with_files(site, "CNAME"))
    with pytest.raises(BuildError, match="CNAME"):
        publish(content, make_ready(site), NO_CONTENT)
    assert words_of(site) == "old"
    assert (site / "CNAME").exists()


def test_files_of_others_are_deleted_when_that_is_wished(project: Path) -> None:
    site = project / "site"
    with_files(site, "CNAME", ".git/config")
    refused = kb("build", "--root", project)
    assert refused.returncode == 1
    assert ".git/, CNAME" in refused.stderr
    result = kb("build", "--root", project, "--delete-others")
    assert result.returncode == 0, result.stderr
    assert files_of_others(site) == []
    assert not (site / "CNAME").exists()
    with_files(site, "mine.html")
    assert "would delete it: mine.html. " in kb("build", "--root", project).stderr


@pytest.mark.parametrize("time", ["", "yesterday", "1e9", "99999999999999999999", "-99999999999999"])
def test_a_wrong_time(content: Path, monkeypatch: pytest.MonkeyPatch, time: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", time)
    result = built(with_error(content))
    assert result.exit_code == 1
    assert EMPTY in result.output
    assert (
        f"Error: The environment variable SOURCE_DATE_EPOCH is “{time}”, which is no time. Set it to" in result.output
    )


def test_a_wrong_time_is_told_by_mkdocs_itself_too(project: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    environment = os.environ | {"SOURCE_DATE_EPOCH": "yesterday"}
    result = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False, env=environment)
    assert result.returncode == 1
    assert "SOURCE_DATE_EPOCH is “yesterday”, which is no time." in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("number", "tip"),
    [
        (errno.ENOSPC, "The disk is full: free some space, then build again."),
        (errno.EROFS, "The disk is read-only: build a copy of the project that is on another one."),
        (errno.EACCES, "Give yourself the right to read and write there, then build again."),
        (errno.EIO, "Mend that, then build again."),
    ],
)
def test_a_folder_that_cannot_be_written_to(
    content: Path, monkeypatch: pytest.MonkeyPatch, number: int, tip: str
) -> None:
    refused = OSError(number, os.strerror(number), str(content / "site.build-abcdefgh"))
    monkeypatch.setattr(tempfile, "mkdtemp", refusing(refused))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "4000000000")  # A day on which records are stale.
    result = built(content)
    assert result.exit_code == 1
    assert "[stale" in result.output
    assert result.output.endswith(
        f"Error: The site could not be built: {content}/site.build-abcdefgh: {os.strerror(number)}. {tip}\n"
    )


def test_a_folder_that_cannot_be_listed(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    list_folder, refuse = os.scandir, refusing(PermissionError(13, "Permission denied", "there"))

    def scandir(folder: Path) -> object:
        """Refuse the folder that holds the site alone: the content is read as ever."""
        return refuse() if Path(folder) == content else list_folder(folder)

    monkeypatch.setattr("kb.publish.workshop.os.scandir", scandir)
    result = built(with_error(content))
    assert EMPTY in result.output
    assert "Error: The site could not be built: there: Permission denied. Give yourself the right" in result.output


def test_an_error_without_a_number_is_told_in_its_own_words() -> None:
    assert in_words(OSError("odd")) == "The site could not be built: odd. Mend that, then build again."


def small_files_only() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))


def test_a_disk_that_refuses_in_the_middle_of_a_build(project: Path) -> None:
    """A limit on the size of files stands for a full disk; both refuse in the midst of writing."""
    build(project / "site", "old")
    before = digests(project / "site")
    command = [str(Path(sys.executable).with_name("kb")), "build", "--root", str(project)]
    result = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=small_files_only)
    assert result.returncode == 1
    assert "Error: The site could not be built: " in result.stderr
    assert os.strerror(errno.EFBIG) in result.stderr
    assert "Traceback" not in result.stderr
    assert digests(project / "site") == before
    assert not list(project.glob("site.*"))


SIGNALLED = """
import os, signal

def on_pre_build(**_):
    os.kill(os.getpid(), signal.{signal})
"""


def test_a_build_that_is_ended_takes_mkdocs_with_it_and_the_next_one_clears_up(project: Path) -> None:
    """MkDocs signals the process that it runs in here, and that must be the one that was started."""
    hook, config = project / "hooks/signalled.py", project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("hooks: [", "hooks: [hooks/signalled.py, "), encoding="utf-8")
    build(project / "site", "old")

    hook.write_text(SIGNALLED.format(signal="SIGINT"), encoding="utf-8")
    interrupted = kb("build", "--root", project)
    assert interrupted.returncode == 1
    assert interrupted.stderr.strip() == "Aborted!"
    assert not list(project.glob("site.*"))

    hook.write_text(SIGNALLED.format(signal="SIGTERM"), encoding="utf-8")
    assert kb("build", "--root", project).returncode == -signal.SIGTERM
    assert len(list(project.glob("site.build-*"))) == 1
    assert words_of(project / "site") == "old"

    build(project / "site", "new")
    assert words_of(project / "site") == "new"
    assert not list(project.glob("site.*"))
