"""Links that lead nowhere, however odd, are found; each page is parsed once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from kb.publish.dead_links import find_broken_links

if TYPE_CHECKING:
    from pathlib import Path


def site_with(folder: Path, *addresses: str) -> Path:
    links = "".join(f'<a href="{address}">x</a>' for address in addresses)
    (folder / "index.html").write_text(f'{links}<p id="here"><a href>x</a>', encoding="utf-8")
    return folder


@pytest.mark.parametrize("address", ["a" * 300, "a%00b", "http://[", "caf%C3%A9/", "#n", "?a=b#n", "..", "index.html/"])
def test_an_odd_link_that_leads_nowhere(tmp_path: Path, address: str) -> None:
    assert [link.href for link in find_broken_links(site_with(tmp_path, address))] == [address]


@pytest.mark.parametrize(
    "address", ["", "#here", ".", "./", "index.html#here", "?a=b#here", "https://[::1]/x", "/up", "mailto:a@b.c"]
)
def test_a_link_that_leads_somewhere_or_out_of_the_site(tmp_path: Path, address: str) -> None:
    assert list(find_broken_links(site_with(tmp_path, address))) == []


def test_each_page_is_parsed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = []

    def counting(html: bytes) -> LexborHTMLParser:
        parsed.append(html)
        return LexborHTMLParser(html)

    monkeypatch.setattr("kb.publish.dead_links.LexborHTMLParser", counting)
    site_with(tmp_path, "a.html#x", "b.html#x", "a.html")
    for name in "ab":
        (tmp_path / f"{name}.html").write_text(f"<p id=x>{name}<a href=index.html#here>x</a>", encoding="utf-8")
    assert list(find_broken_links(tmp_path)) == []
    assert len(parsed) == len(set(parsed)) == 3
