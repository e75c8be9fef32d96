"""What all views have in common: a page is a function of its view, and of nothing else."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, ClassVar

from kb.views.addresses import url_of


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """All that a page shows, as plain values: strings, safe HTML, numbers, tuples, and addresses relative to the site."""

    kind: ClassVar[str]
    """The name of its template."""
    path: str
    """The page's path, relative to the pages' folder."""
    title: str
    description: str
    """What search engines show below the title."""
    source: str
    """The file to edit, from the project's folder."""

    @property
    def address(self) -> str:
        """The page's address, relative to the site."""
        return url_of(self.path)

    @property
    def card_address(self) -> str:
        """The address of the page whose card links to this one are shared with."""
        return self.address


def as_json(view: View) -> str:
    """Write a view as JSON: sorted, and the same for the same view."""
    return json.dumps(
        {"kind": view.kind, **_fields(view)}, default=_fields, ensure_ascii=False, indent=2, sort_keys=True
    )


def _fields(value: Any) -> dict[str, Any]:
    if not is_dataclass(value):
        raise TypeError(f"A view holds plain values only, no {type(value).__name__}.")
    return {field.name: getattr(value, field.name) for field in fields(value)}
