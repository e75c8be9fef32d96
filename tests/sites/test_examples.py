"""Examples that can't be shown as they are: files that are not there or not what they say, hostile ones, heavy ones."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from kb.rules.check import check
from tests.conftest import TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from kb.content.problems import Problem

JUMPER = "examples/image-tagging-jumper"
DOG = "examples/image-captioning-dog"


@pytest.fixture
def content(content_with_examples: Path) -> Path:
    return content_with_examples


def told(content: Path) -> list[tuple[str, str]]:
    return [(problem.file, problem.rule) for problem in check(content, TODAY).problems]


def the_one(content: Path) -> Problem:
    problems = check(content, TODAY).problems
    assert len(problems) == 1, problems
    return problems[0]


def edit(content: Path, path: str, old: str, new: str) -> None:
    file = content / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def webp(width: int = 64, height: int = 48, *, noise: bool = False, **options: object) -> bytes:
    picture = Image.effect_noise((width, height), 100).convert("RGB") if noise else Image.new("RGB", (width, height))
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", **options)
    return buffer.getvalue()


def png_that_says(width: int, height: int) -> bytes:
    """Make a tiny PNG that claims a size: a decompression bomb."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def test_a_file_that_is_not_there_is_told_with_the_nearest_name(content: Path) -> None:
    edit(content, f"{JUMPER}/example.yml", "file: photo.webp", "file: foto.webp")
    problems = check(content, TODAY).problems
    assert [problem.rule for problem in problems] == ["unknown-reference", "unexpected-file"]
    assert "“photo.webp”" in problems[0].tip


def test_a_file_that_the_example_does_not_name(content: Path) -> None:
    (content / f"{JUMPER}/other.webp").write_bytes(webp())
    assert the_one(content).rule == "unexpected-file"


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("photo.webp", b"<html>", "media-type"),
        ("photo.webp", b"", "media-type"),
        ("photo.webp", webp()[:60], "media-type"),
        ("photo.webp", webp() + b"<script>alert(1)</script>", "media-type"),
        ("photo.webp", png_that_says(10, 10), "media-type"),
        ("photo.webp", webp(1400, 10), "too-large"),
        ("photo.webp", webp(600, 400, noise=True, quality=95), "too-large"),
        ("photo.webp", webp(save_all=True, append_images=[Image.new("RGB", (64, 48), "red")]), "media-type"),
        ("labels.txt", b"caf\xe9", "not-utf8"),
        ("labels.txt", b" \n", "empty-file"),
        ("labels.txt", "a\u202eb".encode(), "invisible-character"),
        ("labels.txt", b"x" * 5000, "too-large"),
    ],
)
def test_files_that_can_not_be_used(content: Path, name: str, data: bytes, rule: str) -> None:
    (content / JUMPER / name).write_bytes(data)
    problem = the_one(content)
    assert (problem.file, problem.rule) == (f"{JUMPER}/{name}", rule)


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 48"{}>{}</svg>'


@pytest.mark.parametrize(
    "drawing",
    [
        SVG.format("", "<script>alert(1)</script>"),
        SVG.format(' onload="alert(1)"', ""),
        SVG.format("", '<a href="https://evil.example"><rect/></a>'),
        SVG.format("", '<image href="https://evil.example/x.png"/>'),
        SVG.format("", '<rect style="fill:url(https://evil.example)"/>'),
        SVG.format("", '<rect fill="url(https://evil.example/x.svg#y)"/>'),
        SVG.format("", "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>"),
        SVG.format("", "<style>rect{fill:red}</style>"),
        SVG.format("", '<use href="#x"/>'),
        SVG.format("", '<set attributeName="href" to="javascript:alert(1)"/>'),
        '<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG.format("", "<text>&a;</text>"),
    ],
)
def test_drawings_draw_and_do_nothing_else(content: Path, drawing: str) -> None:
    (content / f"{DOG}/park.svg").write_text(drawing, encoding="utf-8")
    assert the_one(content).rule == "drawing"


@pytest.mark.parametrize("drawing", ["<svg", "", "<svg xmlns='http://www.w3.org/2000/svg'/>", "<p/>"])
def test_drawings_that_are_none(content: Path, drawing: str) -> None:
    (content / f"{DOG}/park.svg").write_text(drawing, encoding="utf-8")
    assert the_one(content).rule in ("drawing", "media-type")


def test_what_is_seen_is_also_said(content: Path) -> None:
    edit(content, f"{JUMPER}/example.yml", "    alt: A red jumper with a white round mark\n", "")
    problem = the_one(content)
    assert (problem.rule, problem.field) == ("missing-field", "inputs[0].file")


def test_a_wide_picture_has_a_narrow_version(content: Path) -> None:
    (content / f"{JUMPER}/photo.webp").write_bytes(webp(800, 600))
    assert the_one(content).rule == "missing-file"
    (content / f"{JUMPER}/photo-640.webp").write_bytes(webp(640, 480))
    assert told(content) == []


def test_an_example_with_pictures_has_a_thumbnail(content: Path) -> None:
    (content / f"{JUMPER}/thumb.webp").unlink()
    assert the_one(content).rule == "missing-file"


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("made: model\n", "made: method\n", "missing-field"),
        ("model: tagger\n", "", "missing-field"),
        ("model: tagger\n", "model: taggger\n", "unknown-reference"),
        ("model: tagger\n", "model: tagger\nvariant: XL\n", "unknown-reference"),
        ("file: labels.txt", "file: labels.txt\n    text: red", "missing-field"),
        ("tolerance: close\n", "layout: compare\ntolerance: close\n", "example-layout"),
        ("file: labels.txt", "file: ../labels.txt", "bad-id"),
        ("licence: MIT, url", "licence: WTF, url", "licence"),
        ("modality: labels", "modality: lables", "unknown-reference"),
        ("task: image-tagging\n", "task: image-taging\n", "unknown-reference"),
    ],
)
def test_records_that_are_wrong(content: Path, old: str, new: str, rule: str) -> None:
    edit(content, f"{JUMPER}/example.yml", old, new)
    problems = check(content, TODAY).problems
    assert rule in {problem.rule for problem in problems}
    assert all(problem.file.startswith(JUMPER) for problem in problems)


def test_a_folder_without_an_example(content: Path) -> None:
    (content / "examples/empty").mkdir()
    assert the_one(content).rule == "missing-file"


def test_scripts_and_what_they_leave_are_no_content(content: Path) -> None:
    (content / "examples/common.py").write_text("x", encoding="utf-8")
    (content / f"{JUMPER}/make.py").write_text("x", encoding="utf-8")
    (content / f"{JUMPER}/__pycache__").mkdir()
    (content / "examples/node_modules").mkdir()
    assert told(content) == []


def test_a_link_out_of_the_folder(content: Path) -> None:
    (content / f"{JUMPER}/labels.txt").unlink()
    (content / f"{JUMPER}/labels.txt").symlink_to("/etc/hostname")
    assert the_one(content).rule == "symbolic-link"
