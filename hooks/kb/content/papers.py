"""Papers by their ids: what an arXiv id and a DOI look like, and how they are found in what people copy."""

from __future__ import annotations

import re

_ARXIV_ID = re.compile(r"(\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?/\d{7})")
_ARXIV_LIKE = re.compile(
    r"(?:arxiv\.org/(?:abs|pdf|html)/|^arxiv:\s*|^)(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(v\d+)?(?:\.pdf)?/?\Z",
    re.IGNORECASE,
)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(\S+)", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/[^\s<>\"]+")
_DOI_LIKE = re.compile(r"(?:doi\.org/|^doi:\s*)(10\.\d{4,9}/\S+)\Z", re.IGNORECASE)


def paper_url(paper: str) -> str:
    """Give the address of a paper: its arXiv abstract, its DOI, or the link itself."""
    if arxiv_id(paper):
        return f"https://arxiv.org/abs/{paper}"
    return f"https://doi.org/{paper}" if doi(paper) else paper


def longer_than_bare(text: str) -> tuple[str, str] | None:
    """Find an arXiv id or a DOI in a link or after its name.

    Returns:
        What kind of id it is, and the bare id; None where there is none.
    """
    for pattern, name in ((_ARXIV_LIKE, "arXiv id"), (_DOI_LIKE, "DOI")):
        if match := pattern.search(text):
            return name, match[1]
    return None


def bare_paper(text: str) -> str:
    """Turn what people copy (a link, ``arXiv:…v2``, ``doi:…``) into the bare id that records hold.

    What is neither arXiv nor DOI comes back without the spaces around it.
    """
    given = text.strip()
    link = re.split(r"[?#]", given, maxsplit=1)[0] if "arxiv.org/" in given.casefold() else given
    name = match[1] if (match := _DOI_LIKE.search(link)) else link
    name = match[1] if (match := _ARXIV_DOI.fullmatch(name)) else name
    return match[1] if (match := _ARXIV_LIKE.search(name)) else name


def month_of(paper: str) -> str | None:
    """Give the month in which arXiv received a paper, which its id begins with: ``2306.03514`` is of 2023-06.

    Source: https://info.arxiv.org/help/arxiv_identifier.html
    """
    if not (arxiv_id(paper) and (match := re.search(r"(?:^|/)(\d\d)(0[1-9]|1[0-2])", paper))):
        return None
    century = "19" if match[1] > "90" else "20"
    return f"{century}{match[1]}-{match[2]}"


def arxiv_id(paper: str) -> str | None:
    """Give the arXiv id of a paper that has one."""
    return paper if _ARXIV_ID.fullmatch(paper) else None


def doi(paper: str) -> str | None:
    """Give the DOI of a paper that has one."""
    return paper if _DOI.fullmatch(paper) else None
