"""Published addresses stay: what was published before leads somewhere afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.content.places import Kind, path_of
from kb.content.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from kb.content.records import Records

_FILED = (Kind.TASK, Kind.MODEL, Kind.QUESTION)
_GLOSSARY = "catalog/glossary.yml"


def lost_addresses(before: Records, now: Records) -> Iterator[Problem]:
    """Find pages that are gone, and whose addresses lead nowhere.

    Args:
        before: what was published; it may be a part of that.
        now: all there is after the change.
    """
    led = {(entry.record.kind.value, entry.record.old) for entry in now.redirects}
    for kind in _FILED:
        for record_id in _published(before, kind):
            is_draft = any(draft.file == path_of(kind, record_id) for draft in now.drafts)
            if (is_draft or not _is_there(now, kind.value, record_id)) and (kind.value, record_id) not in led:
                yield _lost(kind.value, record_id, is_draft=is_draft)
    published = {("term", entry.id) for entry in before.terms}
    published |= {(entry.record.kind.value, entry.record.old) for entry in before.redirects}
    for kind_name, record_id in sorted(published - led):
        if not _is_there(now, kind_name, record_id):
            yield _lost(kind_name, record_id, is_draft=False)


def _is_there(records: Records, kind: str, record_id: str) -> bool:
    """Tell whether a record is there, readable or not."""
    if kind != "term":
        return path_of(Kind(kind), record_id) in records.files
    # Where an entry of the list can't be read, nobody knows which.
    is_unknown = ("term", record_id) in records.broken or ("term", "") in records.broken
    return is_unknown or any(entry.id == record_id for entry in records.terms)


def _published(records: Records, kind: Kind) -> Collection[str]:
    groups = {Kind.TASK: records.tasks, Kind.MODEL: records.models, Kind.QUESTION: records.questions}
    return [entry.id for entry in groups[kind]]


def _lost(kind: str, record_id: str, *, is_draft: bool) -> Problem:
    path = _GLOSSARY if kind == "term" else path_of(Kind(kind), record_id)
    if is_draft:
        message = f"This {kind} is published, and a draft has no page: links to its address would lead nowhere."
        return Problem(path, 1, 1, "lost-address", message, "Delete the line “draft: true”.", "draft")
    what = f"The {kind} “{record_id}”" if kind == "term" else f"This {kind}"
    message = (
        f"{what} is published, and its address would lead nowhere: links and search engines still send people there."
    )
    back = (
        "Put it back with this id; its name may change."
        if kind == "term"
        else f"Put the file back. To give it another name, write: kb rename {kind} {record_id} NEW-ID."
    )
    tip = (
        f"{back} To delete it, say in "
        f"catalog/redirects.yml what to read instead: “- kind: {kind}”, “old: {record_id}” and “new:” with the id of that {kind}."
    )
    return Problem(path, 1, 1, "lost-address", message, tip)
