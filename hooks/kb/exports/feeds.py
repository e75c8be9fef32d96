"""Atom feeds (RFC 4287): new questions, new works, and what was read again, by the dates in the records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from kb.exports.export import Export
from kb.knowledge.record_days import model_added, model_days, question_added, question_days, task_days
from kb.views.addresses import address_of
from kb.views.wording import KIND_NAMES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from kb.exports.export import Site
    from kb.knowledge.link import Knowledge

ATOM = "http://www.w3.org/2005/Atom"
MOST_ENTRIES = 50
RIGHTS = "Creative Commons Attribution 4.0 International (https://creativecommons.org/licenses/by/4.0/)"


@dataclass(frozen=True, slots=True)
class Item:
    """A record as a feed has it. ``began`` is the day on which it came in, ``updated`` the last on which somebody read its sources."""

    address: str
    """Relative to the site. A record's address stays for ever, so it is the entry's id as well."""
    title: str
    summary: str
    subject: str
    """What kind of record it is, or the task that it is about."""
    began: dt.date
    updated: dt.date


def feeds(kb: Knowledge, site: Site) -> Iterator[Export]:
    """Write the three feeds."""
    questions, works, tasks = list(_questions(kb)), list(_works(kb)), list(_tasks(kb))
    everything = sorted([*questions, *tasks, *works], key=lambda item: item.updated, reverse=True)
    for name, title, about, items in (
        ("questions", "New questions", "questions/", _by_beginning(questions)),
        ("models", "New models and works", "models/", _by_beginning(works)),
        ("changes", "Read again or changed", "", everything),
    ):
        yield _feed(site, f"feeds/{name}.xml", f"{site.name}: {title}", about, items[:MOST_ENTRIES])


def _by_beginning(items: Iterable[Item]) -> list[Item]:
    """Sort by the day on which records began; of one day, what was updated last comes first. Equal ones stay in their order."""
    return sorted(items, key=lambda item: (item.began, item.updated), reverse=True)


def _questions(kb: Knowledge) -> Iterator[Item]:
    for entry in kb.questions.values():
        record, began = entry.record, question_added(entry)
        subject = kb.tasks[record.tasks[0]].record.name
        address = address_of("question", entry.id)
        yield Item(address, record.title, record.answer, subject, began, max(began, question_days(entry)[-1]))


def _works(kb: Knowledge) -> Iterator[Item]:
    """Give all works, the newest first."""
    for entry in sorted(kb.models.values(), key=lambda one: one.record.published, reverse=True):
        record, began = entry.record, model_added(entry)
        title = f"{record.name} ({KIND_NAMES[record.kind].lower()}, {record.published[:4]})"
        subject = kb.tasks[record.tasks[0]].record.name
        updated = max(began, model_days(entry)[-1])
        yield Item(address_of("model", entry.id), title, record.summary, subject, began, updated)


def _tasks(kb: Knowledge) -> Iterator[Item]:
    for entry in kb.tasks.values():
        if days := task_days(entry):
            record = entry.record
            subject = kb.families[record.family].record.name
            yield Item(address_of("task", entry.id), record.name, record.summary, subject, days[0], days[-1])


def _feed(site: Site, path: str, title: str, about: str, items: list[Item]) -> Export:
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    _text(feed, "id", site.absolute(path))
    _text(feed, "title", title)
    _text(feed, "subtitle", site.description)
    _text(feed, "updated", _instant(max((item.updated for item in items), default=site.day)))
    author = ET.SubElement(feed, "author")
    _text(author, "name", f"The contributors of the {site.name}")
    _text(author, "uri", site.url)
    ET.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": site.absolute(path)})
    ET.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": site.absolute(about)})
    _text(feed, "rights", RIGHTS)
    for item in items:
        _entry(feed, site, item)
    ET.indent(feed)
    return Export(path, ET.tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n")


def _entry(feed: ET.Element, site: Site, item: Item) -> None:
    entry = ET.SubElement(feed, "entry")
    address = site.absolute(item.address)
    _text(entry, "id", address)
    _text(entry, "title", item.title)
    _text(entry, "published", _instant(item.began))
    _text(entry, "updated", _instant(item.updated))
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": address})
    ET.SubElement(entry, "category", {"term": item.subject})
    _text(entry, "summary", item.summary)


def _text(parent: ET.Element, name: str, words: str) -> None:
    ET.SubElement(parent, name).text = words


def _instant(day: dt.date) -> str:
    """Write a day as RFC 3339 wants it; records know no hour."""
    return f"{day.isoformat()}T00:00:00Z"
