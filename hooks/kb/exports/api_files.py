"""The JSON API: a file for each record, a list for each kind, and an index of it all. Long texts are in the file with all records alone."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from kb.content.schema import PageKind  # noqa: TC001 (pydantic reads the types of fields)
from kb.exports.api_kinds import KINDS
from kb.exports.api_relations import relate
from kb.exports.api_shapes import API, Scope, properties_of, write_object
from kb.exports.export import Export
from kb.exports.models_table import PATH as TABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kb.exports.export import Site
    from kb.knowledge.link import Knowledge

VERSION = "1.0.0"
"""The version of the API, as https://semver.org means it: a new field is 1.1.0; what breaks a client is 2.0.0, and lives at ``api/v2/``."""
INDEX = f"{API}index.json"
OPEN_API = f"{API}openapi.json"
WHOLE = f"{API}knowledge-base.json.gz"
CROISSANT = f"{API}croissant.json"
LICENCE = "CC-BY-4.0"
LICENCE_TEXT = "https://creativecommons.org/licenses/by/4.0/"


class Described(BaseModel):
    """An object of the API that is no record."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)


class Change(Described):
    """A change of the API."""

    version: str
    """The version that it came with."""
    date: dt.date
    """The day on which it came."""
    says: str
    """What is new."""


class Renamed(Described):
    """A record that has another id than before."""

    kind: PageKind
    """task, model or question."""
    old: str
    """The id that it had."""
    new: str
    """The id that it has."""


class ListOfKind(Described):
    """A kind of records, and where they are."""

    name: str
    """What the addresses of its records begin with."""
    says: str
    """What they are."""
    count: int
    """How many there are."""
    list: str
    """The address of the list of all."""
    records: str
    """The address of each record, with its id in the place of `{id}`."""


class Index(Described):
    """What there is in the API."""

    api_version: str
    """The version of the API. What breaks a client gets another first number, and another folder."""
    content_date: dt.date
    """The day of the content: that of its last change."""
    name: str
    """What the knowledge base is called."""
    description: str
    """What it is."""
    site: str
    """Its address."""
    licence: str
    """The licence of all that the API gives."""
    licence_url: str
    """The text of the licence."""
    documentation: str
    """What the API is, for people."""
    openapi: str
    """What the API is, for programs: OpenAPI 3.1."""
    whole: str
    """All records in one file, compressed with gzip."""
    table: str
    """All models and other works as CSV."""
    croissant: str
    """The whole as a data set, with the hashes of its files, in the Croissant format."""
    lists: tuple[ListOfKind, ...]
    """All kinds of records."""
    renamed: tuple[Renamed, ...]
    """Records that have another id than before: the old one has no file any more."""
    changes: tuple[Change, ...]
    """What has changed in the API, the newest first."""


CHANGES = (Change(version="1.0.0", date=dt.date(2026, 11, 28), says="The first version."),)

Written = dict[str, dict[str, dict[str, Any]]]
"""Records as the API shows them, by the folder of their kind and their ids."""


def api_records(kb: Knowledge, site: Site) -> Written:
    """Write all records of all kinds."""
    relations = relate(kb)
    return {kind.folder: kind.written(relations, site) for kind in KINDS}


def api_files(kb: Knowledge, site: Site, written: Written) -> Iterator[Export]:
    """Make the index, the lists and a file for each record."""
    yield Export(INDEX, compact(api_index(kb, site, written)))
    for kind in KINDS:
        records = written[kind.folder]
        items = kind.items(records, site)
        head = {"content_date": site.day.isoformat(), "count": len(items)}
        yield Export(f"{API}{kind.folder}.json", compact({**head, "items": items}))
        for record_id, record in kind.without_long_texts(records).items():
            yield Export(f"{API}{kind.folder}/{record_id}.json", compact(record))


def api_index(kb: Knowledge, site: Site, written: Written) -> dict[str, Any]:
    """Say what there is."""
    index = Index(
        api_version=VERSION,
        content_date=site.day,
        name=site.name,
        description=site.description,
        site=site.url,
        licence=LICENCE,
        licence_url=LICENCE_TEXT,
        documentation=site.absolute("api/"),
        openapi=site.absolute(OPEN_API),
        whole=site.absolute(WHOLE),
        table=site.absolute(TABLE),
        croissant=site.absolute(CROISSANT),
        lists=tuple(
            ListOfKind(
                name=kind.folder,
                says=kind.says,
                count=len(written[kind.folder]),
                list=site.absolute(f"{API}{kind.folder}.json"),
                records=site.absolute(f"{API}{kind.folder}/{{id}}.json"),
            )
            for kind in KINDS
        ),
        renamed=tuple(Renamed(kind=one.kind, old=one.old, new=one.new) for one in kb.redirects),
        changes=CHANGES,
    )
    return write_object(properties_of(Index), index, Scope(site))


def compact(value: Mapping[str, Any]) -> bytes:
    """Write JSON in as few bytes as there are, the same for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
