"""The whole data as a data set, described in Croissant 1.1 for those who look for data sets.

The specification: https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from kb.exports.api_files import CROISSANT, LICENCE_TEXT, compact
from kb.exports.export import Export
from kb.exports.models_table import PATH as TABLE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kb.exports.export import Site

_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "dct": "http://purl.org/dc/terms/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{
        name: f"cr:{name}"
        for name in (
            *("annotation", "arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "excludes"),
            *("extract", "field", "fileObject", "fileProperty", "fileSet", "format", "includes", "isArray"),
            *("isLiveDataset", "jsonPath", "key", "md5", "parentField", "readLines", "recordSet", "references"),
            *(
                "path",
                "regex",
                "repeated",
                "replace",
                "samplingRate",
                "sdVersion",
                "separator",
                "source",
                "subField",
                "transform",
                "unArchive",
                "value",
            ),
        )
    },
}
"""The context that the specification recommends, with what its reader mlcroissant has besides."""
MEDIA_TYPES = {"csv": "text/csv", "gz": "application/gzip"}
COLUMN_MEANINGS = {
    "id": "The work's id, which stays.",
    "name": "What people call it.",
    "kind": "model, dataset, benchmark, survey, study, toolkit or program.",
    "summary": "One plain sentence.",
    "published": "When it was first published: year or year-month.",
    "standing": "current, superseded, historic, withdrawn or unavailable; empty where nobody has judged.",
    "tasks": "The ids of its tasks, the main one first, with spaces between.",
    "inputs": "The ids of what it needs, where that differs from its tasks, with spaces between.",
    "outputs": "The ids of what it yields, where that differs from its tasks, with spaces between.",
    "paper": "The address of its paper.",
    "code": "The address of its source code.",
    "code_licence": "The licence of its code: an SPDX id, or LicenseRef-….",
    "weights": "The address of its trained checkpoints.",
    "weights_licence": "The licence of its checkpoints.",
    "data": "The address of its data, for data sets and benchmarks.",
    "data_licence": "The licence of its data.",
    "page": "The page that shows it.",
}
"""What the columns of the table of all works mean."""


def croissant(site: Site, files: Mapping[str, tuple[str, bytes]]) -> Export:
    """Describe the data set.

    Args:
        site: what the description says of the site.
        files: what it is made of: by their paths, what they are and what they hold.
    """
    description = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": site.name,
        "description": site.description,
        "url": site.url,
        "license": LICENCE_TEXT,
        "creator": {"@type": "sc:Organization", "name": site.name, "url": site.url},
        "datePublished": site.day.isoformat(),
        "version": f"{site.day.year}.{site.day.month}.{site.day.day}",
        "inLanguage": "en",
        "citeAs": f"@misc{{cnaps, title = {{{site.name}}}, year = {{{site.day.year}}}, url = {{{site.url}}}}}",
        "distribution": [_file(site, path, *told) for path, told in files.items()],
        "recordSet": [_table(name_of(TABLE))],
    }
    return Export(CROISSANT, compact(description))


def name_of(path: str) -> str:
    """Give the name of a file, which is its id in the description."""
    return path.rpartition("/")[2]


def _file(site: Site, path: str, says: str, content: bytes) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": name_of(path),
        "name": name_of(path),
        "description": says,
        "contentUrl": site.absolute(path),
        "contentSize": f"{len(content)} B",
        "encodingFormat": MEDIA_TYPES[path.rpartition(".")[2]],
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def _table(file: str) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": "works",
        "name": "works",
        "description": "Models, data sets, benchmarks, surveys, studies, toolkits and programs: a row for each.",
        "key": {"@id": "works/id"},
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"works/{column}",
                "name": column,
                "description": says,
                "dataType": "sc:Text",
                "source": {"fileObject": {"@id": file}, "extract": {"column": column}},
            }
            for column, says in COLUMN_MEANINGS.items()
        ],
    }
