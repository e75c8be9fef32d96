"""Where a paper appeared, as far as its DOI or its address tells. What they do not tell is left open."""

from __future__ import annotations

import re
from dataclasses import dataclass

_JOURNALS = {
    "10.1007/s11263-": "International Journal of Computer Vision",
    "10.1016/j.ijforecast.": "International Journal of Forecasting",
    "10.1038/s41586-": "Nature",
    "10.1038/s41597-": "Scientific Data",
    "10.1093/nar/": "Nucleic Acids Research",
    "10.1109/tip.": "IEEE Transactions on Image Processing",
    "10.1109/tpami.": "IEEE Transactions on Pattern Analysis and Machine Intelligence",
    "10.1126/science.": "Science",
    "10.1162/tacl_a_": "Transactions of the Association for Computational Linguistics",
    "10.21105/joss.": "Journal of Open Source Software",
}
"""How the DOIs of a journal begin, in small letters."""
_CONFERENCES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^10\.1109/(?P<name>CVPR|ICASSP|ICCV|ICRA|IROS|WACV)(?:W)?\d*\.(?P<year>\d{4})\.",
        r"openaccess\.thecvf\.com/content(?:/|_)(?P<name>CVPR|ICCV|WACV)_?(?P<year>\d{4})(?:/|_w)",
        r"proceedings\.(?P<name>neurips)\.cc/paper(?:_files/paper)?/(?P<year>\d{4})/",
        r"aclanthology\.org/(?P<year>\d{4})\.(?P<name>aacl|acl|bea|coling|conll|eacl|eamt|emnlp|lrec|naacl|wmt)-",
        r"aclanthology\.org/(?P<letter>[CDENP])(?P<short>\d\d)-",
    )
)
_LETTERS = {"C": "COLING", "D": "EMNLP", "E": "EACL", "N": "NAACL", "P": "ACL"}
"""What the first letter of older ids of the ACL Anthology stands for: https://aclanthology.org/info/ids/"""
_NAMES = {"NEURIPS": "NeurIPS"}


@dataclass(frozen=True, slots=True)
class Venue:
    """A journal, or a conference with its year."""

    name: str
    year: str | None = None

    @property
    def is_conference(self) -> bool:
        """Tell whether it is a conference."""
        return self.year is not None


def venue_of(paper: str) -> Venue | None:
    """Give where a paper appeared; None where its DOI or address does not tell."""
    for start, journal in _JOURNALS.items():
        if paper.casefold().startswith(start):
            return Venue(journal)
    for pattern in _CONFERENCES:
        if match := pattern.search(paper):
            return _conference(match.groupdict())
    return None


def _conference(found: dict[str, str]) -> Venue:
    if "letter" in found:
        century = "19" if found["short"] > "60" else "20"
        return Venue(f"{_LETTERS[found['letter'].upper()]} {century}{found['short']}", f"{century}{found['short']}")
    name = found["name"].upper()
    return Venue(f"{_NAMES.get(name, name)} {found['year']}", found["year"])
