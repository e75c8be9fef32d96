"""The kinds of records in the JSON API: what each is, where its page is, what its list shows, and how a record is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from kb.content.schema import Example, Family, Licence, Metric, Modality, Model, Product, Question, Task, Term
from kb.exports import api_relations as added
from kb.exports.api_shapes import (
    ADDRESS,
    FOLDERS,
    TEXT,
    Property,
    Scope,
    object_schema,
    properties_of,
    write_object,
)
from kb.views.addresses import address_of
from kb.views.example import anchor_of
from kb.views.shelves import met_products, product_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pydantic import BaseModel

    from kb.content.records import Entry
    from kb.content.schema import Record
    from kb.exports.api_relations import Relations
    from kb.exports.export import Site
    from kb.knowledge.link import Knowledge

_ID = Property("id", "Its id, which stays.", TEXT)
_PAGE = Property("page", "The page that shows it.", ADDRESS)
_RECORD = Property("record", "Its address in this API.", ADDRESS)


@dataclass(frozen=True, slots=True)
class ApiKind:
    """A kind of records, and how the API shows it."""

    name: str
    """What records call it: ``model``."""
    schema_name: str
    says: str
    record: type[Record]
    added: type[BaseModel]
    add: Callable[[Relations, Any], BaseModel]
    entries: Callable[[Knowledge], Iterable[Entry[Any]]]
    page: Callable[[Knowledge, Entry[Any]], str] | None
    """Gives the address of the page that shows a record, relative to the site."""
    listed: tuple[str, ...]
    """The fields that the list of all shows, besides ids and addresses."""

    @property
    def folder(self) -> str:
        """Where its records are, relative to the API."""
        return FOLDERS[self.name]

    @property
    def properties(self) -> tuple[Property, ...]:
        """All fields of a record: its own, and what is added. What is added comes in the place of a field of the same name."""
        head = (_ID, _PAGE) if self.page else (_ID,)
        found = (*head, *properties_of(self.record), *properties_of(self.added))
        return tuple({one.name: one for one in found}.values())

    @property
    def short_properties(self) -> tuple[Property, ...]:
        """The fields of a record in its own file: all but long texts."""
        return tuple(one for one in self.properties if not one.is_long)

    @property
    def full_schema_name(self) -> str:
        """What the API's description calls a record with all that there is."""
        return f"{self.schema_name}InFull" if self.has_long_texts else self.schema_name

    @property
    def has_long_texts(self) -> bool:
        """Tell whether the file with all records says more than the files of the records."""
        return self.short_properties != self.properties

    @property
    def item_properties(self) -> tuple[Property, ...]:
        """The fields of a record in the list of all."""
        shown = ("id", "page", *self.listed)
        return (_RECORD, *(one for one in self.properties if one.name in shown))

    @property
    def item_schema_name(self) -> str:
        """What the API's description calls an item of the list."""
        return f"{self.schema_name}Item"

    def schemas(self) -> dict[str, dict[str, Any]]:
        """Give the JSON Schemas of a record, in its file and in full, and of an item of the list."""
        short = f"{self.says} In short, as in the list of all."
        full = f"{self.says} With long texts, as in the file with all records."
        return {
            self.full_schema_name: object_schema(self.full_schema_name, full, self.properties),
            self.schema_name: object_schema(self.schema_name, self.says, self.short_properties),
            self.item_schema_name: object_schema(self.item_schema_name, short, self.item_properties),
        }

    def written(self, relations: Relations, site: Site) -> dict[str, dict[str, Any]]:
        """Write all records, by their ids."""
        return {
            entry.id: self._written(relations, site, entry)
            for entry in sorted(self.entries(relations.kb), key=lambda one: one.id)
        }

    def without_long_texts(self, written: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
        """Give records as their own files show them, by their ids."""
        names = [one.name for one in self.short_properties]
        return {
            record_id: {name: record[name] for name in names if name in record} for record_id, record in written.items()
        }

    def items(self, written: Mapping[str, Mapping[str, Any]], site: Site) -> list[dict[str, Any]]:
        """Give records as the list of all shows them."""
        names = [one.name for one in self.item_properties]
        address = Scope(site).record
        return [
            {**{name: record[name] for name in names if name in record}, "record": address(self.name, record_id)}
            for record_id, record in written.items()
        ]

    def _written(self, relations: Relations, site: Site, entry: Entry[Any]) -> dict[str, Any]:
        scope = Scope(site, _folder_of(entry.file))
        head = {"id": entry.id}
        if self.page:
            head["page"] = site.absolute(self.page(relations.kb, entry))
        return {
            **write_object(properties_of(self.record), entry.record, scope),
            **write_object(properties_of(self.added), self.add(relations, entry), scope),
            **head,
        }


def _folder_of(file: str) -> str:
    """Give the folder of the files that belong to a record: beside its own, or, for a question, of its name."""
    path = PurePosixPath(file)
    return str(path.with_suffix("") if path.suffix == ".md" else path.parent)


def _page_of(kind: str) -> Callable[[Knowledge, Entry[Any]], str]:
    return lambda _, entry: address_of(kind, entry.id)


def _example_page(kb: Knowledge, example: Entry[Example]) -> str:
    return f"{address_of('task', example.record.task)}#{anchor_of(kb, example)}"


def _product_page(kb: Knowledge, product: Entry[Product]) -> str:
    return product_address(kb, product.id)


def _examples(kb: Knowledge) -> Iterable[Entry[Example]]:
    return (example for examples in kb.task_examples.values() for example in examples)


KINDS = (
    ApiKind(
        name="question",
        schema_name="Question",
        says="What someone wondered, and the answer.",
        record=Question,
        added=added.OfQuestion,
        add=added.of_question,
        entries=lambda kb: kb.questions.values(),
        page=_page_of("question"),
        listed=("title", "answer", "as_of"),
    ),
    ApiKind(
        name="task",
        schema_name="Task",
        says="Something that AI models do: turn some kinds of input into some kinds of output for a purpose.",
        record=Task,
        added=added.OfTask,
        add=added.of_task,
        entries=lambda kb: kb.tasks.values(),
        page=_page_of("task"),
        listed=("name", "summary", "inputs", "outputs", "as_of"),
    ),
    ApiKind(
        name="model",
        schema_name="Model",
        says="A model, data set, benchmark, survey, study, toolkit or program.",
        record=Model,
        added=added.OfModel,
        add=added.of_model,
        entries=lambda kb: kb.models.values(),
        page=_page_of("model"),
        listed=("name", "kind", "summary", "published", "as_of"),
    ),
    ApiKind(
        name="example",
        schema_name="Example",
        says="What goes into a task and what comes out, to look at or listen to.",
        record=Example,
        added=added.OfExample,
        add=added.of_example,
        entries=_examples,
        page=_example_page,
        listed=("title", "shows", "made", "as_of"),
    ),
    ApiKind(
        name="term",
        schema_name="Term",
        says="A word of the field, explained.",
        record=Term,
        added=added.OfTerm,
        add=added.of_term,
        entries=lambda kb: kb.terms.values(),
        page=_page_of("term"),
        listed=("name", "explanation"),
    ),
    ApiKind(
        name="product",
        schema_name="Product",
        says="Something that people use and know by name: an app, a device, a service.",
        record=Product,
        added=added.OfProduct,
        add=added.of_product,
        entries=met_products,
        page=_product_page,
        listed=("name", "maker"),
    ),
    ApiKind(
        name="metric",
        schema_name="Metric",
        says="A measure of how well a model does its task.",
        record=Metric,
        added=added.OfMetric,
        add=added.of_metric,
        entries=lambda kb: kb.metrics.values(),
        page=None,
        listed=("name", "says", "unit", "better"),
    ),
    ApiKind(
        name="family",
        schema_name="Family",
        says="A branch at the top of the taxonomy of tasks.",
        record=Family,
        added=added.OfFamily,
        add=added.of_family,
        entries=lambda kb: kb.families.values(),
        page=_page_of("family"),
        listed=("name", "description"),
    ),
    ApiKind(
        name="modality",
        schema_name="Modality",
        says="What can flow along a workflow: an image, a text, a sound.",
        record=Modality,
        added=added.OfModality,
        add=added.of_modality,
        entries=lambda kb: kb.modalities.values(),
        page=None,
        listed=("name", "description"),
    ),
    ApiKind(
        name="licence",
        schema_name="Licence",
        says="A licence, and what it means for someone who wants to use the work.",
        record=Licence,
        added=added.OfLicence,
        add=added.of_licence,
        entries=lambda kb: kb.licences.values(),
        page=None,
        listed=("name", "commercial"),
    ),
)
"""All kinds, in the order in which the API lists them."""
