"""Whole builds: of the real content, of a broken project, and twice of the same commit."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from posixpath import join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from kb.publish.dead_links import find_broken_links
from kb.publish.policy import PolicyError, with_policy
from tests.conftest import ROOT, kb

if TYPE_CHECKING:
    from pathlib import Path


class Page:
    """The ids and the addresses of a page."""

    def __init__(self, html: str) -> None:
        parser = LexborHTMLParser(html)
        self.ids = [one for node in parser.css("[id]") if (one := node.attributes["id"])]
        self.addresses = [
            value
            for node in parser.css("[href], [src], [action]:not(form)")
            for name, value in node.attributes.items()
            if name in ("href", "src", "action") and value is not None
        ]


@pytest.fixture(scope="module")
def pages(real_site: Path) -> dict[str, Page]:
    """All pages of the real site by their paths."""
    return {
        file.relative_to(real_site).as_posix(): Page(file.read_text(encoding="utf-8"))
        for file in sorted(real_site.rglob("*.html"))
    }


def test_every_link_and_anchor_of_the_real_site_leads_somewhere(real_site: Path, pages: dict[str, Page]) -> None:
    files = {file.relative_to(real_site).as_posix() for file in real_site.rglob("*") if file.is_file()}
    ids = {name: set(page.ids) for name, page in pages.items()}
    followed = 0
    for name, page in pages.items():
        for address in page.addresses:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc or name == "404.html":
                continue
            target = normpath(join("/", name, "..", unquote(parts.path))).lstrip("/") if parts.path else name
            if target not in files:
                target = normpath(join(target, "index.html"))
            assert target in files, f"{name}: {address}"
            if parts.fragment:
                assert unquote(parts.fragment) in ids[target], f"{name}: {address}"
            followed += 1
    assert followed > 1000


def test_no_id_stands_twice_on_a_page(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        doubled = [one for one, times in Counter(page.ids).items() if times > 1]
        assert not doubled, f"{name}: {doubled}"


def test_the_seed_questions_and_their_works_are_there(pages: dict[str, Page]) -> None:
    for question, works in {
        "how-does-an-app-tag-product-photos-instantly": [
            *("recognize-anything", "automatic-creative-selection", "catalog-phrase-grounding", "autofish")
        ],
        "how-can-fine-grained-tagging-be-fast": [
            "recognize-anything",
            "extract-more-from-less",
            "fashionsap",
            "autofish",
        ],
        "why-do-some-colourised-photos-look-random": [
            *("fast-neural-style", "control-color", "learnable-color-correction-matrix", "real-evaluation")
        ],
        "how-does-ai-find-organs-and-anomalies-in-scans": [
            *("biomedclip", "surgical-video-review", "adversarial-medical-segmentation", "diffexplainer")
        ],
        "why-does-ai-noise-removal-blur-night-photos": [
            *("fast-neural-style", "generating-noise-histopathology", "quality-assured")
        ],
    }.items():
        addresses = pages[f"questions/{question}/index.html"].addresses
        for work in works:
            assert f"../../models/{work}/" in addresses, f"{question} does not list {work}"


def test_edit_links_lead_to_the_source(real_site: Path) -> None:
    page = (real_site / "models" / "swinir" / "index.html").read_text(encoding="utf-8")
    assert re.search(r'href="https://[^"]*/edit/main/catalog/models/swinir\.yml"', page)
    question = (real_site / "questions" / "how-can-fine-grained-tagging-be-fast" / "index.html").read_text(
        encoding="utf-8"
    )
    assert re.search(r'href="https://[^"]*/edit/main/questions/how-can-fine-grained-tagging-be-fast\.md"', question)


def test_no_page_lists_all_pages_in_its_frame(pages: dict[str, Page]) -> None:
    """A nav that lists every page makes the site quadratic."""
    assert len(pages["about/index.html"].addresses) < 60


def build_twice_and_compare(project: Path, break_it: bool) -> tuple[dict[str, str], dict[str, str]]:
    assert kb("build", "--root", project, SOURCE_DATE_EPOCH="1700000000").returncode == 0
    before = digests(project / "site")
    if break_it:
        file = project / "catalog/tasks/image-tagging.yml"
        file.write_text(file.read_text(encoding="utf-8").replace("summary:", "sumary:"), encoding="utf-8")
        result = kb("build", "--root", project)
        assert result.returncode == 1
        assert "Did you mean “summary”?" in result.stdout
    else:
        assert kb("build", "--root", project, SOURCE_DATE_EPOCH="1700000000").returncode == 0
    return before, digests(project / "site")


def digests(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_two_builds_of_the_same_content_are_the_same_bytes(project: Path) -> None:
    before, after = build_twice_and_compare(project, break_it=False)
    assert before == after
    assert "sitemap.xml.gz" in before


def test_a_failed_build_leaves_the_last_good_site(project: Path) -> None:
    before, after = build_twice_and_compare(project, break_it=True)
    assert before == after


def test_a_first_build_that_fails_leaves_no_site(project: Path) -> None:
    (project / "questions/how-does-tagging-work.md").write_text("", encoding="utf-8")
    assert kb("build", "--root", project).returncode == 1
    assert not (project / "site").exists()


def test_a_broken_anchor_in_a_hand_written_page_fails_the_build(project: Path) -> None:
    page = project / "docs/about.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[x](#nowhere)\n", encoding="utf-8")
    result = kb("build", "--root", project)
    assert result.returncode == 1
    assert not (project / "site").exists()


def test_a_hand_written_page_is_never_overwritten(project: Path) -> None:
    (project / "docs/models").mkdir()
    (project / "docs/models/tagger.md").write_text("# Mine\n", encoding="utf-8")
    result = kb("build", "--root", project)
    assert result.returncode == 1
    assert "models/tagger.md" in result.stderr
    assert not (project / "site").exists()


def test_the_build_hook_itself_refuses_broken_content(project: Path) -> None:
    """`mkdocs build` and `mkdocs serve` go past `kb build`, so the hook checks too."""
    import subprocess
    import sys

    (project / "questions/how-does-tagging-work.md").write_text("", encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    result = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert result.returncode != 0
    assert "The file is empty." in result.stderr
    assert not (project / "site/questions").exists()


def test_braces_in_a_text_stay_as_typed(project: Path) -> None:
    page = project / "questions/how-does-tagging-work.md"
    text = page.read_text(encoding="utf-8").replace(
        "title: How does the app know", "title: 'What is {{ 7*7 }} to the app"
    )
    page.write_text(
        text.replace("red jumper?\n", "red jumper?'\n", 1) + "\nIt is {{ 7*7 }} and {% if x %}.\n", encoding="utf-8"
    )
    assert kb("build", "--root", project).returncode == 0
    html = (project / "site/questions/how-does-tagging-work/index.html").read_text(encoding="utf-8")
    assert "It is {{ 7*7 }} and {% if x %}." in html
    assert "<title>What is {{ 7*7 }} to the app" in html
    assert "49" not in re.sub(r"<script.*?</script>|<svg.*?</svg>|<meta[^>]*>|<link[^>]*>", "", html, flags=re.DOTALL)


def test_dead_links_and_anchors_are_found(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "index.html").write_text('<a href="a/">x</a><a href="a/#y">x</a><a href="b/">x</a><a href="#z">x</a>')
    (tmp_path / "a/index.html").write_text('<p id="x"><a href="../">x</a><a href="../../up/">x</a>')
    assert {str(link) for link in find_broken_links(tmp_path)} == {
        "index.html: b/",
        "index.html: a/#y",
        "index.html: #z",
        "a/index.html: ../../up/",
    }


def test_policy_allows_the_page_its_own_scripts_only() -> None:
    page = '<html><head><meta charset="utf-8"><script>one()</script><script src="a.js"></script></head></html>'
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', with_policy(page))
    assert policy
    assert re.search(r"script-src 'self' 'sha256-[A-Za-z0-9+/=]{44}';", policy[1])
    assert "unsafe-inline" not in policy[1]
    with pytest.raises(PolicyError):
        with_policy("<html></html>")


def test_nothing_of_this_project_is_left_out_of_the_package() -> None:
    assert {file.name for file in (ROOT / "hooks/kb/pages/templates").glob("*")} >= {
        "question.html",
        "model.html",
        "task.html",
    }
