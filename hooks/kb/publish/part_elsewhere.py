"""What a worker of a cluster does: a project comes packed, and a part of its site goes back packed."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from platform import python_version
from typing import TYPE_CHECKING

from kb.publish.packed import pack, unpack

if TYPE_CHECKING:
    from kb.publish.part import Part

PACKAGE = "cnaps-knowledge-base"
_NAME_ENDS = " <>=!~;["


class PartError(RuntimeError):
    """A worker could not build a part."""


def versions() -> dict[str, str]:
    """Give the versions of Python and of the packages that this project asks for."""
    names = [_name_of(requirement) for requirement in requires(PACKAGE) or () if "extra ==" not in requirement]
    return {"Python": python_version(), **{name: version(name) for name in names}}


def built_part(project: bytes, part: Part, environment: dict[str, str], wanted: dict[str, str], scratch: str) -> bytes:
    """Build a part of a site in a process and a folder of its own; give it packed.

    Args:
        project: the packed project.
        part: what to build of its site.
        environment: what variables of the environment say of the build.
        wanted: what ``versions`` gave where the site is put together. Other ones might write other bytes.
        scratch: where the folder shall be; the system's place for temporary files where it is empty.

    Raises:
        PartError: where that fails.
    """
    _refuse_other_versions(wanted)
    with tempfile.TemporaryDirectory(prefix="kb-part-", dir=scratch or None) as name:
        folder = Path(name)
        unpack(project, folder)
        code = "from kb.cli import main; main()"
        options = ("--shard", f"{part.number}/{part.of}", "--jobs", "1", "--root", name)
        search = os.pathsep.join(filter(None, (str(folder / "hooks"), os.environ.get("PYTHONPATH"))))
        done = subprocess.run(  # noqa: S603 - this Python, and nothing that anybody typed
            [sys.executable, "-P", "-c", code, "build", *options],
            capture_output=True,
            check=False,
            cwd=folder,
            env=os.environ | environment | {"PYTHONPATH": search},
        )
        if done.returncode != 0:
            said = (done.stdout + done.stderr).decode(errors="replace").strip()
            message = f"Part {part} could not be built:\n{said}"
            raise PartError(message)
        return pack(folder / part.folder)


def _refuse_other_versions(wanted: dict[str, str]) -> None:
    try:
        found = versions()
    except PackageNotFoundError as error:
        message = f"A worker lacks {error.name}. Install this project there."
        raise PartError(message) from error
    differ = [f"{name} {found.get(name)}, not {one}" for name, one in wanted.items() if found.get(name) != one]
    if differ:
        message = f"A worker has {'; '.join(differ)}. Install the same there as here."
        raise PartError(message)


def _name_of(requirement: str) -> str:
    return requirement[: next((at for at, letter in enumerate(requirement) if letter in _NAME_ENDS), None)]
