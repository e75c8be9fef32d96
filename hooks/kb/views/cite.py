"""How a work is cited: one citation, written as BibTeX, as RIS and as CSL-JSON."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kb.views.citation import CitedAs, citation_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from kb.content.authors import Author
    from kb.content.records import Entry
    from kb.content.schema import Model
    from kb.views.citation import Citation

_BIBTEX_TYPES = {
    CitedAs.PREPRINT: "article",
    CitedAs.ARTICLE: "article",
    CitedAs.CONFERENCE: "inproceedings",
    CitedAs.SOFTWARE: "software",
}
"""Entry types; anything else is “misc”, which every style knows."""
_RIS_TYPES = {
    CitedAs.PREPRINT: "JOUR",
    CitedAs.ARTICLE: "JOUR",
    CitedAs.CONFERENCE: "CPAPER",
    CitedAs.SOFTWARE: "COMP",
    CitedAs.DATASET: "DATA",
    CitedAs.OTHER: "GEN",
}
_CSL_TYPES = {
    CitedAs.PREPRINT: "article",
    CitedAs.ARTICLE: "article-journal",
    CitedAs.CONFERENCE: "paper-conference",
    CitedAs.SOFTWARE: "software",
    CitedAs.DATASET: "dataset",
    CitedAs.OTHER: "document",
}
_CUT = "There are more authors than are listed."
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""What every style of BibTeX knows as months, without braces."""
_LATEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
}


@dataclass(frozen=True, slots=True)
class CiteView:
    """A work's citation in each format."""

    bibtex: str
    ris: str
    csl_json: str
    has_authors: bool


def cite_view(model: Entry[Model]) -> CiteView | None:
    """Write a work's citation; None where there is nothing that a citation could lead to."""
    citation = citation_of(model)
    if citation is None:
        return None
    return CiteView(bibtex(citation), ris(citation), csl_json(citation), bool(citation.authors))


def bibtex(citation: Citation) -> str:
    """Write an entry for BibTeX and BibLaTeX. The outer braces are its syntax, the inner ones keep capitals as they are."""
    fields = ",\n".join(f"  {name} = {value}" for name, value in _bibtex_fields(citation))
    return f"@{_BIBTEX_TYPES.get(citation.cited_as, 'misc')}{{{citation.key},\n{fields}\n}}"


def ris(citation: Citation) -> str:
    """Write a record in RIS. Its lines end as the format demands."""
    return "".join(f"{tag}  - {value}\r\n" for tag, value in _ris_lines(citation))


def csl_json(citation: Citation) -> str:
    """Write an item of CSL-JSON, in a list, as citation programs read it."""
    lines = (
        f"{json.dumps(name)}:{json.dumps(value, ensure_ascii=False, separators=(',', ':'))}"
        for name, value in _csl_fields(citation)
    )
    return "[{" + ",\n".join(lines) + "}]"


def _bibtex_fields(citation: Citation) -> Iterator[tuple[str, str]]:
    year, _, month = citation.published.partition("-")
    yield "title", f"{{{{{_latex(citation.title)}}}}}"
    if names := [_bibtex_name(author) for author in citation.authors]:
        yield "author", f"{{{' and '.join((*names, 'others') if citation.is_cut else names)}}}"
    if citation.cited_as is CitedAs.PREPRINT:
        yield "journal", f"{{arXiv preprint arXiv:{citation.arxiv}}}"
    elif citation.venue:
        name = "booktitle" if citation.cited_as is CitedAs.CONFERENCE else "journal"
        yield name, f"{{{_latex(citation.venue)}}}"
    yield "year", f"{{{year}}}"
    if month:
        yield "month", _MONTHS[int(month) - 1]
    if citation.arxiv:
        yield "eprint", f"{{{citation.arxiv}}}"
        yield "archivePrefix", "{arXiv}"
    if citation.doi:
        yield "doi", f"{{{_address(citation.doi)}}}"
    yield "url", f"{{{_address(citation.url)}}}"
    if citation.read:
        yield "urldate", f"{{{citation.read.isoformat()}}}"


def _bibtex_name(author: Author) -> str:
    if author.is_organisation or not author.given:
        return f"{{{_latex(author.shown)}}}"
    return ", ".join(_latex(part) for part in (author.family, author.suffix, author.given) if part)


def _latex(text: str) -> str:
    return re.sub(r"[\\~^&%$#_{}]", lambda sign: _LATEX[sign[0]], text)


def _address(url: str) -> str:
    """Give an address without what would end or escape a field; other signs mean nothing special within addresses."""
    return re.sub(r"[\\{}]", lambda sign: f"%{ord(sign[0]):02X}", url)


def _ris_lines(citation: Citation) -> Iterator[tuple[str, str]]:
    year, _, month = citation.published.partition("-")
    yield "TY", _RIS_TYPES[citation.cited_as]
    yield "ID", citation.key
    yield "TI", citation.title
    for author in citation.authors:
        yield "AU", author.shown if author.is_organisation else _ris_name(author)
    if citation.cited_as is CitedAs.PREPRINT:
        yield "T2", f"arXiv preprint arXiv:{citation.arxiv}"
    elif citation.venue:
        yield "T2", citation.venue
    yield "PY", year
    if month:
        yield "DA", f"{year}/{month}//"
    if citation.doi:
        yield "DO", citation.doi
    yield "UR", citation.url
    if citation.read:
        yield "Y2", f"{citation.read:%Y/%m/%d}/"
    if citation.is_cut:
        yield "N1", _CUT
    yield "ER", ""


def _ris_name(author: Author) -> str:
    return ", ".join(filter(None, (author.family, author.given, author.suffix)))


def _csl_fields(citation: Citation) -> Iterator[tuple[str, Any]]:
    yield "id", citation.key
    yield "type", _CSL_TYPES[citation.cited_as]
    yield "title", citation.title
    if citation.authors:
        yield "author", [_csl_name(author) for author in citation.authors]
    yield "issued", {"date-parts": [[int(part) for part in citation.published.split("-")]]}
    if citation.venue:
        yield "container-title", citation.venue
    if citation.arxiv:
        yield "publisher", "arXiv"
        yield "number", f"arXiv:{citation.arxiv}"
    if citation.doi:
        yield "DOI", citation.doi
    yield "URL", citation.url
    if citation.read:
        yield "accessed", _csl_day(citation.read)
    if citation.is_cut:
        yield "note", _CUT


def _csl_name(author: Author) -> dict[str, str]:
    if author.is_organisation or not author.given:
        return {"literal": author.shown}
    parts = {"family": author.family, "given": author.given, "suffix": author.suffix}
    return {name: part for name, part in parts.items() if part}


def _csl_day(day: dt.date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}
