"""Whether two works are one: what records and documents say of a work, compared."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kb.importing.boilerplate import fold
from kb.importing.names import is_cnaps_name, work_name
from kb.importing.web_links import LinkKind, hugging_face_id, link_to, repository

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kb.importing.layout import Work
    from kb.importing.web_links import Link

ALSO_CALLED = "Also called: "
MORE_LINKS = "Also linked: "
"""How the notes of a draft begin that tell more of its identity."""
LONG_TITLE = 4
"""A title of so many words is hardly given to two works."""
LONGEST_NAME = 3
_SIZES = {
    "tiny",
    "small",
    "medium",
    "base",
    "large",
    "huge",
    "giant",
    "nano",
    "mini",
    "full",
    "default",
    "lite",
    "pro",
    "plus",
}
_COMMON_WORDS = {
    *(
        "the",
        "and",
        "for",
        "with",
        "from",
        "via",
        "model",
        "models",
        "image",
        "images",
        "video",
        "learning",
        "deep",
        "network",
    ),
    *(
        "huggingface",
        "hugging",
        "face",
        "sisr",
        "txt",
        "img",
        "inpainting",
        "deblur",
        "denoise",
        "segmentation",
        "restoration",
    ),
    *(
        "classification",
        "harmonization",
        "colorization",
        "detection",
        "using",
        "based",
        "large",
        "vision",
        "language",
        "neural",
    ),
}


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells a work from others. All texts are folded.

    ``titles`` are what it is called in full, ``names`` also its short names, ``papers`` keys of links, ``pages`` models and data
    sets on Hugging Face.
    """

    titles: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    papers: frozenset[str] = frozenset()
    repositories: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()

    def keys(self) -> Iterator[str]:
        """Give what another description of the same work would share."""
        yield from (f"name {name}" for name in self.titles | self.names)
        yield from (f"paper {paper}" for paper in self.papers)
        yield from (f"repository {name}" for name in self.repositories)
        yield from (f"page {page}" for page in self.pages)


@dataclass(frozen=True, slots=True)
class Match:
    """A known work that a description is of, and by what that was told."""

    id: str
    by: str


class Works:
    """All works that are known so far, to be found by what they have in common with a description."""

    def __init__(self) -> None:
        self._by_key: dict[str, list[tuple[str, Identity]]] = defaultdict(list)

    def add(self, work_id: str, identity: Identity) -> None:
        """Add what is known of a work; a work may be added several times, as more becomes known."""
        for key in dict.fromkeys(identity.keys()):
            self._by_key[key].append((work_id, identity))

    def find(self, identity: Identity) -> Match | None:
        """Give the known work that a description is of."""
        found = []
        for work_id, known in self._candidates(identity):
            rank, by = _same(identity, known)
            if by:
                found.append((rank, work_id, by))
        return Match(min(found)[1], min(found)[2]) if found else None

    def neighbours(self, identity: Identity) -> list[str]:
        """Give the works that share a paper or a repository with a description and yet are not taken for the same."""
        near = {
            work_id
            for work_id, known in self._candidates(identity)
            if identity.papers & known.papers or identity.repositories & known.repositories
        }
        return sorted(near)

    def _candidates(self, identity: Identity) -> list[tuple[str, Identity]]:
        return [row for key in dict.fromkeys(identity.keys()) for row in self._by_key.get(key, ())]


def identity_of_record(fields: Mapping[str, Any], notes: Iterable[str] = ()) -> Identity:
    """Tell what a model's file says of its identity.

    Args:
        fields: its fields. It may be a draft, or wrong in other fields.
        notes: its comments, of which a draft of ours has some.
    """
    notes = list(notes)
    identifiers = _mapping(fields.get("identifiers"))
    name, title = _text(fields.get("name")), _text(fields.get("title"))
    cnaps = [_text(one) for one in _items(identifiers.get("cnaps"))]
    variants = [_text(_mapping(one).get("id")) for one in _items(fields.get("variants"))]
    links = [_text(fields.get("paper")), _text(identifiers.get("hugging_face"))]
    links += [_text(_mapping(fields.get(field)).get("url")) for field in ("code", "weights", "data")]
    links[1] = f"https://huggingface.co/{links[1]}" if links[1] else ""
    outer, _, inner = name.partition("(")
    links += [note.removeprefix(MORE_LINKS) for note in notes if note.startswith(MORE_LINKS)]
    called = [note.removeprefix(ALSO_CALLED) for note in notes if note.startswith(ALSO_CALLED)]
    shorts = {name, outer, inner.rstrip(") "), _short(title), *variants}
    names = {short for one in shorts if (short := fold(one)) and short not in _SIZES and len(short) > 1}
    return _identity({name, title, *cnaps, *called}, names, filter(None, map(link_to, filter(None, links))))


def identity_of_work(work: Work) -> Identity:
    """Tell what a document says of a work's identity."""
    titles = {work.name, work.title}
    return _identity(titles, {fold(_short(title)) for title in titles}, work.links)


def _identity(titles: Iterable[str], names: Iterable[str], links: Iterable[Link]) -> Identity:
    links = list(links)
    pages = {page.casefold() for link in links if (page := hugging_face_id(link))}
    pages |= {
        link.key for link in links if link.kind in (LinkKind.DATA, LinkKind.WEIGHTS) and not hugging_face_id(link)
    }
    return Identity(
        frozenset(folded for title in titles if (folded := _folded(title))),
        frozenset(name for name in names if name),
        frozenset(link.key for link in links if link.kind is LinkKind.PAPER),
        frozenset(name for link in links if (name := repository(link))),
        frozenset(pages),
    )


def _same(one: Identity, known: Identity) -> tuple[int, str]:
    """Say by what two descriptions are of one work, the surest first, or ""."""
    shared = one.titles & known.titles
    papers_differ, owners_differ = _papers_differ(one, known), _owners_differ(one, known)
    if any(len(title.split()) >= LONG_TITLE for title in shared) or (shared and not papers_differ):
        return 1, "name"
    if one.pages & known.pages and not papers_differ:
        return 2, "Hugging Face page"
    if one.papers & known.papers and not owners_differ:
        return 3, "paper"
    if papers_differ or owners_differ or _titles_differ(one, known):
        return 0, ""
    if one.repositories & known.repositories:
        is_nameless = not one.titles or not known.titles
        return (4, "repository") if is_nameless or _words(one) & _words(known) else (0, "")
    if (one.titles | one.names) & (known.titles | known.names) and not (one.repositories and known.repositories):
        return 5, "name"
    return 0, ""


def _papers_differ(one: Identity, two: Identity) -> bool:
    """Tell whether both have a paper of one scheme (arXiv, DOI, a publisher's site), and not the same."""
    if one.papers & two.papers:
        return False
    return bool(set(map(_scheme, one.papers)) & set(map(_scheme, two.papers)))


def _scheme(paper: str) -> str:
    return paper.partition("/")[0] if paper.startswith("url:") else paper.partition(":")[0]


def _owners_differ(one: Identity, two: Identity) -> bool:
    """Tell whether both have checkpoints, and of different people: one is then trained further on the other, say."""
    owners = [{page.partition("/")[0] for page in work.pages if not page.startswith("url:")} for work in (one, two)]
    return all(owners) and not owners[0] & owners[1]


def _titles_differ(one: Identity, two: Identity) -> bool:
    titles = [
        {title for title in work.titles if len(title.split()) >= LONG_TITLE and "-" not in title} for work in (one, two)
    ]
    return all(titles) and not titles[0] & titles[1]


def _words(work: Identity) -> set[str]:
    """Give the words of a work's names that tell it from others."""
    found = {word for name in work.titles | work.names for word in re.findall(r"[^\W\d_]{3,}", name)}
    return found - _COMMON_WORDS


def _folded(title: str) -> str:
    """Fold a title; a name of the CNAPS catalogue stays one word, so that it is not taken for a paper's title."""
    folded = fold(title) or title.strip().casefold()
    return folded.replace(" ", "-") if is_cnaps_name(title) else folded


def _short(title: str) -> str:
    """Give the short name that a title begins with, or ""."""
    name = work_name(title)
    return name if name != title and len(name.split()) <= LONGEST_NAME else ""


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
