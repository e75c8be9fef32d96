"""The OpenSearch description, by which browsers offer the site's search: OpenSearch 1.1, draft 6."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from kb.exports.export import Export

if TYPE_CHECKING:
    from kb.exports.export import Site

PATH = "opensearch.xml"
NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
SEARCH = "tasks/?q="
"""What a query stands behind in an address; without scripts the page offers all tasks."""
MOST_IN_SHORT, MOST_IN_LONG, MOST_DESCRIBED = 16, 48, 1024
"""Characters that the names and the description may have."""


def opensearch(site: Site) -> Export:
    """Describe the search."""
    root = ET.Element("OpenSearchDescription", {"xmlns": NAMESPACE})
    _add(root, "ShortName", _cut(site.name, MOST_IN_SHORT))
    _add(root, "LongName", _cut(site.name, MOST_IN_LONG))
    _add(root, "Description", f"Ask how AI features work. {site.description}"[:MOST_DESCRIBED])
    # The words of the template: the browser puts what was typed in their place.
    template = f"{site.absolute(SEARCH)}{{searchTerms}}"
    _add(root, "Url", None, type="text/html", method="get", template=template)
    _add(root, "Url", None, type="application/opensearchdescription+xml", rel="self", template=site.absolute(PATH))
    _add(root, "Image", site.absolute("assets/favicon.svg"), type="image/svg+xml")
    _add(root, "Language", "en")
    _add(root, "InputEncoding", "UTF-8")
    _add(root, "OutputEncoding", "UTF-8")
    ET.indent(root)
    return Export(PATH, ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")


def _add(parent: ET.Element, name: str, words: str | None, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = words


def _cut(name: str, most: int) -> str:
    """Cut a name at a word, so that it fits; a word that is too long is cut itself."""
    if len(name) <= most:
        return name
    return name[: most + 1].rpartition(" ")[0] or name[:most]
