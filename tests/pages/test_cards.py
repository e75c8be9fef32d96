"""Cards show what their pages are about, stay within their bounds whatever a title holds, and are the same bytes again."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops

from kb.knowledge.link import link
from kb.pages import card_drawing
from kb.pages.card_drawing import HEIGHT, MOST_BYTES, WIDTH, Letters, draw_card
from kb.publish.card_cache import FONT
from kb.rules.check import check
from kb.views.all_views import make_views
from kb.views.card import WITH_PHOTOGRAPHS, CardPicture, CardView, Flow, cards_of
from tests.conftest import ROOT, TODAY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MARGIN = 56
"""No ink lies nearer to an edge."""
SITE = "CNAPS Knowledge Base"
EXAMPLE = """
task: image-tagging
shows: {shows}
made: model
model: tagger
software: [{{name: Tagger, version: "1.0", licence: MIT, url: "https://github.com/example/tagger"}}]
title: A jumper and its words
caption: The words are right, and in the order of how sure it is.
inputs: [{{modality: image, label: Photo, file: photo.webp, alt: A red jumper on a chair, source: {{title: Made for this example, licence: MIT}}}}]
outputs: [{{modality: labels, label: Words, text: jumper. red. chair.}}]
tolerance: close
date: 2026-05-01
"""
PLAIN = CardView(page="questions/how-does-tagging-work.md", site=SITE, title="How does it know?", kicker="", lead="")
FULL = replace(
    PLAIN,
    kicker="Question · Image tagging",
    flow=Flow("Image", "for example Tagger", "Labels"),
    pictures=(CardPicture("examples/x/thumb.webp", "0"),),
    caption="Made by a model: Tagger",
)
WITHOUT_SPACES = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
ODD = {
    "empty": "",
    "one letter": "Å",
    "120 characters": "Why does my phone think that every single one of my neighbour's three very fluffy white cats is a bowl of whipped cream?",
    "5,000 characters": "why does it " * 420,
    "a word without spaces": WITHOUT_SPACES,
    "the widest letters": "W" * 300,
    "accents above and below": "Ạ́ẶỘḈÅÅĘĞ jqpyg|()" * 12,
    "many lines": "\n\n".join("a\tb" for _ in range(300)),
    "combining marks without end": "o" + "\u0301" * 3000,
    "right to left": "\u202eמה זה? ما هذا؟",
    "zero-width": "a\u200bb\u200dc\ufeffd\u2066e",
    "many scripts": "什么是 AI 🙂 Ελληνικά Кириллица हिन्दी",
    "unassigned and private": "\ue000\uffff\U0010fffe\x00\x07 x",
}


@pytest.fixture(scope="module")
def letters() -> Letters:
    return Letters((ROOT / FONT).read_bytes())


@pytest.fixture(scope="module")
def thumbnail() -> bytes:
    written = io.BytesIO()
    Image.linear_gradient("L").resize((240, 180)).convert("RGB").save(written, "WEBP")
    return written.getvalue()


def picture_of(card: CardView, letters: Letters, thumbnail: bytes) -> Image.Image:
    content = draw_card(card, [thumbnail] * len(card.pictures), letters)
    assert len(content) <= MOST_BYTES
    picture = Image.open(io.BytesIO(content))
    assert picture.format == {"png": "PNG", "jpg": "JPEG"}[card.format.ending]
    assert picture.size == (card.format.width, card.format.height)
    return picture.convert("RGB").resize((WIDTH, HEIGHT))


def ink(picture: Image.Image, box: tuple[int, int, int, int]) -> tuple[int, int, int, int] | None:
    """Give the bounds of what is drawn within a box. JPEG makes paper uneven near letters, so faint dots don't count."""
    part = picture.crop(box)
    paper = Image.new("RGB", part.size, card_drawing.PAPER)
    strong = ImageChops.difference(part, paper).convert("L").point([0] * 32 + [255] * 224)
    return strong.getbbox()


def assert_within_bounds(picture: Image.Image) -> None:
    bounds = ink(picture, (0, 0, WIDTH, HEIGHT))
    assert bounds
    left, top, right, bottom = bounds
    assert min(left, top, WIDTH - right, HEIGHT - bottom) >= MARGIN


@pytest.mark.parametrize("title", ODD.values(), ids=ODD)
def test_no_title_leaves_its_place(title: str, letters: Letters, thumbnail: bytes) -> None:
    picture = picture_of(replace(FULL, title=title), letters, thumbnail)
    assert_within_bounds(picture)
    assert ink(picture, (64, 190, 700, 436)), "no title"
    assert not ink(picture, (696, 0, 736, 440)), "the title reaches into the picture"
    assert not ink(picture, (0, 438, WIDTH, 452)), "the title reaches into the boxes below"
    assert_within_bounds(picture_of(replace(PLAIN, title=title, lead=title), letters, thumbnail))


@pytest.mark.parametrize("words", ODD.values(), ids=ODD)
def test_no_other_words_leave_their_places(words: str, letters: Letters, thumbnail: bytes) -> None:
    card = replace(FULL, site=words, kicker=words, caption=words, flow=Flow(words, words, words))
    picture = picture_of(card, letters, thumbnail)
    assert_within_bounds(picture)
    assert not ink(picture, (696, 0, 736, 440)), "site or kicker reach into the picture"
    assert not ink(picture, (0, 432, WIDTH, 452)), "the caption reaches into the boxes below"
    assert not ink(picture, (0, 568, WIDTH, HEIGHT)), "words leave the boxes"
    between = [ink(picture, (left, 454, left + 10, 566)) for left in (384, 426, 762, 804)]
    assert between == [None] * 4, "words leave their boxes at the side"


def test_a_title_is_drawn_as_large_as_fits(letters: Letters) -> None:
    tall = [
        bounds[3] - bounds[1] for n in (1, 6) if (bounds := ink(drawn(letters, "Hamburg " * n), (64, 140, 1136, 500)))
    ]
    assert tall[0] >= 45
    assert tall[1] > tall[0], "several lines"


def drawn(letters: Letters, title: str) -> Image.Image:
    return picture_of(replace(PLAIN, title=title), letters, b"")


def test_the_same_view_gives_the_same_bytes_and_another_title_others(letters: Letters, thumbnail: bytes) -> None:
    once, again = (draw_card(FULL, [thumbnail], one) for one in (letters, Letters((ROOT / FONT).read_bytes())))
    assert once == again
    other = replace(FULL, title="How does it not know?")
    assert draw_card(other, [thumbnail], letters) != once
    assert other.fingerprint != FULL.fingerprint == replace(FULL).fingerprint
    assert replace(FULL, pictures=(CardPicture("examples/x/thumb.webp", "1"),)).fingerprint != FULL.fingerprint


@pytest.mark.parametrize(
    ("title", "like"),
    [
        ("AI 🙂 works", "AI works"),
        ("What is 通义 for?", "What is for?"),
        ("Ｆｕｌｌ ﬁne x\u0331", "Full fine x"),
        ("e\u0301te\u0301", "été"),
        ("a\u00a0b\u200bc", "a bc"),
        ("什么是人工智能？", "How does tagging work"),
        ("ما هذا؟", "How does tagging work"),
        ("", "How does tagging work"),
    ],
)
def test_what_the_font_lacks_is_never_drawn_as_boxes(title: str, like: str, letters: Letters) -> None:
    """Letters fall back on their plain form; a title of which little is left, on the words of the address."""
    assert draw_card(replace(PLAIN, title=title), [], letters) == draw_card(replace(PLAIN, title=like), [], letters)


def test_accents_and_other_alphabets_are_drawn(letters: Letters) -> None:
    text = "Zażółć gęślą jaźń, Őrült şoför, Ærøskøbing, İzmir, tiếng Việt, Ελλάδα, Україна, “x²” → 5 × 3 ≤ 20 €…"
    assert letters.drawable(text) == text
    assert draw_card(replace(PLAIN, title="Zażółć"), [], letters) != draw_card(
        replace(PLAIN, title="Zazołc"), [], letters
    )


def test_an_index_is_called_by_its_folder_where_its_title_cannot_be_drawn(letters: Letters) -> None:
    card = replace(PLAIN, page="have-want/index.md", title="有")
    assert draw_card(card, [], letters) == draw_card(replace(card, title="Have want"), [], letters)


def test_the_cost_of_a_title_grows_no_faster_than_its_length(letters: Letters, monkeypatch: pytest.MonkeyPatch) -> None:
    """And from a length on, which nobody reads, not at all."""
    counted: list[str] = []
    measure = Letters.width

    def counting(one: Letters, text: str, pixels: int) -> float:
        counted.extend(text)
        return measure(one, text, pixels)

    def cost(title: str) -> int:
        counted.clear()
        draw_card(replace(PLAIN, title=title), [], letters)
        return len(counted)

    monkeypatch.setattr(Letters, "width", counting)
    for words in ("why not ", "why"):
        assert cost(words * 40) < 4 * cost(words * 20)
        assert cost(words * 4000) <= 1.1 * cost(words * 400)


def test_a_card_of_few_colours_is_smaller_than_pillow_writes_it(
    cards: Mapping[str, CardView], letters: Letters
) -> None:
    for card in cards.values():
        content = draw_card(card, [], letters) if not card.pictures else b""
        if content.startswith(b"\x89PNG"):
            picture = Image.open(io.BytesIO(content))
            picture.save(again := io.BytesIO(), "PNG", compress_level=9)
            assert picture.mode == "P"
            assert len(content) < len(again.getvalue())
            assert Image.open(again).convert("RGB").tobytes() == picture.convert("RGB").tobytes()
            return
    pytest.fail("no card is a PNG")


def test_colours_are_those_of_the_light_site() -> None:
    styles = (ROOT / "docs/assets/kb.css").read_text(encoding="utf-8")
    light = dict(re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}),", styles))
    wanted = ("paper", "sunken", "ink", "ink-soft", "line", "accent", "accent-wash", "on-accent")
    names = ("PAPER", "SUNKEN", "INK", "SOFT_INK", "LINE", "ACCENT", "ACCENT_WASH", "ON_ACCENT")
    assert [getattr(card_drawing, name) for name in names] == [light[name] for name in wanted]


@pytest.fixture
def cards(content: Path) -> Mapping[str, CardView]:
    return cards_in(content)


def cards_in(content: Path) -> dict[str, CardView]:
    checked = check(content, TODAY)
    assert checked.is_publishable, checked.problems
    knowledge = link(checked.records)
    return cards_of(make_views(knowledge, TODAY), SITE, knowledge.media)


def add_example(content: Path, name: str, shows: str, thumbnail: bytes) -> None:
    folder = content / "examples" / name
    folder.mkdir(parents=True)
    (folder / "example.yml").write_text(EXAMPLE.format(shows=shows), encoding="utf-8")
    for file in ("photo.webp", "thumb.webp"):
        (folder / file).write_bytes(thumbnail)


def test_a_card_says_what_its_page_is_about(cards: Mapping[str, CardView]) -> None:
    assert {path: card.words for path, card in cards.items() if "/" in path and "index" not in path} == {
        "models/by/recognition.md": cards["models/index.md"].words,
        "questions/by/recognition.md": cards["questions/index.md"].words,
        "models/compare.md": cards["models/compare.md"].words,
        "data-guide/fields.md": cards["data-guide/fields.md"].words,
        "families/generation.md": "Family of tasks. Create pictures. Make pictures from words.",
        "families/recognition.md": "Family of tasks. Recognise and describe. Say what is in a picture.",
        "tasks/image-captioning.md": "Task · Recognise and describe. Image captioning. Image → Captioner → Text.",
        "tasks/image-tagging.md": "Task · Recognise and describe. Image tagging. Image → Tagger → Labels.",
        "tasks/text-to-image.md": "Task · Create pictures. Text to image. Text → AI model → Image.",
        "models/captioner.md": "Model · 2022. Captioner. Image → Captioner → Text.",
        "models/many-pictures.md": cards["tasks/image-tagging.md"].words,
        "models/tagger.md": "Model · 2023. Tagger. Image → Tagger → Labels.",
        "questions/how-does-tagging-work.md": "Question · Image tagging. How does the app know it is a red jumper? Image → for example Tagger → Labels.",
        "questions/why-do-captions-invent-things.md": cards["questions/why-do-captions-invent-things.md"].words,
    }
    assert cards["index.md"].words.startswith("How does that AI feature work? Questions people ask")


def test_a_card_shows_the_picture_of_its_task_and_who_made_it(content: Path, thumbnail: bytes) -> None:
    add_example(content, "jumper", "success", thumbnail)
    cards = cards_in(content)
    drawn = {path: card for path, card in cards.items() if card.pictures and card.page == path}
    shown = {path: [one.path for one in card.pictures] for path, card in drawn.items()}
    own = ["examples/jumper/thumb.webp"]
    with_picture = ("index.md", "tasks/image-tagging.md", "models/tagger.md", "questions/how-does-tagging-work.md")
    assert shown == dict.fromkeys(with_picture, own), "and no other model passes this off as its own"
    assert cards["tasks/image-tagging.md"].caption == "Made by a model: Tagger"
    assert cards["models/tagger.md"].caption == "Made by Tagger"


def test_no_card_shows_a_failure_as_what_a_task_does(content: Path, thumbnail: bytes) -> None:
    add_example(content, "jumper", "failure", thumbnail)
    cards = cards_in(content)
    assert not cards["tasks/image-tagging.md"].pictures
    assert not cards["models/tagger.md"].pictures


def test_a_picture_that_changes_is_another_card(content: Path, thumbnail: bytes) -> None:
    add_example(content, "jumper", "success", thumbnail)
    before = cards_in(content)["tasks/image-tagging.md"].fingerprint
    other = io.BytesIO()
    Image.new("RGB", (240, 180), "red").save(other, "WEBP")
    (content / "examples/jumper/thumb.webp").write_bytes(other.getvalue())
    assert cards_in(content)["tasks/image-tagging.md"].fingerprint != before


def test_an_old_address_has_the_card_of_the_new(content: Path) -> None:
    redirects = "- {kind: model, old: old-tagger, new: tagger}\n"
    (content / "catalog/redirects.yml").write_text(redirects, encoding="utf-8")
    cards = cards_in(content)
    assert cards["models/old-tagger.md"] == cards["models/tagger.md"]


PAST = "standing: {status: historic, source: https://example.org/history, date: 2026-05-02}\n"
WORD = "- {id: latent, name: Latent space, explanation: Where pictures are numbers., sources: [https://example.org/]}\n"


def test_words_works_of_the_past_and_data_sets_have_the_card_of_what_they_belong_to(
    content: Path, thumbnail: bytes
) -> None:
    """A link to each shows its name as its title. An old address of such a work has the same card."""
    (content / "catalog/redirects.yml").write_text("- {kind: model, old: old-tagger, new: tagger}\n", encoding="utf-8")
    (content / "catalog/glossary.yml").write_text(WORD, encoding="utf-8")
    file = content / "catalog/models/tagger.yml"
    file.write_text(file.read_text(encoding="utf-8") + PAST, encoding="utf-8")
    cards = cards_in(content)
    assert cards["models/tagger.md"] == cards["models/old-tagger.md"] == cards["tasks/image-tagging.md"]
    assert cards["models/many-pictures.md"] == cards["tasks/image-tagging.md"]
    assert cards["glossary/latent.md"] == cards["glossary.md"]
    add_example(content, "jumper", "success", thumbnail)
    cards = cards_in(content)
    assert cards["models/tagger.md"].caption == "Made by Tagger", "one that has made a picture shows it"


def test_no_two_pages_of_the_small_site_share_a_file(cards: Mapping[str, CardView]) -> None:
    paths = [card.path for page, card in cards.items() if "/by/" not in page and "many-pictures" not in page]
    assert len(set(paths)) == len(paths)
    assert cards["index.md"].path == "cards/index.png"
    assert cards["models/tagger.md"].path == "cards/models/tagger.png"


def test_a_card_in_another_format_is_another_card(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else one that was kept in the size of before would be published under tags that name the new one."""
    before = FULL.fingerprint
    monkeypatch.setattr("kb.views.card.WITH_PHOTOGRAPHS", replace(WITH_PHOTOGRAPHS, width=640, height=336))
    assert FULL.fingerprint != before
