"""Pictures in answers: shown from the question's own folder, without what a camera wrote into them, or refused at their place."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from kb.rules.check import check
from tests.conftest import TODAY, kb

if TYPE_CHECKING:
    from pathlib import Path

QUESTION = "how-does-tagging-work"
PHRASE = "see [tagging]"
SHOWN = "![A jumper with a stripe, far too small](jumper.jpg)"


def camera_picture(orientation: int = 6) -> bytes:
    """Make a photo of 1600 × 400 that was taken with the camera on its side, with the place where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = "SECRET PLACE"
    buffer = io.BytesIO()
    picture = Image.linear_gradient("L").resize((1600, 400)).convert("RGB")
    picture.save(buffer, "JPEG", exif=exif, comment=b"SECRET COMMENT")
    return buffer.getvalue()


def show(content: Path, words: str, **files: bytes) -> None:
    file = content / f"questions/{QUESTION}.md"
    text = file.read_text(encoding="utf-8")
    assert PHRASE in text
    file.write_text(text.replace(PHRASE, f"{words} {PHRASE}", 1), encoding="utf-8")
    folder = content / f"questions/{QUESTION}"
    folder.mkdir()
    for name, bytes_ in files.items():
        (folder / name.replace("_", ".")).write_bytes(bytes_)


def test_a_picture_is_shown_upright_in_its_size_and_tells_nothing_of_its_camera(project: Path) -> None:
    show(project, SHOWN, jumper_jpg=camera_picture())
    assert check(project, TODAY).problems == []
    result = kb("build", "--root", project)
    assert result.returncode == 0, result.stdout + result.stderr
    page = project / "site/questions" / QUESTION / "index.html"
    image = LexborHTMLParser(page.read_text(encoding="utf-8")).css_first("#content img[src='jumper.webp']")
    assert image is not None
    wanted = {"alt": "A jumper with a stripe, far too small", "width": "320", "height": "1280", "loading": "lazy"}
    assert {name: image.attributes[name] for name in wanted} == wanted
    published = (page.parent / "jumper.webp").read_bytes()
    assert b"SECRET" not in published
    with Image.open(io.BytesIO(published)) as picture:
        assert picture.size == (320, 1280)
        assert not picture.getexif()
        grey = picture.convert("L")
        assert grey.getpixel((300, 640)) < grey.getpixel((20, 640)), "turned the wrong way"  # type: ignore[operator]
    assert not list((project / "site").rglob("jumper.jpg"))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("![A jumper with a stripe](jumpre.jpg)", "There is no picture “jumpre.jpg” beside the question."),
        ("![A jumper with a stripe](../other/jumper.jpg)", "is not the name of a picture beside the question."),
        ("![A jumper with a stripe](javascript:alert(1))", "is not the name of a picture beside the question."),
        ("![](jumper.jpg)", "The picture does not say what is seen in it."),
        ("![picture](jumper.jpg)", "The picture does not say what is seen in it."),
    ],
)
def test_what_can_not_be_shown_is_told_at_its_line(content: Path, words: str, message: str) -> None:
    show(content, words, jumper_jpg=camera_picture())
    told = [one for one in check(content, TODAY).problems if one.rule == "image"]
    assert len(told) == 1
    assert message in told[0].message
    assert told[0].line > 30


def test_a_picture_that_no_text_shows_is_told(content: Path) -> None:
    show(content, "", jumper_jpg=camera_picture())
    (problem,) = check(content, TODAY).problems
    assert (problem.file, problem.rule) == (f"questions/{QUESTION}/jumper.jpg", "unexpected-file")


def test_pictures_stay_out_of_all_other_texts(content: Path) -> None:
    show(content, SHOWN, jumper_jpg=camera_picture())
    file = content / "catalog/models/tagger.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("how_it_works: ", f"how_it_works: '{SHOWN}' #", 1), encoding="utf-8")
    assert "Images can't be used in this text." in [problem.message for problem in check(content, TODAY).problems]


@pytest.mark.parametrize(
    ("name", "bytes_"),
    [
        ("jumper_jpg", b"<script>alert(1)</script>"),
        ("jumper_svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("jumper_jpg", b"\x89PNG\r\n\x1a\n" + bytes(100)),
        ("jumper_jpg", camera_picture() + bytes(3_000_000)),
    ],
)
def test_hostile_files_are_refused_by_what_they_hold(content: Path, name: str, bytes_: bytes) -> None:
    show(content, f"![A jumper with a stripe]({name.replace('_', '.')})", **{name: bytes_})
    told = check(content, TODAY).problems
    assert told
    assert {one.file for one in told} <= {f"questions/{QUESTION}/{name.replace('_', '.')}", f"questions/{QUESTION}.md"}
