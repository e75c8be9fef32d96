"""What the filter of the questions loads: all questions with the first sentences of their answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kb.views.excerpts import opening

if TYPE_CHECKING:
    from kb.knowledge.link import Knowledge

PATH = "questions/table.json"


def questions_data(kb: Knowledge) -> str:
    """Give, as JSON, a list for each question: its id, its title, and the first sentence of its answer."""
    rows = [[entry.id, entry.record.title, opening(entry.record.answer)] for entry in kb.questions.values()]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
