"""Contributed Markdown comes out as safe, sensible HTML."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from kb.text.document import Heading, contents
from kb.text.flaws import find_flaws
from kb.text.safe_html import render
from kb.text.targets import record_links


def url(kind: str, record_id: str) -> str:
    return f"../../{kind}s/{record_id}/"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Plain **bold** and *slanted*.", "<p>Plain <strong>bold</strong> and <em>slanted</em>.</p>"),
        ("[DDColor](model:ddcolor)", '<p><a href="../../models/ddcolor/">DDColor</a></p>'),
        (
            "<https://example.org/?a=1&b=2>",
            '<p><a href="https://example.org/?a=1&amp;b=2">https://example.org/?a=1&amp;b=2</a></p>',
        ),
        ("{{ 7*7 }} {% raw %}", "<p>{{ 7*7 }} {% raw %}</p>"),
        ("`<b>` & co", "<p><code>&lt;b&gt;</code> &amp; co</p>"),
        ("## Why?\n\n## Why?", '<h2 id="why">Why?</h2>\n<h2 id="why-2">Why?</h2>'),
        ("## Sources", '<h2 id="sources-2">Sources</h2>'),
        ("3. three\n4. four", '<ol start="3">\n<li>three</li>\n<li>four</li>\n</ol>'),
        ("[x]: https://example.org", '<p>[x]: <a href="https://example.org">https://example.org</a></p>'),
        (
            "| a | b |\n|---|--:|\n| 1 | 2 |",
            '<div class="kb-scroll" role="region" tabindex="0" aria-label="Table"><table>\n<thead>\n<tr>\n<th>a</th>\n'
            '<th class="align-right">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td class="align-right">2</td>\n'
            "</tr>\n</tbody>\n</table></div>",
        ),
    ],
)
def test_rendering(text: str, html: str) -> None:
    assert render(text, url, {"sources"}).strip() == html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](//evil.example)",
        "<javascript:alert(1)>",
        "![x](https://example.org/x.png)",
        '<a href="https://x" onclick="alert(1)">x</a>',
        "[x](https://example.org){: onclick=alert(1)}",
        "<!-- hidden -->",
    ],
)
def test_what_is_unsafe_is_told_and_never_live(text: str) -> None:
    assert list(find_flaws(text))
    nodes = LexborHTMLParser(str(render(text, url))).css("body *")
    assert {node.tag for node in nodes} <= {"p", "a", "code"}
    for node in nodes:
        assert set(node.attributes) <= {"href"}
        assert (node.attributes.get("href") or "https://").startswith("https://")


def test_links_to_records_are_found_with_their_lines() -> None:
    links = record_links("One.\n\nTwo [a](task:deblurring)\nand [b](model:dncnn).")
    assert [(link.line, link.kind, link.id) for link in links] == [(2, "task", "deblurring"), (3, "model", "dncnn")]


def test_inline_texts_take_no_blocks() -> None:
    assert [flaw.rule for flaw in find_flaws("- a\n- b", inline=True)] == ["not-inline"]
    assert not list(find_flaws("One sentence.\nAnd *another*.", inline=True))


def test_headings_are_listed_as_they_are_rendered() -> None:
    assert contents("## Why *so*?\n\ntext\n\n### Más café", ()) == [
        Heading("why-so", "Why so?", 2),
        Heading("mas-cafe", "Más café", 3),
    ]


def test_marks_without_a_note_lead_to_sources() -> None:
    text = "## A[^nice]\n\nFirst[^nice], second[^other], third[^gone] and \\[^nice], `[^nice]`."
    html = str(render(text, url, sources={"nice": (2, 'A "fine" <title>'), "other": (7, "Other")}))
    links = [
        (node.attributes["href"], node.attributes["id"], node.attributes["aria-label"], node.text())
        for node in LexborHTMLParser(html).css("a[role=doc-biblioref]")
    ]
    assert links == [
        ("#source-nice", "cite_nice", 'Source 2: A "fine" <title>', "2"),
        ("#source-nice", "cite_nice_2", 'Source 2: A "fine" <title>', "2"),
        ("#source-other", "cite_other", "Source 7: Other", "7"),
    ]
    assert "third[^gone] and [^nice], <code>[^nice]</code>" in html
    assert [flaw.message for flaw in find_flaws(text, headings=True, sources={"nice", "other"})] == [
        "There is no such footnote: “[^gone]” would be shown as typed."
    ]
