"""Words of the field are explained where a page uses them first, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from kb.content.problem_formats import as_text
from kb.knowledge.link import link
from kb.pages.render import make_pages
from kb.rules.check import check
from tests.conftest import TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from selectolax.lexbor import LexborNode

GLOSSARY = """
- id: embedding
  name: embedding
  forms: [embeddings]
  explanation: A list of numbers that stands for a thing. Things that are alike have lists with a < b.
- id: diffusion
  name: diffusion model
  forms: [diffusion, diffusion models]
  explanation: A model that starts from noise. It removes a little of it, many times.
- id: gan
  name: GAN
  explanation: Two networks in a contest. One invents, the other judges.
"""
QUESTION = "questions/how-does-tagging-work.md"


def page_with(content: Path, body: str, answer: str = "A model compares.") -> LexborNode:
    """Give the page of a question that has a certain answer and body."""
    (content / "catalog" / "glossary.yml").write_text(GLOSSARY, encoding="utf-8")
    file = content / QUESTION
    head, _, _ = file.read_text(encoding="utf-8").rpartition("---\n")
    old = "A model compares the picture with thousands of words. It keeps those that fit well."
    file.write_text(f"{head.replace(old, answer)}---\n\n{body}\n", encoding="utf-8")
    checked = check(content, TODAY)
    assert as_text(checked.problems) == ""
    page = next(page for page in make_pages(link(checked.records), TODAY) if page.path == QUESTION)
    tree = LexborHTMLParser(str(page.content)).body
    assert tree
    return tree


def explained(tree: LexborNode) -> list[tuple[str, str]]:
    """Give the explained words of a page, each with the text of the element around it."""
    return [
        (node.text(), (node.parent.parent.tag or "") if node.parent and node.parent.parent else "")
        for node in tree.css(".kb-term > a")
    ]


def test_a_term_is_explained_once_on_a_page_from_the_top(content: Path) -> None:
    tree = page_with(
        content, "Each embedding is compared.\n\nEmbeddings again.", answer="Tagging makes an embedding of it."
    )

    assert explained(tree) == [("embedding", "p")]
    [tip] = tree.css(".kb-tip")
    [word] = tree.css(".kb-term > a")
    assert tip.text() == "A list of numbers that stands for a thing. Things that are alike have lists with a < b."
    assert tip.attributes["role"] == "tooltip"
    assert tip.attributes["id"] == word.attributes["aria-describedby"]
    assert word.attributes["href"] == "../../glossary/embedding/"
    [answer] = tree.css(".kb-answer > p:first-of-type")
    assert word in answer.css("a")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("It is a *diffusion model*, not a GAN.", ["diffusion model", "GAN"]),
        ("Many diffusion\nmodels do so.", ["diffusion models"]),
        ("Diffusion helps. Embeddings too.", ["Diffusion", "Embeddings"]),
        ("“Diffusion” begins this one.", ["Diffusion"]),
        ("It runs Stable Diffusion.", []),
        ("A gan is no GAN.", ["GAN"]),
        ("A re-embedding is new. An embedding-like list is old.", []),
        ("- a list of embeddings\n- two", ["embeddings"]),
        ("## An embedding\n\nText.", []),
        ("See [this embedding](https://example.org/) and `embedding`.", []),
    ],
)
def test_where_terms_are_found(content: Path, body: str, words: list[str]) -> None:
    assert [word for word, _ in explained(page_with(content, body))] == words


def test_the_text_itself_stays_as_it_is(content: Path) -> None:
    tree = page_with(content, "Each embedding & diffusion work.")
    for tip in tree.css(".kb-tip"):
        tip.decompose()
    [prose] = tree.css(".kb-prose")
    assert prose.text().strip() == "Each embedding & diffusion work."


def test_the_glossary_page_explains_every_term(content: Path) -> None:
    page_with(content, "Some text.")
    page = next(page for page in make_pages(link(check(content, TODAY).records), TODAY) if page.path == "glossary.md")
    tree = LexborHTMLParser(str(page.content))
    assert [node.attributes["id"] for node in tree.css(".kb-glossary > div")] == ["diffusion", "embedding", "gan"]
    assert "Also: embeddings." in tree.css("#embedding dd")[0].text()
    assert not tree.css(".kb-term")


def test_a_word_belongs_to_one_term(content: Path) -> None:
    (content / "catalog" / "glossary.yml").write_text(
        GLOSSARY.replace("name: GAN", "name: diffusion"), encoding="utf-8"
    )
    assert as_text(check(content, TODAY).problems) == (
        "catalog/glossary.yml:11:9: error: The word “diffusion” also stands above. (name) [claimed-twice]\n"
        "    ↳ Keep one."
    )


def test_a_glossary_is_no_must(content: Path) -> None:
    checked = check(content, TODAY)
    assert checked.problems == []
    page = next(page for page in make_pages(link(checked.records), TODAY) if page.path == "glossary.md")
    assert "0 words" in str(page.content)
