"""Links in a text: where they are, what they point to, and one spelling for each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator


class LinkKind(StrEnum):
    """What a link points to, which says where a record holds it."""

    PAPER = "paper"
    CODE = "code"
    WEIGHTS = "weights"
    DATA = "data"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Link:
    """A link in its one spelling.

    ``value`` is what a record holds: a bare arXiv id, a bare DOI or an https address; ``key`` is the same for all spellings
    of one target; ``given`` is what the document has.
    """

    kind: LinkKind
    value: str
    key: str
    given: str


@dataclass(frozen=True, slots=True)
class Found:
    """A link in a line, with the word before it that says what it is ("" where there is none), and its place."""

    link: Link
    label: str
    start: int
    end: int


LABELS: dict[str, LinkKind] = {
    **dict.fromkeys(
        ("paper", "arxiv", "pdf", "doi", "publication", "article", "preprint", "paper link", "paper url", "논문"),
        LinkKind.PAPER,
    ),
    **dict.fromkeys(
        ("github", "git hub", "git", "code", "repo", "repository", "source code", "github repo", "github repository"),
        LinkKind.CODE,
    ),
    **dict.fromkeys(
        ("github link", "github url", "code link", "official code", "implementation", "gitlab"), LinkKind.CODE
    ),
    **dict.fromkeys(
        ("hugging face", "huggingface", "hf", "weights", "weight", "checkpoint", "checkpoints", "model weights"),
        LinkKind.WEIGHTS,
    ),
    **dict.fromkeys(
        ("model card", "pretrained model", "pretrained weights", "model link", "download"), LinkKind.WEIGHTS
    ),
    **dict.fromkeys(("dataset", "data set", "data", "datasets"), LinkKind.DATA),
    **dict.fromkeys(
        (
            "project",
            "project page",
            "website",
            "web site",
            "homepage",
            "home page",
            "page",
            "web",
            "site",
            "demo",
            "space",
        ),
        LinkKind.OTHER,
    ),
    **dict.fromkeys(
        ("link", "links", "url", "video", "blog", "docs", "documentation", "source", "sources", "reference", "colab"),
        LinkKind.OTHER,
    ),
}
"""Words that stand before links, and what they say of them."""

NO_VALUE = {
    *(
        "none",
        "n/a",
        "null",
        "nil",
        "nan",
        "tbd",
        "tba",
        "-",
        "--",
        "–",
        "—",
        "not available",
        "not applicable",
        "없음",
    ),
}
"""What documents write where there is nothing, be it a link or a name."""
NOTHING = NO_VALUE | {
    *("na", "n.a.", "n. a.", "?", "x", "no", "unknown", "unavailable", "not found", "not provided", "not specified"),
    *("coming soon", "not released", "not public", "not publicly available"),
    *("no link", "no paper", "no code", "no github"),
}
"""What documents write where there is no link."""

_BARE_HOSTS = (
    r"(?:www\.)?(?:github\.com|arxiv\.org|huggingface\.co|hf\.co|doi\.org|dx\.doi\.org|openaccess\.thecvf\.com)/"
)
_ENDS = '\\s<>"“”|`\\\\，。；！？）】」《》'
# An address ends before the next one, before the second half of a Markdown link, and may hold escaped underscores.
_PART = rf"(?:(?!\]\(|(?<=[,;)])https?://)[^{_ENDS}]|\\(?=[_*~#&]))"
_ARXIV_ID = r"(?:\d{4}\.\d{4,5}|[a-z][a-z-]*(?:\.[A-Za-z]{2})?/\d{7})"
_URL = re.compile(
    rf"(?P<url>https?://{_PART}+|\bwww\.{_PART}+|(?<![\w./@-]){_BARE_HOSTS}{_PART}+"
    rf"|\bgit@[\w.-]+:{_PART}+|\b(?:git|ssh|git\+https?)://{_PART}+"
    rf"|\barxiv:\s*(?P<arxiv>{_ARXIV_ID})(?:v\d+)?(?![\w.]*\w)|\bdoi:\s*(?P<doi>10\.\d{{4,9}}/{_PART}+))",
    re.IGNORECASE,
)
_BARE_ID = re.compile(rf"^({_ARXIV_ID})(?:v\d+)?$")
_BARE_DOI = re.compile(r"^10\.\d{4,9}/\S+$")
_LABEL_BEFORE = re.compile(r"(?:^|[^\w])(?P<label>[^\W\d_][\w -]{0,24}?)[\s*_`]*[:=：]?[\s*_`(<\[]*$")
_ARXIV_PATH = re.compile(
    rf"^/(?:abs|pdf|html|format|src|e-print|ps|e-prints)/({_ARXIV_ID})(?:v\d+)?(?:\.pdf|\.ps)?/?$", re.IGNORECASE
)
_ARXIV_HOSTS = {
    "arxiv.org",
    "export.arxiv.org",
    "browse.arxiv.org",
    "ar5iv.org",
    "ar5iv.labs.arxiv.org",
    "alphaxiv.org",
    "xxx.lanl.gov",
}
_DOI_IN_PATH = {
    "doi.org": re.compile(r"^/(10\.\d{4,9}/.+)$"),
    "dx.doi.org": re.compile(r"^/(10\.\d{4,9}/.+)$"),
    "dl.acm.org": re.compile(r"^/doi/(?:abs/|pdf/|full/|fullHtml/|epdf/)?(10\.\d{4,9}/.+)$"),
    "link.springer.com": re.compile(r"^/(?:article|chapter|content/pdf)/(10\.\d{4,9}/.+?)(?:\.pdf)?$"),
}
_ARXIV_DOI = re.compile(rf"^10\.48550/arxiv\.({_ARXIV_ID})(?:v\d+)?$", re.IGNORECASE)
_PAPER_HOSTS = {
    *("openaccess.thecvf.com", "openreview.net", "aclanthology.org", "aclweb.org", "proceedings.mlr.press", "ecva.net"),
    *(
        "proceedings.neurips.cc",
        "papers.nips.cc",
        "papers.neurips.cc",
        "ieeexplore.ieee.org",
        "dl.acm.org",
        "nature.com",
    ),
    *(
        "sciencedirect.com",
        "link.springer.com",
        "biorxiv.org",
        "medrxiv.org",
        "jmlr.org",
        "ojs.aaai.org",
        "isca-speech.org",
    ),
    *(
        "semanticscholar.org",
        "science.org",
        "pubmed.ncbi.nlm.nih.gov",
        "ncbi.nlm.nih.gov",
        "mdpi.com",
        "papers.ssrn.com",
    ),
}
_CODE_HOSTS = {"gitlab.com", "bitbucket.org", "codeberg.org", "gitee.com", "sourceforge.net", "git.sr.ht"}
_GITHUB_PAGES = {
    "about",
    "features",
    "topics",
    "orgs",
    "sponsors",
    "marketplace",
    "search",
    "login",
    "settings",
    "apps",
}
_HUGGING_FACE_PAGES = {
    *(
        "docs",
        "blog",
        "papers",
        "spaces",
        "collections",
        "tasks",
        "models",
        "organizations",
        "learn",
        "posts",
        "join",
        "chat",
    ),
    *("pricing", "login", "api", "settings", "search", "new", "terms-of-service", "privacy", "enterprise", "inference"),
}

_OWNERLESS = re.compile(
    r"(bert|distilbert|roberta|distilroberta|albert|camembert|xlm|xlnet|t5|gpt2|distilgpt2|openai-gpt|ctrl)\b"
)
"""Models that Hugging Face has kept without an owner from its first years."""


def links_in(text: str) -> Iterator[Found]:
    """Find every link in a line or a longer text."""
    for match in _URL.finditer(text):
        given = _trim(match["url"])
        if match["arxiv"]:
            link: Link | None = _arxiv(match["arxiv"], match["url"])
        elif match["doi"]:
            link = link_to(given[4:].strip())
        else:
            link = link_to(given)
        if link is not None:
            start = match.start()
            label = _LABEL_BEFORE.search(text[max(0, start - 60) : start].replace("](", ""))
            yield Found(link, _known_label(label["label"] if label else ""), start, start + len(given))


def link_to(given: str) -> Link | None:
    """Tell what an address, or a bare arXiv id or DOI, points to; None where it is none of these.

    The schemes of arXiv ids: https://info.arxiv.org/help/arxiv_identifier.html
    """
    text = re.sub(r"\\(?=[_*~#&])", "", given.strip())
    if match := _BARE_ID.match(text):
        return _arxiv(match[1], given)
    if _BARE_DOI.match(text):
        return _doi(text, given)
    text = re.sub(r"^git@([\w.-]+):", r"https://\1/", re.sub(r"^(git\+https?|git|ssh)://(git@)?", "https://", text))
    if not re.match(r"https?://", text, re.IGNORECASE):
        if not re.match(rf"(?:www\.|{_BARE_HOSTS})", text, re.IGNORECASE):
            return None
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").casefold().removeprefix("www.")
        has_port = parts.port is not None
    except ValueError:
        return Link(LinkKind.OTHER, text, f"url:{text.casefold()}", given)
    known = None if has_port else _known_host(host, parts.path, parts.query, given)
    return known or _plain(text, host, given)


def published(arxiv: str) -> str | None:
    """Give the month in which a paper was first submitted, which its arXiv id tells (2306.03514: June 2023)."""
    digits = arxiv.rpartition("/")[2]
    year, month = int(digits[:2]), digits[2:4]
    is_old = "/" in arxiv
    if not "01" <= month <= "12":
        return None
    return f"{'19' if is_old and year >= 91 else '20'}{year:02}-{month}"


def relabelled(link: Link, label: str) -> Link:
    """Let the word before a link say what it is, where its address does not."""
    kind = LABELS.get(label, LinkKind.OTHER)
    if link.kind is not LinkKind.OTHER or kind is LinkKind.OTHER or not _fits(link, kind):
        return link
    return Link(kind, link.value, link.key, link.given)


def repository(link: Link) -> str | None:
    """Give the repository that a link to code is of, without the place inside it."""
    match = re.match(r"url:(github\.com/[^/]+/[^/?#]+)", link.key)
    if match:
        return match[1]
    return link.key.removeprefix("url:") if link.kind is LinkKind.CODE else None


def hugging_face_id(link: Link) -> str | None:
    """Give owner/name of a model on Hugging Face."""
    match = re.match(r"https://huggingface\.co/([\w.-]+/[\w.-]+)", link.value)
    return match[1] if match and link.kind is LinkKind.WEIGHTS else None


def _fits(link: Link, kind: LinkKind) -> bool:
    """Tell whether a field takes the address: the schema refuses some hosts in some fields."""
    host = link.value.removeprefix("https://").partition("/")[0].removeprefix("www.")
    if host in ("github.com", "huggingface.co"):
        return False
    return not (host == "arxiv.org" and kind is not LinkKind.PAPER)


def _known_label(word: str) -> str:
    """Give the known label that a run of words ends with."""
    words = word.casefold().split()
    for count in (3, 2, 1):
        if (label := " ".join(words[-count:])) in LABELS:
            return label
    return ""


def _trim(url: str) -> str:
    """Cut what belongs to the sentence and not to the address."""
    while url:
        last = url[-1]
        is_open = last in ")]}" and url.count(last) <= url.count("([{"[")]}".index(last)])
        if last not in ".,;:!?'’‘*_~…)]}»>·" or is_open:
            break
        url = url[:-1]
    return url


def _known_host(host: str, path: str, query: str, given: str) -> Link | None:
    path = re.sub(r"/{2,}", "/", unquote(path))
    if host in _ARXIV_HOSTS and (match := _ARXIV_PATH.match(path)):
        return _arxiv(match[1], given)
    if host in _DOI_IN_PATH and (match := _DOI_IN_PATH[host].match(path)) and not re.search(r"\s", match[1]):
        return _doi(match[1].rstrip("/"), given)
    if host == "github.com":
        return _github(path, given)
    if host in ("huggingface.co", "hf.co"):
        return _hugging_face(path, query, given)
    return None


def _arxiv(number: str, given: str) -> Link | None:
    number = re.sub(r"\.([a-z]{2})/", lambda match: f".{match[1].upper()}/", number.lower())
    if published(number) is None:
        return None
    return Link(LinkKind.PAPER, number, f"arxiv:{number.casefold()}", given)


def _doi(doi: str, given: str) -> Link | None:
    if match := _ARXIV_DOI.match(doi):
        return _arxiv(match[1], given)
    return Link(LinkKind.PAPER, doi, f"doi:{doi.casefold()}", given)


def _github(path: str, given: str) -> Link | None:
    parts = [part for part in path.split("/") if part]
    if (
        len(parts) < 2
        or parts[0].casefold() in _GITHUB_PAGES
        or not all(re.fullmatch(r"[\w.-]+", p) for p in parts[:2])
    ):
        return None
    owner, name = parts[0], re.sub(r"\.git$", "", parts[1], flags=re.IGNORECASE)
    inside = parts[2:]
    if not name or (inside and (inside[0] not in ("tree", "blob") or len(inside) < 2)):
        return None
    if inside[:1] == ["tree"] and len(inside) == 2 and inside[1] in ("main", "master"):
        inside = []
    value = "/".join(["https://github.com", owner, name, *(quote(part) for part in inside)])
    return Link(LinkKind.CODE, value, f"url:{value.removeprefix('https://').casefold()}", given)


def _hugging_face(path: str, query: str, given: str) -> Link | None:
    parts = [part for part in path.split("/") if part]
    if parts[:1] == ["papers"] and len(parts) == 2 and _BARE_ID.match(parts[1]):
        return _arxiv(parts[1], given)
    is_data = parts[:1] == ["datasets"]
    rest = parts[1:] if is_data else parts
    is_page = not rest or (not is_data and rest[0] in _HUGGING_FACE_PAGES) or (is_data and not rest)
    if (
        is_page
        or query.startswith(("search", "sort", "pipeline"))
        or not all(re.fullmatch(r"[\w.-]+", p) for p in rest)
    ):
        return None
    if len(rest) == 1 and not is_data and not _OWNERLESS.match(rest[0]):
        return None  # the page of a person or an organisation
    inside = rest[2:]
    if inside in (["tree", "main"], ["blob", "main"]):
        inside = []
    value = "/".join(["https://huggingface.co", *(["datasets"] if is_data else []), *rest[:2], *inside])
    kind = LinkKind.DATA if is_data else LinkKind.WEIGHTS
    return Link(kind, value, f"url:{value.removeprefix('https://').casefold()}", given)


def _plain(text: str, host: str, given: str) -> Link:
    """Keep an address as it is, with https and without what only scrolls the page."""
    value = re.sub(r"^http://", "https://", text, flags=re.IGNORECASE)
    value = re.sub(r"^https://([^/?#]*)", lambda match: f"https://{match[1].casefold()}", value, flags=re.IGNORECASE)
    value = quote(value, safe=":/?#[]@!$&'()*+,;=%~")
    bare = re.sub(r"^https://(www\.)?", "", value).rstrip("/")
    path = value.partition("#")[0].partition("?")[0].casefold()
    if host in _PAPER_HOSTS or (path.endswith(".pdf") and host not in ("github.com", "huggingface.co", "hf.co")):
        kind = LinkKind.PAPER
    else:
        kind = LinkKind.CODE if host in _CODE_HOSTS else LinkKind.OTHER
    return Link(kind, value, f"url:{bare}", given)
