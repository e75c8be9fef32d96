"""What a query names comes first, whatever its kind; what it almost names, means, or only resembles comes after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kb.search.asking import NAME_PLACES, folded
from kb.search.index import everyday_words, is_name
from kb.search.rank import answer, search

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.knowledge.link import Knowledge
    from kb.search.index import SearchIndex


def names(kb: Knowledge) -> Iterator[tuple[str, str, str]]:
    """Give all names of all kinds: kind, id, name. Variants that are called by everyday words are no names."""
    everyday = everyday_words(kb)
    for task in kb.tasks.values():
        yield from (("task", task.id, name) for name in (task.record.name, *task.record.aliases))
    for work in kb.models.values():
        model = work.record
        variants = (variant.id for variant in model.variants if folded(variant.id) not in everyday)
        others = (*model.identifiers.cnaps, *variants)
        yield from (("model", work.id, name) for name in (model.name, model.title, work.id, *others) if name)
    for product in kb.meetings:
        record = kb.products[product].record
        yield from (("product", product, name) for name in (record.name, *record.also_called))
    for term in kb.terms.values():
        yield from (("term", term.id, name) for name in (term.record.name, *term.record.forms))
    for question in kb.questions.values():
        yield "question", question.id, question.record.title


def test_every_name_finds_what_is_called_so_first(knowledge: Knowledge, index: SearchIndex) -> None:
    owners: dict[str, set[tuple[str, str]]] = {}
    for kind, one, name in names(knowledge):
        if is_name(folded(name), "other"):
            owners.setdefault(folded(name).replace(" ", ""), set()).add((kind, one))
    asked = {folded(name): name for _, _, name in names(knowledge) if is_name(folded(name), "other")}
    lost = []
    for key, name in asked.items():
        found = search(index, name).named
        first = found[0] if found else None
        if first is None or what(index, first) not in owners[key.replace(" ", "")]:
            lost.append(name)
    assert len(asked) > 5000
    assert lost == []


def what(index: SearchIndex, item: int) -> tuple[str, str]:
    if item < len(index.tasks):
        return "task", index.tasks[item].id
    record = index.records[item - len(index.tasks)]
    return record.kind, record.id


def first(index: SearchIndex, query: str) -> tuple[str, str]:
    result = answer(index, query, 1)["results"][0]
    return result["kind"], result["id"]


@pytest.mark.parametrize(
    ("query", "kind", "found"),
    [
        ("whisper", "model", "whisper"),
        ("CLIP", "model", "clip"),
        ("vae", "term", "vae"),
        ("what is a GAN", "term", "gan"),
        ("What does temperature mean?", "term", "temperature"),
        ("hallucination meaning", "term", "hallucination"),
        ("llm hallucination", "term", "hallucination"),
        ("what is controlnet", "term", "controlnet"),
        ("reinforcement learning", "task", "reinforcement-learning"),
        ("what is reinforcement learning", "term", "reinforcement-learning"),
        ("shazam", "model", "shazam"),
        ("the shazam app", "model", "shazam"),
        ("Can an app tell me colours that I cannot see?", "question", "can-an-app-tell-me-colours-that-i-cannot-see"),
        ("app tell me colours I cannot see", "question", "can-an-app-tell-me-colours-that-i-cannot-see"),
        ("how did my bank know it wasn't me", "question", "how-did-my-bank-know-within-seconds-that-it-was-not-me"),
        ("deoldfy", "model", "deoldify"),
        ("image colorization", "task", "image-colorization"),
    ],
)
def test_what_is_named_comes_first(index: SearchIndex, query: str, kind: str, found: str) -> None:
    assert first(index, query) == (kind, found)


@pytest.mark.parametrize("query", ["ghost in my old photo", "can I seem younger in a video", "real or fake photo"])
def test_a_name_that_is_an_everyday_word_does_not_take_over_a_longer_query(index: SearchIndex, query: str) -> None:
    assert search(index, query).named == []


@pytest.mark.parametrize("query", ["video", "camera", "small", "weather", "chair"])
def test_a_variant_called_by_an_everyday_word_is_not_what_people_mean(index: SearchIndex, query: str) -> None:
    assert "model" not in {what(index, item)[0] for item in search(index, query).named}


@pytest.mark.parametrize(
    ("query", "task"),
    [
        ("detect objects", "object-detection"),
        ("best free photo colorizer app", "image-colorization"),
        ("describe the picture", "image-captioning"),
        ("text to photo", "text-to-image"),
    ],
)
def test_a_task_is_named_in_another_order_form_or_word_for_its_medium(
    index: SearchIndex, query: str, task: str
) -> None:
    assert first(index, query) == ("task", task)


def test_how_something_works_leads_to_the_task_behind_it(index: SearchIndex) -> None:
    assert first(index, "how does chatgpt work") == ("task", "conversational-assistant")


def test_own_names_stand_before_other_names() -> None:
    own = [place.startswith("own") for place in NAME_PLACES]
    assert own == sorted(own, reverse=True)


def test_a_title_without_one_of_its_words_finds_the_question(knowledge: Knowledge, index: SearchIndex) -> None:
    asked = found = 0
    for question in knowledge.questions.values():
        typed = question.record.title.rstrip("?").split()
        long = [word for word in typed if len(word) > 4]
        if len(typed) >= 7 and len(long) > 2:
            left_out = long[asked % len(long)]
            asked += 1
            named = search(index, " ".join(word for word in typed if word != left_out)).named
            found += what(index, named[0]) == ("question", question.id) if named else 0
    assert asked > 100
    assert found / asked >= 0.95
