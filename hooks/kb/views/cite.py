"""How a work is cited."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.content.papers import arxiv_id, doi, paper_url

if TYPE_CHECKING:
    from kb.content.records import Entry
    from kb.content.schema import Model


def bibtex(model: Entry[Model]) -> str | None:
    """Write a BibTeX entry for a record that has a paper. The records hold no authors; the page says so."""
    record = model.record
    if not (record.title and record.paper):
        return None
    fields = {"title": f"{{{_latex(record.title)}}}", "year": record.published[:4]}
    if eprint := arxiv_id(record.paper):
        fields |= {"eprint": eprint, "archivePrefix": "arXiv"}
    if identifier := doi(record.paper):
        fields["doi"] = identifier
    fields["url"] = paper_url(record.paper)
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{model.id},\n{lines}\n}}"


def _latex(text: str) -> str:
    return re.sub(r"([&%$#_{}])", r"\\\1", text)
