"""The only way in which commands write content: whole or nothing, and never through a link.

New text is written beside the content first, into ``.kb-change.…/`` in the project's folder. A new file then gets its name in one step. A change of
several files becomes final in one step too: the folder is called ``.kb-change`` from then on, with a journal of what belongs where. Whoever writes next
finishes what a killed process left of it. Only one process writes at a time: it holds the project's folder.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from kb.content.places import EXAMPLES, UNFINISHED

try:
    import fcntl
except ImportError:  # Windows, where nobody is kept from writing at the same time.
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

JOURNAL = "journal.json"
QUERIES = "tests/search/queries.tsv"
"""Questions with the tasks that search shall find for them. They name ids, so they follow a renaming."""
_OURS = ("questions", "catalog", EXAMPLES)
"""Folders that commands write in. Not elsewhere: a journal may be somebody else's, sent with a copy of the project."""


@dataclass(frozen=True, slots=True)
class _Journal:
    """A change of several files: what it is called, where the files 0, 1, 2 … belong, and which file goes."""

    name: str
    places: list[str]
    gone: str | None


class WriteError(click.ClickException):
    """Content can't be written; the message says why, and that nothing was."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes into a project's folder, which it holds meanwhile. Made by ``writing``."""

    root: Path
    finished: str | None = None
    """What was cut short before and has now been finished, as one types it."""

    def create(self, path: str, text: str) -> None:
        """Write a file that is not there yet: the whole of it, or nothing.

        Args:
            path: the place, from the project's folder.
            text: what it shall hold.

        Raises:
            OSError: there is something already, a folder on the way is a link, or the system refuses.
        """
        place = _place(self.root, path)
        missing = _missing_folders(self.root, place.parent)
        try:
            for one in reversed(missing):
                one.mkdir(exist_ok=True)
            with self._beside() as folder:
                fresh = folder / "0"
                _write(fresh, text.encode(), 0o644)
                _name(fresh, place)
        except BaseException:
            for one in missing:
                with suppress(OSError):
                    one.rmdir()
            raise

    def change(self, name: str, contents: Mapping[str, bytes], gone: str | None = None) -> None:
        """Change several files, all of them or none.

        Args:
            name: what is done, as one would type it again: it is told where the change is cut short.
            contents: what shall be in which place.
            gone: a file that shall not be there any more.

        Raises:
            OSError: a place or a folder on the way is a link, or the system refuses. Unless ``.kb-change`` is there, nothing was changed.
        """
        places = {path: _place(self.root, path) for path in contents}
        with self._beside() as folder:
            for number, (path, content) in enumerate(contents.items()):
                mode = places[path].stat().st_mode & 0o777 if places[path].exists() else 0o644
                _write(folder / str(number), content, mode)
            journal = _Journal(name, list(contents), gone)
            _write(folder / JOURNAL, json.dumps(asdict(journal), ensure_ascii=False).encode(), 0o644)
            folder.rename(self.root / UNFINISHED)
        self.finish()

    def finish(self) -> str | None:
        """Finish a change that was begun, if there is one; give its name."""
        folder = self.root / UNFINISHED
        if not os.path.lexists(folder):
            return None
        journal = _journal(folder)
        old = folder / "gone"
        # First, and by a name of its own: on some systems the old and the new name are one file's where they differ in case only.
        if journal.gone and not os.path.lexists(old):
            with suppress(FileNotFoundError):
                _place(self.root, journal.gone).rename(old)
        for number, path in enumerate(journal.places):
            place = _place(self.root, path)
            with suppress(FileNotFoundError):
                (folder / str(number)).replace(place)
        # It loses its name before it stops being whole.
        done = Path(tempfile.mkdtemp(prefix=f"{UNFINISHED}.", dir=self.root))
        folder.rename(done / "done")
        shutil.rmtree(done, ignore_errors=True)
        return journal.name

    @contextmanager
    def _beside(self) -> Iterator[Path]:
        """Make a folder for what is being written. It is gone afterwards, whatever happens."""
        folder = Path(tempfile.mkdtemp(prefix=f"{UNFINISHED}.", dir=self.root))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def writing(root: Path) -> Iterator[Writer]:
    """Hold a project's folder for writing, clear away what killed processes left, and finish what they began.

    Raises:
        WriteError: somebody else holds it, or what was begun can't be finished.
    """
    with _hold(root):
        try:
            for left in root.glob(f"{UNFINISHED}.*"):
                shutil.rmtree(left, ignore_errors=True)
            if finished := Writer(root).finish():
                click.echo(f"Finished first what was cut short: kb {finished}", err=True)
        except OSError as error:
            raise WriteError(f"What was cut short before can't be finished: {in_words(error)}") from error
        yield Writer(root, finished)


def in_words(error: OSError) -> str:
    """Tell what the system refused, and how to mend it."""
    tips = {
        errno.ENOSPC: " Free some space, and try again.",
        errno.EDQUOT: " Free some of your space, and try again.",
        errno.EROFS: " Work on a copy that is on another disk.",
        errno.EACCES: " Give yourself the right to write there, and try again.",
        errno.EPERM: " Give yourself the right to write there, and try again.",
    }
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}.{tips.get(error.errno or 0, '')}"


@contextmanager
def _hold(root: Path) -> Iterator[None]:
    """Keep others from writing; the system lets go when this process ends, however that happens."""
    descriptor = os.open(root, os.O_RDONLY)
    try:
        try:
            _lock(descriptor)
        except BlockingIOError as error:
            raise WriteError("Another kb command is writing here. Try again when it has ended.") from error
        except OSError:  # The system or the disk knows no locks.
            pass
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    if fcntl is None:
        raise OSError
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _place(root: Path, path: str) -> Path:
    """Give the place of a file, unless it or a folder on the way to it is a link, or it is not of the content."""
    parts = PurePosixPath(path).parts
    if path != QUERIES and (len(parts) < 2 or parts[0] not in _OURS or ".." in parts):
        raise OSError(0, f"{path} is no place in the content")
    for depth in range(1, len(parts) + 1):
        on_the_way = root.joinpath(*parts[:depth])
        if on_the_way.is_symlink():
            what = "file" if depth == len(parts) else "folder"
            raise OSError(
                0, f"{'/'.join(parts[:depth])} is a link to another {what}, and nothing is written through links"
            )
    return root.joinpath(*parts)


def _missing_folders(root: Path, folder: Path) -> list[Path]:
    """Give a folder and those above it, as far as they are not there; the inmost first."""
    missing = []
    while folder != root and not folder.exists():
        missing.append(folder)
        folder = folder.parent
    return missing


def _write(file: Path, content: bytes, mode: int) -> None:
    with file.open("xb") as stream:
        stream.write(content)
    file.chmod(mode)


def _name(fresh: Path, place: Path) -> None:
    """Give a whole file its name, unless something has that name."""
    try:
        os.link(fresh, place)
    except FileExistsError:
        raise
    except OSError:  # A disk without hard links.
        if os.path.lexists(place):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(place)) from None
        fresh.rename(place)


def _journal(folder: Path) -> _Journal:
    """Read what a change consists of. Somebody else's folder of that name is not touched."""
    try:
        if folder.is_symlink():
            raise ValueError
        found = json.loads((folder / JOURNAL).read_bytes())
        name, places, gone = found["name"], found["places"], found["gone"]
        if not (
            name.isprintable()
            and isinstance(places, list)
            and all(isinstance(one, str) for one in [*places, gone or ""])
        ):
            raise ValueError
    except (ValueError, LookupError, TypeError, AttributeError, FileNotFoundError, NotADirectoryError) as error:
        raise OSError(0, f"{folder} holds no journal of a change, so delete it") from error
    return _Journal(name, places, gone)
