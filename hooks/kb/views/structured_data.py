"""What a page says of itself to search engines: JSON-LD in the words of schema.org.

Questions are articles with a question and its answer, not a ``QAPage``: Google keeps that for pages on which users hand in answers, and names
pages whose answers the site itself writes as no use of it (https://developers.google.com/search/docs/appearance/structured-data/qapage).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kb.content.papers import paper_url
from kb.content.schema import ModelKind
from kb.knowledge.record_days import question_days
from kb.views.addresses import GLOSSARY
from kb.views.glossary import GlossaryView, TermView
from kb.views.home import HomeView
from kb.views.model import ModelView
from kb.views.question import QuestionView
from kb.views.task import TaskView
from kb.views.taxonomy import FamilyView, TaxonomyView
from kb.views.wording import SYSTEM_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.content.schema import Licensed, Model
    from kb.knowledge.link import Knowledge
    from kb.views.view import View

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
SEARCH = "tasks/?q={search_term_string}"
_ESCAPED = str.maketrans({"<": r"\u003c", ">": r"\u003e", "&": r"\u0026"})
"""No text of a record ends the script that holds it: https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements"""
_Thing = dict[str, Any]


def structured_data(kb: Knowledge, view: View, site: str, name: str) -> str:
    """Write what a page says of itself, or nothing where it is about nothing that schema.org names.

    Args:
        kb: the linked records.
        view: all that the page shows.
        site: the site's absolute address.
        name: the site's name.
    """
    things = _Describer(kb, site, name).describe(view)
    if not things:
        return ""
    about = things[0] if len(things) == 1 else {"@graph": things}
    text = json.dumps({"@context": "https://schema.org", **about}, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_ESCAPED)


@dataclass(frozen=True, slots=True)
class _Describer:
    """Describes the pages of one site."""

    kb: Knowledge
    site: str
    name: str

    def describe(self, view: View) -> list[_Thing]:
        """Give what a page is about, then the way to it, as the page shows it above its title."""
        match view:
            case HomeView():
                return [self._website(view)]
            case QuestionView():
                way = [("Questions", "questions/"), (view.tasks[0].words, view.tasks[0].address)]
                return [self._question(view), self._way(way)]
            case TaskView():
                above = [view.family, view.parent] if view.parent else [view.family]
                way = [("Tasks", "tasks/"), *((one.words, one.address) for one in above)]
                return [self._task(view), self._way(way)]
            case ModelView():
                way = [("Models", "models/"), (view.main_task.words, view.main_task.address)]
                return [self._work(view), self._way(way)]
            case TermView():
                return [self._term(view), self._way([("Glossary", GLOSSARY)])]
            case FamilyView():
                return [self._way([("Tasks", "tasks/")])]
            case TaxonomyView() | GlossaryView():
                return [self._words_of(view)]
        return []

    def _at(self, address: str) -> str:
        return f"{self.site}{address}"

    def _website(self, view: HomeView) -> _Thing:
        search = {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": self._at(SEARCH)},
            # How schema.org describes an input: https://schema.org/docs/actions.html
            "query-input": "required name=search_term_string",
        }
        return {
            "@type": "WebSite",
            "name": self.name,
            "description": view.description,
            "url": self.site,
            "inLanguage": "en",
            "license": LICENCE,
            "potentialAction": search,
        }

    def _way(self, steps: Sequence[tuple[str, str]]) -> _Thing:
        # The page itself need not be among them: https://developers.google.com/search/docs/appearance/structured-data/breadcrumb
        return {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": position, "name": name, "item": self._at(address)}
                for position, (name, address) in enumerate(steps, 1)
            ],
        }

    def _question(self, view: QuestionView) -> _Thing:
        entry = self.kb.questions[_id_of(view)]
        record = entry.record
        return {
            "@type": "TechArticle",
            "headline": record.title,
            "url": self._at(view.address),
            "dateModified": question_days(entry)[-1].isoformat(),
            "license": LICENCE,
            "mainEntity": {
                "@type": "Question",
                "name": record.title,
                "acceptedAnswer": {"@type": "Answer", "text": str(record.answer)},
            },
        }

    def _task(self, view: TaskView) -> _Thing:
        record = self.kb.tasks[_id_of(view)].record
        return {
            "@type": "DefinedTerm",
            "name": record.name,
            "alternateName": list(record.aliases[:5]),
            "description": record.summary,
            "url": self._at(view.address),
            "inDefinedTermSet": self._at("tasks/"),
        }

    def _term(self, view: TermView) -> _Thing:
        record = self.kb.terms[_id_of(view)].record
        others = {"alternateName": list(record.forms)} if record.forms else {}
        return {
            "@type": "DefinedTerm",
            "name": record.name,
            **others,
            "description": record.explanation,
            "url": self._at(view.address),
            "inDefinedTermSet": self._at(GLOSSARY),
        }

    def _words_of(self, view: TaxonomyView | GlossaryView) -> _Thing:
        return {
            "@type": "DefinedTermSet",
            "name": view.title,
            "description": view.description,
            "url": self._at(view.address),
            "license": LICENCE,
        }

    def _work(self, view: ModelView) -> _Thing:
        record = self.kb.models[_id_of(view)].record
        kind = _type_of(record)
        thing: _Thing = {
            "@type": kind,
            "name": record.name,
            "description": record.summary,
            "mainEntityOfPage": self._at(view.address),
            "datePublished": record.published,
        }
        match kind:
            case "ScholarlyArticle":
                return thing | _article(record)
            case "SoftwareApplication":
                thing |= _application(record)
            case "SoftwareSourceCode":
                thing |= {"codeRepository": record.code.url if record.code else ""} | self._licence(record.code)
            case "Dataset":
                thing |= ({"url": record.data.url} if record.data else {}) | self._licence(record.data)
        return thing | ({"citation": {"@type": "ScholarlyArticle", **_article(record)}} if record.paper else {})

    def _licence(self, part: Licensed | None) -> _Thing:
        return {"license": self.kb.licences[part.licence].record.url} if part and part.licence else {}


def _id_of(view: View) -> str:
    return view.address.rstrip("/").rpartition("/")[2]


def _type_of(record: Model) -> str:
    """Give the type of schema.org that a work is; there is none for models, which are published as code or as a paper."""
    match record.kind:
        case ModelKind.DATASET | ModelKind.BENCHMARK:
            return "Dataset"
        case ModelKind.PROGRAM:
            return "SoftwareApplication"
        case ModelKind.SURVEY | ModelKind.STUDY:
            return "ScholarlyArticle" if record.paper else "CreativeWork"
        case _ if record.code:
            return "SoftwareSourceCode"
    return "ScholarlyArticle" if record.paper else "CreativeWork"


def _article(record: Model) -> _Thing:
    title = {"headline": record.title} if record.title else {}
    return title | {"url": paper_url(record.paper or "")}


def _application(record: Model) -> _Thing:
    if not record.program:
        return {}
    systems = ", ".join(SYSTEM_NAMES[system] for system in record.program.systems)
    return {"url": record.program.home, "operatingSystem": systems}
