"""Answers about law, health, money and work rest on more than papers about models."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kb.content.problems import Level
from kb.rules.base import Catalogue, Rule, of_the_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.content.problems import Problem
    from kb.content.records import Entry
    from kb.content.schema import Question

WEIGHTY = {
    "law": (
        *(
            "law",
            "lawyer",
            "legal",
            "illegal",
            "lawful",
            "unlawful",
            "court",
            "judge",
            "lawsuit",
            "copyright",
            "police",
        ),
        *("crime", "criminal", "GDPR", "AI Act"),
    ),
    "health": (
        *(
            "doctor",
            "nurse",
            "patient",
            "hospital",
            "clinic",
            "clinical",
            "medical",
            "medicine",
            "diagnosis",
            "diagnose",
        ),
        *("disease", "cancer", "tumour", "tumor", "symptom", "therapy", "radiotherapy", "radiologist", "vet"),
    ),
    "money": (
        *("bank account", "loan", "credit score", "debt", "mortgage", "insurance", "insurer", "tax", "taxes", "invest"),
        *("investment", "pension", "fraud", "salary", "wage"),
    ),
    "work": (
        *("employer", "employee", "hiring", "your job", "my job", "job application", "applicant", "recruiter"),
        *("redundancy", "dismissal", "unemployment"),
    ),
}
"""Words whose answers people act on. They are found as whole words, also with an s, in the title and in the answer in short: what is
told of who asks does not count."""
_PATTERNS = {
    field: re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})s?\b", re.IGNORECASE)
    for field, words in WEIGHTY.items()
}
ABOUT_MODELS = (
    *("arxiv.org", "doi.org", "github.com", "github.io", "gitlab.com", "huggingface.co", "pypi.org", "openreview.net"),
    *(
        "thecvf.com",
        "ecva.net",
        "neurips.cc",
        "nips.cc",
        "mlr.press",
        "aclanthology.org",
        "isca-archive.org",
        "aaai.org",
    ),
    *("ieee.org", "acm.org", "usenix.org", "roboticsproceedings.org", "bmva.org"),
)
"""Where papers, code and models are: these tell how something is built, not what the law says or what happens to patients."""


def check_sources(catalogue: Catalogue) -> Iterator[Problem]:
    """Who speaks of law, health, money or work has read more than papers and repositories."""
    for entry in catalogue.records.questions:
        for field, word in _only_models(entry):
            yield entry.problem(
                ("sources",),
                "primary-source",
                f"This speaks of {field} (“{word}”), and its sources are only papers, code and model pages.",
                "Add what the claim rests on: the law, the authority, the study, the maker's own page.",
                level=Level.WARNING,
            )


@of_the_record
def _only_models(entry: Entry[Question]) -> Iterator[tuple[str, str]]:
    """Give the field that a question speaks of, and by which word, where its sources are about models alone."""
    question = entry.record
    text = f"{question.title}\n{question.answer}"
    found = ((field, match[0]) for field, pattern in _PATTERNS.items() if (match := pattern.search(text)))
    if all(_is_about_models(source.url) for source in question.sources):
        yield from islice(found, 1)


def _is_about_models(url: str) -> bool:
    host = (urlsplit(url).hostname or "").casefold()
    return any(host == known or host.endswith(f".{known}") for known in ABOUT_MODELS)


RULES = (
    Rule(
        "sources",
        "Answers that speak of law, health, money or work have a source of that field.",
        ("primary-source",),
        check_sources,
    ),
)
