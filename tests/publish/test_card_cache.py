"""Cards on the built site: every page names its own, and none is drawn twice or taken from a damaged file."""

from __future__ import annotations

import io
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from kb.pages.card_drawing import MOST_BYTES, Letters, draw_card, drawing_version
from kb.publish.card_cache import CACHE, FONT, drawn_cards
from kb.views.card import WORDS_ALONE, CardView, card_of_words
from tests.conftest import BASE, ROOT, kb
from tests.project import copy_project

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SITE_URL = "https://example.org/know-ledge"
CARDS = [card_of_words(f"x/{name}.md", "Site", f"Page {name}", "A lead.") for name in ("one", "two", "three")]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("cards") / "project"
    shutil.copytree(BASE, root)
    copy_project(root)
    (root / "catalog/redirects.yml").write_text("- {kind: model, old: old-tagger, new: tagger}\n", encoding="utf-8")
    written = "---\ntitle: '\"Fish\" & chips <3'\ndescription: Fish & chips\n---\n\n# Fish\n"
    (root / "docs/fish & chips.md").write_text(written, encoding="utf-8")
    (root / "docs/bare.md").write_text("# A bare page\n", encoding="utf-8")
    model = root / "catalog/models/tagger.yml"
    name = "name: 'The \"Tagger\" & <3'"
    model.write_text(model.read_text(encoding="utf-8").replace("name: Tagger", name), encoding="utf-8")
    result = kb("build", "--root", root, SITE_URL=SITE_URL)
    assert result.returncode == 0, result.stdout + result.stderr
    return root / "site"


def tags_of(page: Path) -> dict[str, str]:
    """Read a page's tags for sharing as a browser does; none may stand twice."""
    found: dict[str, str] = {}
    for tag in LexborHTMLParser(page.read_bytes()).css("head meta"):
        name = tag.attributes.get("property") or tag.attributes.get("name") or ""
        if name.startswith(("og:", "twitter:")):
            assert name not in found
            found[name] = tag.attributes["content"] or ""
    return found


def pages_of(site: Path) -> dict[str, Path]:
    """Give all pages by their address within the site; the one for missing addresses is never shared."""
    pages = {file.parent.relative_to(site).as_posix(): file for file in site.rglob("index.html")}
    return {"" if path == "." else f"{path}/": file for path, file in pages.items()}


def test_every_page_has_its_card_and_the_tags_that_name_it(site: Path) -> None:
    pages = pages_of(site)
    assert {"", "about/", "models/tagger/", "data-guide/", "have-want/", "families/generation/"} <= set(pages)
    for address, file in pages.items():
        tags = tags_of(file)
        expected = {
            "og:type": "article" if address else "website",
            "og:site_name": "CNAPS Knowledge Base",
            "og:image:width": str(WORDS_ALONE.width),
            "og:image:height": str(WORDS_ALONE.height),
            "twitter:card": "summary_large_image",
        }
        assert {name: tags[name] for name in expected} == expected, address
        for name in ("og:title", "og:description", "og:image:alt"):
            assert tags[name].strip(), f"{address}: {name}"
        if address != "models/old-tagger/":
            quoted = address.replace(" & ", "%20%26%20")
            assert tags["og:url"] == f"{SITE_URL}/{quoted}"
        assert tags["og:image"].startswith(f"{SITE_URL}/cards/")
        path = tags["og:image"].removeprefix(f"{SITE_URL}/").replace("%20%26%20", " & ")
        content = (site / path).read_bytes()
        assert len(content) <= MOST_BYTES
        with Image.open(io.BytesIO(content), formats=["PNG"]) as picture:
            assert picture.size == (WORDS_ALONE.width, WORDS_ALONE.height)
    sharing = {"models/old-tagger/", "models/many-pictures/", "models/by/recognition/", "questions/by/recognition/"}
    assert sharing < set(pages), "an old address, a data set, and parts of lists"
    assert len({tags_of(file)["og:image"] for file in pages.values()}) == len(pages) - len(sharing)


def test_no_card_lies_there_without_a_page(site: Path) -> None:
    named = {
        tags_of(file)["og:image"].removeprefix(f"{SITE_URL}/").replace("%20%26%20", " & ")
        for file in pages_of(site).values()
    }
    assert {file.relative_to(site).as_posix() for file in (site / "cards").rglob("*") if file.is_file()} == named


def test_the_font_of_the_cards_is_not_published(site: Path) -> None:
    assert not list(site.rglob("cards.ttf"))
    assert list(site.rglob("headings.woff2"))


def test_tags_of_a_record_whose_name_holds_marks(site: Path) -> None:
    tags = tags_of(site / "models/tagger/index.html")
    assert tags["og:title"] == 'The "Tagger" & <3'
    assert tags["og:description"] == "Lists what is in a picture."
    assert tags["og:image:alt"] == 'Model · 2023. The "Tagger" & <3. Image → The "Tagger" & <3 → Labels.'


def test_tags_of_hand_written_pages(site: Path) -> None:
    tags = tags_of(site / "fish & chips/index.html")
    assert tags["og:title"] == '"Fish" & chips <3'
    assert tags["og:description"] == "Fish & chips"
    assert tags["og:image:alt"] == '"Fish" & chips <3. Fish & chips.'
    bare = tags_of(site / "bare/index.html")
    assert bare["og:title"] == "A bare page"
    assert bare["og:image:alt"] == f"A bare page. {bare['og:description']}"
    assert tags_of(site / "index.html")["og:title"] == "How does that AI feature work?"


def test_an_old_address_is_shared_as_the_new(site: Path) -> None:
    old, new = (tags_of(site / f"models/{name}/index.html") for name in ("old-tagger", "tagger"))
    assert [old[name] for name in ("og:url", "og:image", "og:title")] == [
        new[name] for name in ("og:url", "og:image", "og:title")
    ]


def test_a_site_without_an_address_names_none(project: Path) -> None:
    assert kb("build", "--root", project, SITE_URL="").returncode == 0
    tags = tags_of(project / "site/models/tagger/index.html")
    assert tags["og:title"] == "Tagger"
    assert not {"og:url", "og:image", "twitter:card"} & set(tags)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    font = tmp_path / FONT
    font.parent.mkdir(parents=True)
    shutil.copy(ROOT / FONT, font)
    return tmp_path


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of the cards that were drawn since."""
    titles: list[str] = []

    def draw(card: CardView, pictures: Sequence[bytes], letters: Letters) -> bytes:
        titles.append(card.title)
        return draw_card(card, pictures, letters)

    monkeypatch.setattr("kb.publish.card_cache.draw_card", draw)
    return titles


def kept_files(root: Path) -> list[Path]:
    return sorted(file for file in (root / CACHE).rglob("*") if file.is_file())


def test_only_what_changed_is_drawn_again(root: Path, drawn: list[str]) -> None:
    before = dict(drawn_cards(root, CARDS, {}))
    assert drawn == ["Page one", "Page two", "Page three"]
    drawn.clear()
    assert dict(drawn_cards(root, CARDS, {})) == before
    assert drawn == []
    after = dict(drawn_cards(root, [replace(CARDS[0], title="Another"), *CARDS[1:]], {}))
    assert drawn == ["Another"]
    assert after["cards/x/one.png"] != before["cards/x/one.png"]
    assert after["cards/x/two.png"] == before["cards/x/two.png"]


def test_another_font_or_drawing_draws_all_again(root: Path, drawn: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    list(drawn_cards(root, CARDS, {}))
    monkeypatch.setattr("kb.publish.card_cache.drawing_version", lambda font: drawing_version(font + b"x"))
    drawn.clear()
    list(drawn_cards(root, CARDS, {}))
    assert len(drawn) == len(CARDS)


def damaged(content: bytes) -> dict[str, bytes]:
    return {
        "empty": b"",
        "cut": content[: len(content) // 2],
        "a bit turned": content[:-9] + bytes([content[-9] ^ 1]) + content[-8:],
        "a seal with a bit turned": bytes([content[0] ^ 1]) + content[1:],
        "grown": content + b"x",
        "another file": b"hello" * 100,
    }


@pytest.mark.parametrize("damage", damaged(b"0123456789"))
def test_a_damaged_file_is_drawn_anew_and_mended(damage: str, root: Path, drawn: list[str]) -> None:
    before = dict(drawn_cards(root, CARDS, {}))
    file = kept_files(root)[0]
    whole = file.read_bytes()
    file.write_bytes(damaged(whole)[damage])
    drawn.clear()
    assert dict(drawn_cards(root, CARDS, {})) == before
    assert len(drawn) == 1
    assert file.read_bytes() == whole


def test_a_card_in_the_place_of_another_is_not_taken_for_it(root: Path, drawn: list[str]) -> None:
    before = dict(drawn_cards(root, CARDS, {}))
    first, second, _ = kept_files(root)
    shutil.copy(first, second)
    drawn.clear()
    assert dict(drawn_cards(root, CARDS, {})) == before
    assert len(drawn) == 1


@pytest.mark.parametrize("in_the_way", ["file", "folder"])
def test_cards_are_drawn_where_nothing_can_be_kept(in_the_way: str, root: Path, drawn: list[str]) -> None:
    before = dict(drawn_cards(root, CARDS, {}))
    drawn.clear()
    if in_the_way == "file":
        shutil.rmtree(root / CACHE)
        (root / CACHE).write_text("mine", encoding="utf-8")
    else:
        for file in kept_files(root):
            file.unlink()
            file.mkdir()
    assert dict(drawn_cards(root, CARDS, {})) == before
    assert len(drawn) == len(CARDS)
    assert not [file for file in kept_files(root) if "unfinished" in file.name]


def test_builds_at_once_give_the_same_and_leave_whole_files(root: Path, drawn: list[str]) -> None:
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: dict(drawn_cards(root, CARDS, {})), range(4)))
    assert results.count(results[0]) == 4
    assert len(kept_files(root)) == len(CARDS)
    drawn.clear()
    assert dict(drawn_cards(root, CARDS, {})) == results[0]
    assert drawn == []
