"""Authors as papers print them: persons, organisations and “and others”, what each name is made of, and what is no name."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_AUTHORS = 60
"""Names that a record lists; a longer list ends with “and others”, as does one that its source cuts short."""
AND_OTHERS = "and others"
ORGANISATION = " (organisation)"
"""What stands behind the name of an organisation or a team, which has no family name."""

_SUFFIX = re.compile(r"(?:Jr\.?|Sr\.?|II|III|IV)\Z")
_ET_AL = re.compile(r"\bet\s+al\b|\band\s+others?\b|\bu\.\s?a\.|\betc\b", re.IGNORECASE)
_INITIAL = re.compile(r"(?:^|\s)\w\.")
_OF_ORGANISATIONS = re.compile(
    r"\b(?:AI|Community|Consortium|Contributors|Developers|Foundation|Group|Inc|Institute|Labs?|Ltd|Project|Research|Team|University)\.?\Z"
)
_NO_LETTERS_OF_NAMES = re.compile(r"[\d*†‡§¶#@;:/&|<>\[\]{}()\\]")


@dataclass(frozen=True, slots=True)
class Author:
    """A name in its parts. An organisation, and a person of one name, has a family name alone."""

    family: str
    given: str = ""
    suffix: str = ""
    is_organisation: bool = False

    @property
    def shown(self) -> str:
        """The name as the paper prints it."""
        return " ".join(filter(None, (self.given, self.family, self.suffix)))


def read_author(name: str) -> Author:
    """Take a name apart: “Given Family”, “Family, Given”, or “Name (organisation)”.

    Without a comma the family name is the last word, with the small words in front of it (“van”, “de la”).
    """
    if name.endswith(ORGANISATION):
        return Author(name.removesuffix(ORGANISATION), is_organisation=True)
    family, comma, given = (part.strip() for part in name.partition(","))
    words = (given if comma else family).split()
    suffix = words.pop() if len(words) > 1 and _SUFFIX.match(words[-1]) else ""
    if comma:
        return Author(family, " ".join(words), suffix)
    first = len(words) - 1
    while first > 1 and words[first - 1].islower():
        first -= 1
    return Author(" ".join(words[first:]), " ".join(words[:first]), suffix)


def wrong_in_name(name: str) -> tuple[str, str] | None:
    """Tell what is wrong with an entry of a list of authors, and how to mend it; None where nothing is."""
    if name == AND_OTHERS or (name.endswith(ORGANISATION) and not _ET_AL.search(name)):
        return None
    if _ET_AL.search(name):
        return (
            f"“{name[:80]}” leaves names out.",
            f"List all names, up to {MOST_AUTHORS}. Where there are more, the last entry is “- {AND_OTHERS}”.",
        )
    family, _, rest = name.partition(",")
    if "," in rest or ("," in name and (_INITIAL.search(family) or not (family.strip() and rest.strip()))):
        return f"“{name[:80]}” is more than one name.", "Write each name on a line of its own, with “- ” before it."
    if " and " in name or _OF_ORGANISATIONS.search(name):
        what = "is more than one name, or an organisation" if " and " in name else "seems to be an organisation"
        return (
            f"“{name[:80]}” {what}.",
            f"Write each name on a line of its own; behind the name of an organisation write “{ORGANISATION.strip()}”.",
        )
    if mark := _NO_LETTERS_OF_NAMES.search(name):
        return (
            f"“{mark[0]}” is no part of the name of a person.",
            f"Delete marks of footnotes and addresses; behind the name of an organisation write “{ORGANISATION.strip()}”.",
        )
    return None


def wrong_in_list(names: tuple[str, ...]) -> tuple[str, str] | None:
    """Tell what is wrong with a list of names that are right one by one, and how to mend it; None where nothing is."""
    if AND_OTHERS in names[:-1] or names == (AND_OTHERS,):
        return (
            f"“{AND_OTHERS}” stands behind names, as the last entry.",
            "List the names before it, in the paper's order.",
        )
    if AND_OTHERS not in names and len(names) > MOST_AUTHORS:
        return (
            f"There are {len(names)} names.",
            f"Keep the first {MOST_AUTHORS}, and write “- {AND_OTHERS}” as the last entry.",
        )
    twice = next((name for position, name in enumerate(names) if name in names[:position]), None)
    if twice:
        return f"“{twice}” stands twice.", "Delete one of the two, or write both as the paper tells them apart."
    return None
