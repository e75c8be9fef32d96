"""Asks git what has changed. Nothing here changes the repository."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

CONTENT = ("catalog", "questions", "examples")
MAIN = ("upstream/main", "origin/main", "main")
"""Where the main branch is looked for: in the repository that was forked, in the one that was cloned, here."""
_INSTEAD = "“kb check” without --changed checks everything."


class GitError(click.ClickException):
    """Git can't say what has changed; the message tells why and what to do."""

    exit_code = 2


def merge_base(root: Path, base: str | None) -> tuple[str, str]:
    """Give the commit at which the current work left a branch, and what the branch is called here.

    Args:
        root: the folder of the content.
        base: a branch, tag or commit; None for the main branch.

    Raises:
        GitError: where there is no git, no repository, no such branch, or no common history.
    """
    _require_repository(root)
    tried = MAIN if base is None else (base, f"origin/{base}")
    found = next((name for name in tried if _commit(root, name)), None)
    if found is None:
        name = base or "main"
        message = f"There is no branch or commit “{name}” here (tried {', '.join(tried)})."
        raise GitError(f"{message} Get it with: git fetch origin {name}, or name another with --base.")
    common = _git(root, "merge-base", found, "HEAD", check=False).strip()
    if not common:
        is_shallow = _git(root, "rev-parse", "--is-shallow-repository").strip() == "true"
        if is_shallow:
            raise GitError("The clone is shallow and ends before the main branch. Run: git fetch --unshallow")
        raise GitError(f"“{found}” and the current work have no common history. Name another branch with --base.")
    return common, found


def head(root: Path) -> str:
    """Give the commit that the current work stands on."""
    return _commit(root, "HEAD")


def branch(root: Path) -> str:
    """Give the name of the branch that is worked on, or nothing where none is."""
    return _git(root, "branch", "--show-current", check=False).strip()


def changed_files(root: Path, commit: str) -> set[str]:
    """Give the content files that differ from a commit, committed or not, new and deleted ones included."""
    tracked = _git(root, "diff", "--name-only", "--no-renames", "--relative", "-z", commit, "--", *CONTENT)
    untracked = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", *CONTENT)
    return set(filter(None, (tracked + untracked).split("\0")))


def changes_since(root: Path, base: str) -> str:
    """Give all files that differ between a commit and the last one, as ``git diff --name-status -z`` writes them.

    Raises:
        GitError: where git can't compare with it.
    """
    options = ("--name-status", "--no-renames", "--relative", "-z")
    return _git(root, "diff", *options, "--end-of-options", base, "HEAD", "--")


def files_with_other_ends(root: Path, commit: str, files: Collection[str]) -> list[str]:
    """Give those of the files whose lines end as on Windows (CRLF), and did not at a commit."""
    if not files:
        return []
    rows = _git(root, "ls-files", "--eol", "-z", "--", *sorted(files)).split("\0")
    now = [row.partition("\t")[2] for row in rows if re.search(r"\bw/(crlf|mixed)\b", row.partition("\t")[0])]
    return [path for path in now if "\r\n" not in (_git(root, "show", f"{commit}:./{path}", check=False) or "\r\n")]


@contextmanager
def content_at(root: Path, commit: str, only: Collection[str] = ()) -> Iterator[Path]:
    """Put the content of a commit into a folder that is there for as long as the block runs.

    It goes by way of an index of its own, so that neither the repository nor the working tree notices.

    Args:
        root: the folder of the content.
        commit: the commit.
        only: the files that are wanted; all where none is named.
    """
    with tempfile.TemporaryDirectory(prefix="kb-check-") as name:
        folder = Path(name) / "content"
        folder.mkdir()
        index = {"GIT_INDEX_FILE": str(Path(name) / "index")}
        prefix = _git(root, "rev-parse", "--show-prefix").rstrip("\n")
        top = Path(_git(root, "rev-parse", "--show-toplevel").rstrip("\n"))
        # Where the folder itself is new, the commit has nothing of it, and the index stays empty.
        _git(top, "read-tree", f"{commit}:{prefix}", check=False, environment=index)
        files = _git(top, "ls-files", "-z", "--cached", "--", *CONTENT, environment=index)
        if only:
            files = "".join(f"{name}\0" for name in files.split("\0") if name in only)
        _git(
            top,
            "checkout-index",
            "--quiet",
            "-z",
            "--stdin",
            f"--prefix={folder}/",
            input_text=files,
            environment=index,
        )
        yield folder


def _require_repository(root: Path) -> None:
    try:
        _git(root, "rev-parse", "--show-toplevel")
    except GitError as error:
        raise GitError(f"What has changed can't be told here: {error.message} {_INSTEAD}") from error
    if not _commit(root, "HEAD"):
        raise GitError(f"Nothing has been committed here yet, so there is nothing to compare with. {_INSTEAD}")


def _commit(root: Path, name: str) -> str:
    """Give the commit that a name stands for, or nothing."""
    return _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}", check=False).strip()


def _git(
    folder: Path, *arguments: str, check: bool = True, input_text: str = "", environment: dict[str, str] | None = None
) -> str:
    command = ["git", "-C", str(folder), *arguments]
    try:
        result = subprocess.run(  # noqa: S603 - our own command
            command,
            input=input_text,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="surrogateescape",
            env=os.environ | (environment or {}),
            check=False,
        )
    except FileNotFoundError as error:
        raise GitError("git is not installed.") from error
    if check and result.returncode:
        raise GitError(f"git says: {(result.stderr.strip().splitlines() or ['nothing'])[0]}")
    return result.stdout
