"""Published addresses stay: what was published before leads somewhere afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.content.places import Kind, path_of
from kb.content.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from kb.content.records import Records

_KINDS = (Kind.TASK, Kind.MODEL, Kind.QUESTION)


def lost_addresses(before: Records, now: Records) -> Iterator[Problem]:
    """Find pages that are gone, and whose addresses lead nowhere.

    Args:
        before: what was published; it may be a part of that.
        now: all there is after the change.
    """
    files = now.parts.keys()
    led = {(entry.record.kind.value, entry.record.old) for entry in now.redirects}
    for kind in _KINDS:
        for record_id in _published(before, kind):
            path = path_of(kind, record_id)
            is_draft = any(draft.file == path for draft in now.drafts)
            if (path not in files or is_draft) and (kind.value, record_id) not in led:
                yield _lost(kind, record_id, is_draft=is_draft)
    for kind_name, old in sorted({(entry.record.kind.value, entry.record.old) for entry in before.redirects} - led):
        if path_of(Kind(kind_name), old) not in files:
            yield _lost(Kind(kind_name), old, is_draft=False)


def _published(records: Records, kind: Kind) -> Collection[str]:
    groups = {Kind.TASK: records.tasks, Kind.MODEL: records.models, Kind.QUESTION: records.questions}
    return [entry.id for entry in groups[kind]]


def _lost(kind: Kind, record_id: str, *, is_draft: bool) -> Problem:
    path = path_of(kind, record_id)
    if is_draft:
        message = f"This {kind} is published, and a draft has no page: links to its address would lead nowhere."
        return Problem(path, 1, 1, "lost-address", message, "Delete the line “draft: true”.", "draft")
    message = f"This {kind} is published, and its address would lead nowhere: links and search engines still send people there."
    tip = (
        f"Put the file back. To give it another name, write: kb rename {kind} {record_id} NEW-ID. To delete it, say in "
        f"catalog/redirects.yml what to read instead: “- kind: {kind}”, “old: {record_id}” and “new:” with the id of that {kind}."
    )
    return Problem(path, 1, 1, "lost-address", message, tip)
