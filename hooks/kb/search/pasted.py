"""Addresses that people paste into the search: one key for all spellings of one target, as in ``docs/assets/search/pasted.js``."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kb.content.fields import Outward
from kb.content.papers import paper_url
from kb.rules.base import marked_values
from kb.rules.references import texts
from kb.text.targets import outward_links

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kb.content.records import Entry

_AROUND = re.compile(r"^[\s<(\[\"'“]+|[\s>)\]\"'”.,;]+$")
_ARXIV_ID = r"\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7}"
_ARXIV = re.compile(rf"^(?:arxiv\s*:?\s*)?({_ARXIV_ID})(?:v\d+)?$", re.IGNORECASE)
_ARXIV_PATH = re.compile(rf"/({_ARXIV_ID})(?:v\d+)?(?:\.pdf)?/?$", re.IGNORECASE)
_ARXIV_HOST = re.compile(r"^((\w+\.)*arxiv\.org|ar5iv\.org|alphaxiv\.org|xxx\.lanl\.gov)$")
_ARXIV_DOI = re.compile(r"^10\.48550/arxiv\.(.+?)(v\d+)?$")
_ACL_DOI = re.compile(r"^10\.18653/v1/(.+)$")
_DOI = re.compile(r"^(?:doi\s*:?\s*)?(10\.\d{4,9}/\S+)$", re.IGNORECASE)
_DOI_PATH = re.compile(r"/(10\.\d{4,9}/.+)$")
_AFTER_DOI = re.compile(r"(v\d+)?(\.full|/full|/abstract|/meta|/e?pdf|/html)*(\.pdf|-text)?/?$")
_ADDRESS = re.compile(
    r"^(?P<scheme>(?:git\+)?(?:https?|ssh|git)://)?(?:\w+@)?(?P<host>(?:[\w-]+\.)+[a-z]{2,})(?::\d+)?(?P<path>[/:?#]\S*)?$",
    re.IGNORECASE | re.ASCII,
)
_OWNER_AND_NAME = re.compile(r"^[\w.-]+/[\w.-]+$", re.ASCII)
_ESCAPED = re.compile(r"%([2-7][0-9a-f])", re.IGNORECASE)


def address_keys(text: str) -> list[str]:
    """Tell what a pasted text points to.

    Args:
        text: what somebody typed: an address in any spelling, a bare arXiv id or DOI, or ``owner/name``.

    Returns:
        One key for a target, the same for all of its spellings; several where the text may be the name of a repository at several
        hosts; none where it is no address.
    """
    given = _AROUND.sub("", text)
    if match := _ARXIV.match(given):
        return [_arxiv(match[1])]
    if match := _DOI.match(given):
        return [_doi(match[1])]
    if match := _ADDRESS.match(given):
        host = re.sub(r"^www\.", "", match["host"].lower())
        rest = re.sub(r"^[/:]+", "/", match["path"] or "")
        return [_at_host(host, rest)] if rest or match["scheme"] or host != match["host"].lower() else []
    if _OWNER_AND_NAME.match(given):
        name = given.lower()
        return [f"huggingface.co/{name}", f"huggingface.co/datasets/{name}", f"github.com/{name}"]
    return []


def records_by_link(tasks: Sequence[Entry[Any]], records: Iterable[Entry[Any]]) -> Mapping[str, list[int]]:
    """Say which records link a target.

    Args:
        tasks: all tasks, in the order of the index.
        records: all other records, in the order of the index.

    Returns:
        For every target's key what links it, numbered through tasks and records, those first whose own paper, code, weights or data
        it is, and tasks last.
    """
    found: dict[str, list[tuple[bool, bool, int]]] = defaultdict(list)
    for item, entry in enumerate([*tasks, *records]):
        for url, is_its_own in _links_of(entry):
            for key in address_keys(url)[:1]:
                found[key].append((not is_its_own, item < len(tasks), item))
    return {key: list(dict.fromkeys(item for _, _, item in sorted(rows))) for key, rows in sorted(found.items())}


def _links_of(entry: Entry[Any]) -> Iterator[tuple[str, bool]]:
    """Give the links of a record, each with whether it leads to what the record is about, not to a source."""
    for path, value, marker in marked_values(entry.record):
        if isinstance(marker, Outward):
            url = marker.before + value if marker.before else paper_url(value)
            yield url, path[0] in ("paper", "code", "weights", "data", "identifiers", "program")
    for _, text, _ in texts(entry):
        for _, url in outward_links(text):
            yield url, False


def _at_host(host: str, rest: str) -> str:
    path, query = _path_and_query(rest)
    parts = [part for part in path.split("/") if part]
    if _ARXIV_HOST.match(host) or (host == "huggingface.co" and parts[:1] == ["papers"]):
        if match := _ARXIV_PATH.search(path):
            return _arxiv(match[1])
    elif host in ("github.com", "raw.githubusercontent.com"):
        return "/".join(["github.com", *(re.sub(r"\.git$", "", part.lower()) for part in parts[:2])])
    elif host in ("huggingface.co", "hf.co"):
        deep = 3 if parts[:1] in (["datasets"], ["spaces"]) else 2
        return "/".join(["huggingface.co", *(part.lower() for part in parts[:deep])])
    elif match := _DOI_PATH.search(path):
        return _doi(_AFTER_DOI.sub("", match[1]) if host != "doi.org" else match[1].rstrip("/"))
    elif host == "nature.com" and parts[:1] == ["articles"] and len(parts) > 1:
        return _doi("10.1038/" + re.sub(r"\.pdf$", "", parts[1]))
    elif host in ("aclanthology.org", "aclweb.org") and parts:
        return "aclanthology.org/" + re.sub(r"\.pdf$", "", parts[-1].lower())
    elif host == "openaccess.thecvf.com" and parts:
        return f"{host}/" + re.sub(r"\.(html|pdf)$", "", parts[-1].lower())
    elif host == "openreview.net" and (match := re.search(r"(?:^|&)id=([^&]+)", query)):
        return f"{host}/{match[1].lower()}"
    wanted = [pair for pair in query.lower().split("&") if pair and not pair.startswith("utm_")]
    return "/".join([host, *(part.lower() for part in parts)]) + ("?" + "&".join(wanted) if wanted else "")


def _path_and_query(rest: str) -> tuple[str, str]:
    path, _, query = rest.partition("#")[0].partition("?")
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), path), query


def _arxiv(number: str) -> str:
    # The class of an old id (math.GT/0309136) may be left out.
    return "arxiv:" + re.sub(r"\.[a-z]{2}/", "/", number.lower())


def _doi(doi: str) -> str:
    lower = doi.lower()
    if match := _ARXIV_DOI.match(lower):
        return _arxiv(match[1])
    match = _ACL_DOI.match(lower)
    return f"aclanthology.org/{match[1]}" if match else f"doi:{lower}"
