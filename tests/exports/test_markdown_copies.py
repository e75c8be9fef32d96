"""The Markdown copies of pages, and the lists and parts of them that chatbots take."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from kb.exports.llms import MOST_BYTES, _parts, llms_files
from kb.exports.markdown_copies import COPY, markdown_copies
from kb.exports.markdown_writing import plain
from kb.knowledge.link import link
from kb.rules.check import check
from tests.conftest import TODAY
from tests.exports.test_models_table import SITE
from tests.exports.test_search_engines import BASE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from markdown_it.token import Token

    from kb.knowledge.link import Knowledge

MOST_ON_AVERAGE = 3_500
"""Bytes of a copy: 6 MB at 1,700 pages."""
COMMONMARK = MarkdownIt("commonmark")


@pytest.fixture(scope="module")
def real_files(real_knowledge: Knowledge) -> Mapping[str, bytes]:
    made = (*markdown_copies(real_knowledge, SITE), *llms_files(real_knowledge, SITE))
    return {one.path: one.content for one in made}


def tokens_of(text: str) -> list[Token]:
    return COMMONMARK.parse(text)


def hrefs_in(text: str) -> Iterator[str]:
    for token in tokens_of(text):
        for child in token.children or ():
            if child.type in ("link_open", "image"):
                yield str(child.attrs.get("href") or child.attrs.get("src"))


def copies_of(content: Path) -> Mapping[str, str]:
    return {one.path: one.content.decode() for one in markdown_copies(link(check(content, TODAY).records), SITE)}


def test_each_page_of_a_record_has_a_copy_and_says_so(built: Path) -> None:
    copies = {file.parent for file in built.rglob("index.md")}
    pages = {
        file.parent
        for folder in ("questions", "tasks", "models", "glossary")
        for file in built.glob(f"{folder}/*/index.html")
        if file.parent.name not in ("by", "compare", "old-tagger")
    }
    assert copies == pages
    for page in pages:
        head = LexborHTMLParser((page / "index.html").read_text(encoding="utf-8"))
        links = head.css("link[rel=alternate][type='text/markdown']")
        assert [one.attributes["href"] for one in links] == ["index.md"]
    home = LexborHTMLParser((built / "index.html").read_text(encoding="utf-8"))
    assert not home.css("link[type='text/markdown']")


def test_links_within_the_site_are_absolute_and_lead_somewhere(built: Path) -> None:
    followed = 0
    for file in (*built.rglob("index.md"), built / "llms.txt", *built.glob("llms-full*.txt")):
        for href in hrefs_in(file.read_text(encoding="utf-8")):
            assert href.startswith("https://"), f"{file}: {href}"
            if href.startswith(BASE):
                target = built / href.removeprefix(BASE).partition("#")[0]
                assert (target / "index.html" if href.endswith("/") else target).is_file(), f"{file}: {href}"
                followed += 1
    assert followed > 50


def test_a_question_is_told_whole(built: Path) -> None:
    text = (built / "questions/how-does-tagging-work/index.md").read_text(encoding="utf-8")
    assert text.startswith("# How does the app know it is a red jumper?\n\n> I uploaded a jumper")
    assert "**In short:** A model compares the picture with thousands of words." in text
    assert f"see [tagging]({BASE}tasks/image-tagging/)" in text
    # A claim's mark and its source are a note of Markdown.
    assert "fit[^paper]." in text
    assert "[^paper]: [Tagging Anything](https://arxiv.org/abs/2306.03514), read 2026-01-10: That the words" in text
    assert text.endswith(f"CNAPS Knowledge Base, CC BY 4.0: <{BASE}questions/how-does-tagging-work/>\n")


def test_a_work_of_the_past_is_called_so(built: Path) -> None:
    text = (built / "models/second-tagger/index.md").read_text(encoding="utf-8")
    assert re.search(r"^Standing: Superseded by \[", text, re.MULTILINE)


@pytest.mark.parametrize(
    "words",
    [
        *("# no heading", "- no list", "1. no list", "2020. A year", "> no quotation", "*no* _emphasis_ `code`"),
        *("[no](https://example.org) link", "<b>no tag</b>", "a | b", "&lt; no entity", "\\ kept", "~~kept~~", "a_b_c"),
        *(
            "__init__",
            "+ no list",
            "![no](picture.png)",
            "https://example.org/a_b",
            "two  lines\nof words",
            "![",
            "](x)",
        ),
    ],
)
def test_plain_words_stay_words(words: str) -> None:
    blocks = MarkdownIt("gfm-like", {"linkify": False}).parse(plain(words))
    assert [block.type for block in blocks] == ["paragraph_open", "inline", "paragraph_close"]
    children = blocks[1].children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    assert "".join(child.content for child in children) == " ".join(words.split())


def test_titles_with_signs_of_markdown_stay_titles(content: Path) -> None:
    file = content / "questions/how-does-tagging-work.md"
    text = file.read_text(encoding="utf-8")
    title = "Is *this* [a](https://example.org/) <tag>?"
    old = "title: How does the app know it is a red jumper?"
    file.write_text(text.replace(old, f'title: "{title}"'), encoding="utf-8")
    copy = copies_of(content)["questions/how-does-tagging-work/index.md"]
    heading = tokens_of(copy)[1]
    assert "".join(child.content for child in heading.children or ()) == title


def test_the_list_has_the_form_of_llmstxt_org(built: Path) -> None:
    """A heading, a quotation, texts without headings, then parts that are lists of links with notes: https://llmstxt.org."""
    text = (built / "llms.txt").read_text(encoding="utf-8")
    assert re.match(r"# .+\n\n> .+\n\n", text)
    head, *sections = re.split(r"^## ", text, flags=re.MULTILINE)
    assert [token.tag for token in tokens_of(head) if token.type == "heading_open"] == ["h1"]
    names = [section.partition("\n")[0] for section in sections]
    assert names == ["In one file", "Data", "Questions", "Tasks", "Words", "Optional"]
    for section in sections:
        lines = [line for line in section.splitlines()[1:] if line]
        assert lines
        for line in lines:
            assert re.fullmatch(r"- \[(?:\\.|[^\]\\])+\]\(https://[^)]+\)(: .+)?", line), line


def test_one_file_holds_the_gist_of_every_question_task_and_word_once(real_files: Mapping[str, bytes]) -> None:
    files = real_files
    parts = [content for path, content in files.items() if path.startswith("llms-full")]
    assert all(len(part) < MOST_BYTES for part in parts)
    whole = b"\n".join(parts).decode()
    pages = [path for path in files if path.startswith(("questions/", "tasks/", "glossary/"))]
    assert len(pages) > 600
    assert [path for path in pages if whole.count(f"\n<{SITE.absolute(path.removesuffix(COPY))}>\n") != 1] == []


def test_parts_break_between_texts() -> None:
    texts = [letter * (MOST_BYTES // 3) for letter in (b"a", b"b", b"c", b"d")]
    parts = list(_parts(texts))
    assert [one.path for one in parts] == ["llms-full.txt", "llms-full-2.txt"]
    assert [one.content for one in parts] == [b"\n".join(texts[:2]), b"\n".join(texts[2:])]


def test_the_real_copies_are_small_and_lead_to_no_record_by_its_id(real_files: Mapping[str, bytes]) -> None:
    copies = {path: content for path, content in real_files.items() if path.endswith("/index.md")}
    assert sum(map(len, copies.values())) <= MOST_ON_AVERAGE * len(copies)
    for path, content in copies.items():
        assert not re.search(rb"\]\((?:task|model|question):", content), path
    assert len(real_files["llms.txt"]) < MOST_BYTES
