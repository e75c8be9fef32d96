"""What the contribution form must know of the records, beside the schema: one JSON file that only its page loads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kb.content.icons import ICONS
from kb.content.parse import PLACEHOLDERS
from kb.content.places import MAX_ID_LENGTH, RESERVED_IDS
from kb.content.schema import MAX_BODY_LENGTH, RUNNABLE
from kb.views.wording import CERTAINTY_WORDS, KIND_NAMES, ORIGIN_WORDS, ROLE_HEADINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kb.content.records import Entry
    from kb.content.schema import Model
    from kb.knowledge.link import Knowledge


def form_facts(kb: Knowledge) -> str:
    """Give, as JSON, what the form offers, what its rules look up, and the words that its preview shares with the pages."""
    facts = {
        "modality": {id_: {"name": entry.record.name} for id_, entry in kb.modalities.items()},
        "task": {
            id_: {"name": entry.record.name, "inputs": entry.record.inputs, "outputs": entry.record.outputs}
            for id_, entry in kb.tasks.items()
        },
        "model": {id_: _model(entry) for id_, entry in kb.models.items()},
        "product": {
            id_: {"name": entry.record.name, "alsoCalled": entry.record.also_called}
            for id_, entry in kb.products.items()
        },
        "question": {id_: {"name": entry.record.title} for id_, entry in kb.questions.items()},
        "takenIds": sorted(_taken(kb)),
        "reservedIds": sorted(RESERVED_IDS),
        "longestId": MAX_ID_LENGTH,
        "longestBody": MAX_BODY_LENGTH,
        "placeholders": sorted(PLACEHOLDERS),
        "runnable": RUNNABLE,
        "kinds": KIND_NAMES,
        "roles": ROLE_HEADINGS,
        "certainties": CERTAINTY_WORDS,
        "origins": ORIGIN_WORDS,
        "icons": _icons(kb),
    }
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


def _model(entry: Entry[Model]) -> Mapping[str, Any]:
    model = entry.record
    # What it takes and yields stays open where it is its tasks' word; the rule in the browser looks there, as the one here does.
    return {
        "name": model.name,
        "kind": model.kind,
        "year": model.published[:4],
        "tasks": model.tasks,
        "inputs": model.inputs,
        "outputs": model.outputs,
        "variants": [variant.id for variant in model.variants],
    }


def _taken(kb: Knowledge) -> set[str]:
    """Give the ids that no new question may have: those of questions, of drafts, and of addresses that lead on."""
    drafts = {draft.id for draft in kb.drafts if draft.kind == "question"}
    return {*kb.questions, *drafts, *(redirect.old for redirect in kb.redirects if redirect.kind == "question")}


def _icons(kb: Knowledge) -> dict[str, str]:
    return {id_: ICONS[entry.record.icon] for id_, entry in kb.modalities.items()}
