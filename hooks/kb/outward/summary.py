"""Findings into problems: at every place where a bad link stands, what is wrong and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.content.problems import Level, Problem, in_order
from kb.outward.findings import State
from kb.outward.titles import Likeness, compare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kb.outward.collect import ExternalLink, Place
    from kb.outward.findings import Finding

_SHOWN = 160


def report(links: Iterable[ExternalLink], findings: Mapping[str, Finding]) -> list[Problem]:
    """Tell what is wrong with links, in reading order.

    Args:
        links: the links and their places.
        findings: what was found, by address.
    """
    return in_order(
        problem
        for link in links
        if link.url in findings
        for place in link.places
        for problem in _problems_at(place, findings[link.url])
    )


def archived(findings: Iterable[Finding]) -> list[str]:
    """List the repositories that their owners have frozen. That is worth knowing, and nothing to mend."""
    return sorted(finding.url for finding in findings if finding.is_archived)


def _problems_at(place: Place, finding: Finding) -> Iterator[Problem]:
    told = f"{_shown(finding.url)} {_shown(finding.detail)}."
    match finding.state:
        case State.DEAD:
            tip = "Write where it is now. If it is nowhere, leave the link out, or link to a copy of it."
            yield _problem(place, "dead-link", told, tip)
        case State.PRIVATE:
            yield _problem(place, "private-link", told, "Link to a page that everybody can open.")
        case State.DOUBTFUL | State.SILENT:
            tip = "Open it in a browser. If it works there, nothing needs to be done."
            yield _warning(place, "unreachable", told, tip)
        case State.ALIVE:
            yield from _moved(place, finding)
            yield from _wrong_title(place, finding)


def _moved(place: Place, finding: Finding) -> Iterator[Problem]:
    if finding.moved_to and finding.moved_to.startswith("https://"):
        message = f"{_shown(finding.url)} has moved to {_shown(finding.moved_to)}."
        tip = "Look whether it is still the same thing, and write the new address."
        yield _warning(place, "moved-link", message, tip)


def _wrong_title(place: Place, finding: Finding) -> Iterator[Problem]:
    if not (place.title and finding.title):
        return
    likeness = compare(place.title, finding.title)
    message = f"{_shown(finding.url)} is “{_shown(finding.title)}”, not “{_shown(place.title)}”."
    if likeness is Likeness.DIFFERENT:
        yield _problem(place, "wrong-title", message, "Find the right paper and write its address, or mend the title.")
    elif likeness is Likeness.NEAR:
        yield _warning(place, "inexact-title", message, "If it is the same paper, copy its title letter by letter.")


def _shown(text: str) -> str:
    """Cut what a host said to a length, and take out what would steer a terminal."""
    return "".join(character if character.isprintable() else " " for character in text[:_SHOWN])


def _problem(place: Place, rule: str, message: str, tip: str, level: Level = Level.ERROR) -> Problem:
    return place.entry.problem(place.path, rule, message, tip, line_offset=place.line_offset, level=level)


def _warning(place: Place, rule: str, message: str, tip: str) -> Problem:
    return _problem(place, rule, message, tip, Level.WARNING)
