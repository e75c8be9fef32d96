"""What is remembered of the content under .cache/: it saves work, and whatever befalls it, the same is told."""

from __future__ import annotations

import hashlib
import os
import pickle
import struct
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kb.content import parts as parts_module
from kb.content.memory import Memory
from kb.content.problem_formats import as_text
from kb.publish import memory_file
from kb.publish.kept_files import CACHE
from kb.publish.memory_file import CONTENT, memory_of
from kb.rules.check import check
from tests.conftest import TODAY, kb

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.content.load import SourceFile
    from kb.content.parts import Parts
    from kb.rules.check import Checked


class Evil:
    """Runs code when a careless reader takes it apart."""

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, ("evil-was-here",)


def sealed(values: dict[bytes, bytes]) -> bytes:
    packed = b"".join(struct.pack("<BI", len(key), len(value)) + key + value for key, value in values.items())
    return hashlib.sha256(packed).digest() + packed


def unsealed(stored: bytes) -> dict[bytes, bytes]:
    return memory_file._unpacked(stored[32:])


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut short": lambda stored: stored[: len(stored) // 2],
    "one bit": lambda stored: stored[:5000] + bytes([stored[5000] ^ 1]) + stored[5001:],
    "something else": lambda _: b"something else" * 1000,
    "runs code": lambda stored: sealed(dict.fromkeys(unsealed(stored), pickle.dumps(Evil()))),
    "runs a function of the core": lambda stored: sealed(
        dict.fromkeys(unsealed(stored), b"\x80\x04ckb.content.parse\nlru_cache\n.")
    ),
    "no values": lambda stored: sealed(dict.fromkeys(unsealed(stored), b"\x80")),
}


@pytest.fixture(autouse=True)
def _asleep(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each check begin as another process would."""
    monkeypatch.setattr(memory_file, "_AWAKE", {})


def checked_as_anew(root: Path) -> Checked:
    memory_file._AWAKE.clear()
    with memory_of(root) as memory:
        return check(root, TODAY, memory=memory)


def memory_in(root: Path) -> Path:
    (file,) = (root / CACHE / CONTENT).glob("[!.]*")
    return file


def warn(root: Path) -> None:
    """Let there be something to tell in a file that nobody touches later."""
    file = root / "catalog/models/tagger.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("date: 2026", "date: 2020", 1), encoding="utf-8")


def test_only_what_changed_is_taken_apart(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checked_as_anew(content)
    taken = []
    take_apart = parts_module.take_apart

    def noted(file: SourceFile) -> Parts:
        taken.append(file.path)
        return take_apart(file)

    monkeypatch.setattr(parts_module, "take_apart", noted)
    assert checked_as_anew(content).problems == []
    assert taken == []
    task = content / "catalog/tasks/image-tagging.yml"
    task.rename(content / "catalog/tasks/labelling.yml")
    after = checked_as_anew(content)
    assert "There is no task “image-tagging”." in as_text(after.problems)
    # What is told of a file that nobody touched has its place in it.
    assert "catalog/tasks/labelling.yml" in taken
    assert after.problems == check(content, TODAY).problems


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_memory_is_not_trusted(
    damage: Callable[[bytes], bytes], content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warn(content)
    whole = checked_as_anew(content)
    monkeypatch.chdir(content)
    file = memory_in(content)
    file.write_bytes(damage(file.read_bytes()))
    assert checked_as_anew(content).problems == whole.problems
    assert not Path("evil-was-here").exists()
    assert sealed(unsealed(memory_in(content).read_bytes())) == memory_in(content).read_bytes(), "it is whole again"


def test_other_code_remembers_by_itself(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checked_as_anew(content)
    for version in "abcdef":
        monkeypatch.setattr(memory_file, "_version", lambda version=version: version * 32)
        checked_as_anew(content)
    assert [file.name for file in sorted((content / CACHE / CONTENT).glob("[!.]*"))] == [
        letter * 32 for letter in "def"
    ]


def test_two_processes_at_once(content: Path) -> None:
    with memory_of(content) as one:
        first = check(content, TODAY, memory=one)
        with memory_of(content) as other:
            warn(content)
            second = check(content, TODAY, memory=other)
    assert not first.problems
    assert second.problems
    assert checked_as_anew(content).problems == second.problems
    assert len(list((content / CACHE / CONTENT).glob("[!.]*"))) == 1


def test_what_can_not_be_kept_is_found_again(content: Path) -> None:
    (content / ".cache").write_text("a file", encoding="utf-8")
    assert checked_as_anew(content).problems == checked_as_anew(content).problems == []


def test_the_command_remembers(content: Path) -> None:
    warn(content)
    first, second = (kb("check", "--root", content) for _ in range(2))
    assert first.stdout == second.stdout != ""
    assert memory_in(content)


def test_what_nobody_asks_for_is_forgotten(content: Path) -> None:
    memory = Memory()
    check(content, TODAY, memory=memory)
    (content / "catalog/models/tagger.yml").unlink()
    later = Memory(memory.kept())
    check(content, TODAY, memory=later)
    assert later.kept().keys() < memory.kept().keys()
