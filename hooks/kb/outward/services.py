"""Services whose answers we understand: arXiv, DOI, GitHub and Hugging Face. What to ask them, and what they said."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.etree import ElementTree as ET

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterable

CSL_JSON = "application/vnd.citationstyles.csl+json"
ARXIV_BATCH = 50
"""How many papers arXiv is asked for at once. Their summaries come along, so a batch is about 150 KB."""

_ARXIV = re.compile(
    r"https://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/"
    r"((?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?)(?:\.pdf)?/?"
)
_DOI = re.compile(r"https://(?:dx\.|www\.)?doi\.org/(10\.\d{4,9}/\S+)")
_GITHUB = re.compile(r"https://(?:www\.)?github\.com/([\w.-]+)/([\w.-]+?)(?:\.git)?/?")
_GITHUB_OWN_PAGES = {"about", "apps", "collections", "features", "marketplace", "orgs", "sponsors", "topics"}
_HUGGING_FACE = re.compile(r"https://(?:www\.)?huggingface\.co/(?:(datasets|spaces)/)?([\w.-]+/[\w.-]+)/?")
_HUGGING_FACE_OWN_PAGES = {"blog", "collections", "datasets", "docs", "learn", "models", "papers", "spaces", "tasks"}
_ATOM = "{http://www.w3.org/2005/Atom}"


class UnreadableAnswerError(ValueError):
    """A service answered something that is not what it promises."""


@dataclass(frozen=True, slots=True)
class ArxivPaper:
    """A paper on arXiv; its id may name a version."""

    id: str


@dataclass(frozen=True, slots=True)
class DoiWork:
    """A work that has a DOI."""

    doi: str


@dataclass(frozen=True, slots=True)
class GitHubRepository:
    """A whole repository on GitHub."""

    name: str


@dataclass(frozen=True, slots=True)
class HubRepository:
    """A whole model, data set or space on Hugging Face; ``kind`` is models, datasets or spaces."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Page:
    """Anything else."""


Target = ArxivPaper | DoiWork | GitHubRepository | HubRepository | Page


@dataclass(frozen=True, slots=True)
class RepositoryFacts:
    """What a service says of a repository: its present name, and whether it is frozen."""

    name: str
    is_archived: bool = False


def recognise(url: str) -> Target:
    """Say what a link leads to. Files and folders within a repository count as pages."""
    if match := _ARXIV.fullmatch(url):
        return ArxivPaper(match[1])
    if match := _DOI.fullmatch(url):
        return DoiWork(match[1])
    if (match := _GITHUB.fullmatch(url)) and match[1] not in _GITHUB_OWN_PAGES:
        return GitHubRepository(f"{match[1]}/{match[2]}")
    match = _HUGGING_FACE.fullmatch(url)
    if match and (match[1] or match[2].partition("/")[0] not in _HUGGING_FACE_OWN_PAGES):
        return HubRepository(match[1] or "models", match[2])
    return Page()


def arxiv_query(ids: Iterable[str]) -> str:
    """Give the address that tells of several papers on arXiv.

    See https://info.arxiv.org/help/api/user-manual.html: without ``max_results`` only ten would come.
    """
    wanted = list(ids)
    listed = ",".join(quote(paper, safe="/") for paper in wanted)
    return f"https://export.arxiv.org/api/query?id_list={listed}&max_results={len(wanted)}"


def arxiv_titles(atom: bytes) -> dict[str, str]:
    """Read titles from arXiv's answer, by id; each id stands with and without its version.

    A paper that does not exist is left out of the answer. See
    https://info.arxiv.org/help/api/user-manual.html#3-2-the-api-response

    Raises:
        UnreadableAnswerError: it is no such answer, or arXiv reports a mistake in the question.
    """
    titles = {}
    for entry in _feed(atom).iter(f"{_ATOM}entry"):
        address = (entry.findtext(f"{_ATOM}id") or "").strip()
        if "/api/errors" in address:
            raise UnreadableAnswerError(f"arXiv says {(entry.findtext(f'{_ATOM}summary') or '').strip()[:200]}")
        paper = address.partition("/abs/")[2]
        title = " ".join((entry.findtext(f"{_ATOM}title") or "").split())
        titles[paper] = titles[re.sub(r"v\d+$", "", paper)] = title
    return titles


def arxiv_versions(atom: bytes) -> list[tuple[str, int, str]]:
    """Read from arXiv's answer each paper's id without version, the number of its newest version, and the day of that.

    Raises:
        UnreadableAnswerError: it is no such answer.
    """
    found = []
    for entry in _feed(atom).iter(f"{_ATOM}entry"):
        paper = (entry.findtext(f"{_ATOM}id") or "").strip().partition("/abs/")[2]
        version = re.search(r"v(\d{1,3})$", paper)
        day = (entry.findtext(f"{_ATOM}updated") or "").strip()[:10]
        if version:
            found.append((paper[: version.start()], int(version[1]), day))
    return found


def _feed(atom: bytes) -> ET.Element:
    try:
        text = atom.decode("utf-8")
        if "<!DOCTYPE" in text:
            raise UnreadableAnswerError("arXiv's answer declares a document type")
        return ET.fromstring(text)  # noqa: S314 - without a document type there are no entities to expand
    except (UnicodeDecodeError, ET.ParseError) as error:
        raise UnreadableAnswerError("arXiv's answer is not an Atom feed") from error


def csl_title(body: bytes) -> str | None:
    """Read a work's title from CSL JSON, which DOI registration agencies give when asked for it.

    See https://citation.doi.org/docs.html

    Raises:
        UnreadableAnswerError: it is no such answer.
    """
    title = _json_object(body).get("title")
    if isinstance(title, list):
        title = next(iter(title), None)
    return " ".join(title.split()) if isinstance(title, str) else None


def github_query(repository: GitHubRepository) -> str:
    """Give the address that tells of a repository. See https://docs.github.com/rest/repos/repos#get-a-repository."""
    return f"https://api.github.com/repos/{repository.name}"


def github_facts(body: bytes) -> RepositoryFacts:
    """Read what GitHub says of a repository. A renamed one is answered for under its new name.

    Raises:
        UnreadableAnswerError: it is no such answer.
    """
    answer = _json_object(body)
    name = answer.get("full_name")
    if not isinstance(name, str):
        raise UnreadableAnswerError("GitHub's answer has no name in it")
    return RepositoryFacts(name, answer.get("archived") is True)


def hub_query(repository: HubRepository) -> str:
    """Give the address that tells of a repository on Hugging Face. See https://huggingface.co/docs/hub/api."""
    return f"https://huggingface.co/api/{repository.kind}/{repository.name}"


def hub_facts(body: bytes) -> RepositoryFacts:
    """Read what Hugging Face says of a repository. A renamed one is answered for under its new name.

    Raises:
        UnreadableAnswerError: it is no such answer.
    """
    name = _json_object(body).get("id")
    if not isinstance(name, str):
        raise UnreadableAnswerError("Hugging Face's answer has no name in it")
    return RepositoryFacts(name)


def page_title(html: bytes) -> str | None:
    """Read the title that a publisher's page gives of its paper for citing, if it does.

    See https://scholar.google.com/intl/en/scholar/inclusion.html#indexing: the ``citation_title`` tag.
    """
    tag = LexborHTMLParser(html.decode("utf-8", "replace")).css_first('meta[name="citation_title"]')
    content = tag.attributes.get("content") if tag else None
    return " ".join(content.split()) or None if content else None


def _json_object(body: bytes) -> dict[str, object]:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UnreadableAnswerError("the answer is not JSON") from error
    if not isinstance(answer, dict):
        raise UnreadableAnswerError("the answer is not a JSON object")
    return answer
