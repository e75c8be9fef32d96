"""Texts can be published as they stand, and none stands twice."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from itertools import chain, islice
from math import ceil
from typing import TYPE_CHECKING, Any

from kb.content.fields import PlainText, Prose
from kb.content.problems import Level
from kb.content.schema import Question
from kb.rules.base import Catalogue, Rule, marked_values, of_the_record
from kb.rules.picture_use import pictures_beside
from kb.rules.references import texts
from kb.text.document import paragraphs
from kb.text.flaws import find_flaws, left_over_flaw, raw_html_flaw

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kb.content.problems import Problem
    from kb.content.records import Entry
    from kb.content.schema import Record
    from kb.content.yamltree import Path

MIN_REPEATED_LENGTH = 60
LEAST_OF_A_WORD = 20
NEAR_DUPLICATE = 0.6
"""Two questions that share this part of their words (Jaccard similarity) are probably one."""
MOST_NAMED = 4
"""Questions that are named as being like another; one of a thousand copies need not name them all."""


def check_markup(catalogue: Catalogue) -> Iterator[Problem]:
    """No raw HTML, no pictures but those beside a question, no unsafe links, no headings where none fit, no words that would not be shown."""
    for entry in catalogue.records.entries():
        yield from _flaws_of_fields(entry)
        if entry.body:
            # What is wrong with a text that shows pictures depends on the files beside it.
            yield from _flaws_of_body(entry, pictures_beside(catalogue, entry))


@of_the_record
def _flaws_of_fields(entry: Entry[Any]) -> Iterator[Problem]:
    for path, value, marker in marked_values(entry.record):
        if isinstance(marker, Prose):
            for flaw in find_flaws(value, inline=marker.inline, headings=marker.headings):
                yield entry.problem(path, flaw.rule, flaw.message, flaw.tip, line_offset=flaw.line)
        elif isinstance(marker, PlainText) and (flaw_found := raw_html_flaw(value) or left_over_flaw(value)):
            yield entry.problem(path, flaw_found.rule, flaw_found.message, flaw_found.tip, line_offset=flaw_found.line)


def _flaws_of_body(entry: Entry[Any], pictures: frozenset[str]) -> Iterable[Problem]:
    name = f"{__name__}.{_flaws_of_body.__qualname__} {sorted(pictures)}"
    if name not in entry.facts:
        flaws = find_flaws(entry.body, headings=True, sources=_source_ids(entry.record), pictures=pictures)
        entry.facts[name] = [
            entry.problem(("body",), flaw.rule, flaw.message, flaw.tip, line_offset=flaw.line) for flaw in flaws
        ]
    problems: list[Problem] = entry.facts[name]
    return problems


def check_answers(catalogue: Catalogue) -> Iterator[Problem]:
    """One word answers nothing, and explains nothing. ``docs/assets/contribute/rules.js`` says the same."""
    for entry in catalogue.records.questions:
        if is_one_word(entry.record.answer):
            yield entry.problem(("answer",), "one-word", "One word is no answer.", "Say it in two to four sentences.")
        if is_one_word(entry.body):
            yield entry.problem(("body",), "one-word", "One word is no explanation.", "Explain it, with examples.")


def is_one_word(text: str) -> bool:
    """Tell whether a text is no more than one word. A language without spaces says much in a word."""
    bare = text.strip()
    if len(bare) >= LEAST_OF_A_WORD:
        return False
    letters = "".join(sign for sign in bare if unicodedata.category(sign)[0] != "M")
    return len(re.findall(r"[^\W_](?:[^\W_]|['’-])*", letters)) < 2


def check_repetition(catalogue: Catalogue) -> Iterator[Problem]:
    """A paragraph stands in one record only: boilerplate answers nobody."""
    places: dict[bytes, list[tuple[Entry[Any], Path, int]]] = defaultdict(list)
    for entry in catalogue.records.entries():
        for path, line, key in _paragraphs(entry):
            places[key].append((entry, path, line))
    for repeated in places.values():
        first = repeated[0][0]
        second = next((entry for entry, _, _ in repeated if entry is not first), None)
        for entry, path, line in repeated if len(repeated) > 1 else ():
            other = first if entry is not first else second
            where = f"in {other.file}" if other else "elsewhere in this file"
            yield entry.problem(
                path,
                "repeated-paragraph",
                f"This paragraph also stands {where}.",
                "Say what is true of this record alone.",
                line_offset=line,
            )


def check_near_duplicates(catalogue: Catalogue) -> Iterator[Problem]:
    """Two questions that ask nearly the same should be one."""
    words = {
        entry.id: _word_set(f"{entry.record.title} {entry.record.question}") for entry in catalogue.records.questions
    }
    entries = {entry.id: entry for entry in catalogue.records.questions}
    for one, alike in _similar(words, NEAR_DUPLICATE):
        files = [entries[other].file for other in alike]
        named = files if len(files) <= MOST_NAMED else [*files[: MOST_NAMED - 1], "others"]
        yield entries[one].problem(
            ("question",),
            "near-duplicate",
            f"This asks nearly the same as {' and '.join(filter(None, [', '.join(named[:-1]), named[-1]]))}.",
            "Add this wording to also_asked there, or ask about something else.",
            level=Level.WARNING,
        )


def _source_ids(record: Record) -> frozenset[str]:
    return (
        frozenset(source.id for source in record.sources if source.id) if isinstance(record, Question) else frozenset()
    )


@of_the_record
def _paragraphs(entry: Entry[Any]) -> Iterator[tuple[Path, int, bytes]]:
    """Give the place of each paragraph that is long enough to be somebody's own, and a digest of its words."""
    for path, line, words in _words_of_paragraphs(entry):
        key = re.sub(r"\W+", " ", words).strip().casefold()
        if len(key) >= MIN_REPEATED_LENGTH:
            yield path, line, hashlib.blake2b(key.encode(), digest_size=16).digest()


def _words_of_paragraphs(entry: Entry[Any]) -> Iterator[tuple[Path, int, str]]:
    for path, text, _ in texts(entry):
        for line, words in paragraphs(text):
            yield path, line, words
    for path, value, marker in marked_values(entry.record):
        if isinstance(marker, PlainText) and path[0] in ("answer", "summary"):
            yield path, 0, value


def _word_set(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def _similar(words: dict[str, frozenset[str]], threshold: float) -> Iterator[tuple[str, list[str]]]:
    """Give the keys of word sets with the earlier ones whose Jaccard similarity reaches a threshold, as many as are named.

    Prefix filtering (Chaudhuri et al., 2006; Bayardo et al., 2007): with the words of every set ordered from rare to common,
    two sets can only reach the threshold when they share one of their first ``n - ceil(threshold * n) + 1`` words.
    """
    frequency = Counter(word for word_set in words.values() for word in word_set)
    holders: dict[str, list[str]] = defaultdict(list)
    for key, word_set in sorted(words.items()):
        ordered = sorted(word_set, key=lambda word: (frequency[word], word))
        prefix = ordered[: len(ordered) - ceil(threshold * len(ordered)) + 1]
        candidates = _each_once(chain.from_iterable(holders[word] for word in prefix))
        alike = (other for other in candidates if _likeness(word_set, words[other]) >= threshold)
        if found := sorted(islice(alike, MOST_NAMED + 1)):
            yield key, found
        for word in prefix:
            holders[word].append(key)


def _each_once(keys: Iterable[str]) -> Iterator[str]:
    """Give every key once, without looking further than is asked for."""
    seen: set[str] = set()
    for key in keys:
        if key not in seen:
            seen.add(key)
            yield key


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))


RULES = (
    Rule(
        "markup",
        "Texts use the Markdown that is known here, without HTML, strange pictures and unsafe links, and all of it is shown.",
        (
            *("raw-html", "image", "heading", "link", "attribute-list", "not-inline"),
            *("as-typed", "footnote", "callout", "not-shown"),
        ),
        check_markup,
    ),
    Rule("answers", "An answer and its explanation are more than a word.", ("one-word",), check_answers),
    Rule("repetition", "No paragraph stands in two records.", ("repeated-paragraph",), check_repetition),
    Rule("near-duplicates", "No two questions ask the same.", ("near-duplicate",), check_near_duplicates),
)
