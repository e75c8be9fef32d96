"""Where words of the field are used: the tasks, works and questions whose texts need them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kb.text.document import plain_text
from kb.text.terms import uses

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kb.content.records import Entry
    from kb.knowledge.link import Knowledge


def term_uses(kb: Knowledge) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Give for each term, by kind (``task``, ``model``, ``question``), the ids of the records that use it, in the order of their pages."""
    found: dict[str, dict[str, list[str]]] = {term: defaultdict(list) for term in kb.terms}
    for kind, entry, texts in _texts(kb):
        for term in uses(texts, kb.vocabulary):
            found[term][kind].append(entry.id)
    return {term: {kind: tuple(ids) for kind, ids in kinds.items()} for term, kinds in found.items()}


def _texts(kb: Knowledge) -> Iterator[tuple[str, Entry[Any], list[str]]]:
    """Give what a reader reads of each record, but for names and links."""
    for task in kb.tasks.values():
        markdown = (task.record.explanation, task.record.choosing, task.record.limits)
        yield "task", task, [task.record.summary, *map(plain_text, markdown)]
    for model in kb.models.values():
        prose = (model.record.how_it_works, *model.record.strengths, *model.record.limits)
        yield "model", model, [model.record.summary, *map(plain_text, prose)]
    for question in kb.questions.values():
        yield "question", question, [question.record.answer, plain_text(question.body)]
