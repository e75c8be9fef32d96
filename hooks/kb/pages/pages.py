"""Linked records into pages: a path, a title and HTML for each. Nothing is written here."""

from __future__ import annotations

import html
import posixpath
import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kb.content.icons import ICONS
from kb.content.schema import (
    RUNNABLE,
    Certainty,
    CommercialUse,
    Family,
    Licence,
    Modality,
    Model,
    ModelKind,
    OriginKind,
    Question,
    Record,
    Role,
    Task,
    Term,
    arxiv_id,
    doi,
    paper_url,
    record_in,
)
from kb.knowledge.measure import Gap, Help, Item, measure
from kb.rules import RULES
from kb.text.document import contents
from kb.text.safe_html import render, render_inline, render_plain
from kb.text.terms import Explained, FirstUses, no_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kb.content.parse import Entry
    from kb.content.problems import Problem
    from kb.content.schema import Redirect
    from kb.knowledge.link import Knowledge

GLOSSARY = "glossary.md"
KIND_NAMES = {
    ModelKind.MODEL: "Model",
    ModelKind.DATASET: "Data set",
    ModelKind.BENCHMARK: "Benchmark",
    ModelKind.SURVEY: "Survey",
    ModelKind.STUDY: "Study",
    ModelKind.TOOLKIT: "Toolkit",
}
ROLE_HEADINGS = {
    Role.ANSWERS: "Models that do this",
    Role.ALTERNATIVE: "Other ways to do it",
    Role.COMPONENT: "Parts that it is built from",
    Role.BACKGROUND: "Background",
    Role.CITED: "Named in the original document, but no good fit",
}
CERTAINTY_WORDS = {
    Certainty.KNOWN: "The maker has said which model this product runs; it is marked below.",
    Certainty.LIKELY: "The maker has not said which model this product runs, but there are good hints; see the text.",
    Certainty.UNKNOWN: "Which model this particular product runs is not public. The models below do the same job.",
}
ORIGIN_WORDS = {
    OriginKind.PERSON: "Asked by",
    OriginKind.DOCUMENT: "The question comes from",
    OriginKind.EXAMPLE: "An example, written by the editors in the place of",
}
COMMERCIAL_WORDS = {
    CommercialUse.YES: "commercial use allowed",
    CommercialUse.CONDITIONS: "commercial use with conditions",
    CommercialUse.NO: "no commercial use",
}
SECTION_IDS = ("answer", "workflow", "models", "also-asked", "sources", "kb-contents")
"""Ids that question pages use themselves; headings of contributed texts get others."""
DESCRIPTION_LENGTH = 160
RECENT_RECORDS = 8
MODEL_DRAFT = "draft: true\nkind: model\nname:\nsummary:\ntasks: [{task}]\n"
"""What a new model's file begins with. All other fields may follow later; until then the checks say which."""
STARTING_QUESTIONS = 6
LEAST_SAID = 50
"""Characters that the beginning of an answer has at least where it stands for the whole."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site. ``path`` is relative to the pages' folder; ``source`` is the file to edit, from the root."""

    path: str
    title: str
    description: str
    content: Markup
    source: str
    redirect: str = ""
    """Where the page leads at once, relative to it."""

    @property
    def markdown(self) -> str:
        """The page as MkDocs takes it: front matter, then one block of HTML, which Markdown leaves alone.

        MkDocs puts the title and the description into the page's head unescaped, so they are escaped here.
        """
        meta = {"title": html.escape(self.title), "description": html.escape(self.description), "kb": True}
        if self.redirect:
            meta["redirect"] = self.redirect
        front_matter = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False, width=float("inf"))
        return f'---\n{front_matter}---\n\n<div class="kb">\n{self.content}\n</div>\n'


class Links:
    """Relative addresses, as seen from one page."""

    def __init__(self, path: str) -> None:
        self._from = url_of(path)

    def page(self, path: str) -> str:
        """Give the address of a page by its path, such as ``tasks/index.md`` or ``about.md#licence``."""
        file, hash_sign, fragment = path.partition("#")
        return self._relative(url_of(file)) + hash_sign + fragment

    def record(self, kind: str, record_id: str) -> str:
        """Give the address of a record's page."""
        return self._relative(url_of(path_of(kind, record_id)))

    def _relative(self, target: str) -> str:
        path = posixpath.relpath(f"/{target}", f"/{self._from}")
        return f"{path}/" if path != "." else "./"


def path_of(kind: str, record_id: str) -> str:
    """Give the path of a record's page. Ids are slugs, so a path never leaves its folder."""
    folder = {"family": "families"}.get(kind, f"{kind}s")
    return f"{folder}/{record_id}.md"


def url_of(path: str) -> str:
    """Give the address of a page, relative to the site: ``models/ddcolor/`` for ``models/ddcolor.md``."""
    stem = path.removesuffix(".md")
    return "" if stem == "index" else f"{stem.removesuffix('/index')}/"


def make_pages(kb: Knowledge, problems: Iterable[Problem] = (), edit_base: str = "") -> Iterator[Page]:
    """Make every page of the site that follows from the records.

    Args:
        kb: the linked records.
        problems: what the checks say of them, for the coverage page.
        edit_base: where a file's path is put behind to edit it on the web, such as ``https://github.com/a/b/edit/main/``;
            without it, the coverage page leads to the contribute page instead.
    """
    yield _home(kb)
    yield _questions_index(kb)
    yield _models_index(kb)
    yield _taxonomy(kb)
    yield _have_want(kb)
    yield _glossary(kb)
    yield _coverage(kb, problems, edit_base)
    yield _fields()
    for family in kb.families.values():
        yield _family(kb, family)
    for task in kb.tasks.values():
        yield _task(kb, task)
    for model in kb.models.values():
        yield _model(kb, model)
    for question in kb.questions.values():
        yield _question(kb, question)
    for redirect in kb.redirects:
        yield _redirect(kb, redirect)


def _home(kb: Knowledge) -> Page:
    return _page(
        kb,
        "index.md",
        "home.html",
        title="How does that AI feature work?",
        description="Questions people ask about AI features, answered in plain language, with the models that do it.",
        source="hooks/kb/pages/templates/home.html",
        questions=_starting_questions(kb),
        recent=_recent(kb),
    )


def _redirect(kb: Knowledge, redirect: Redirect) -> Page:
    """Make the page of an old address, which leads to the new one."""
    kind = redirect.kind.value
    path = path_of(kind, redirect.old)
    groups: dict[str, Mapping[str, Entry[Any]]] = {"task": kb.tasks, "model": kb.models, "question": kb.questions}
    record = groups[kind][redirect.new].record
    title = record.title if isinstance(record, Question) else record.name
    page = _page(
        kb,
        path,
        "redirect.html",
        title=title,
        description=f"This page has moved: {title}",
        source="catalog/redirects.yml",
        kind=kind,
        id=redirect.new,
    )
    return replace(page, redirect=Links(path).record(kind, redirect.new))


def _starting_questions(kb: Knowledge) -> list[Entry[Question]]:
    """Pick questions to begin with: one of each family in turn."""
    by_family = [
        list(dict.fromkeys(q for task in kb.family_tasks(family) for q in kb.task_questions.get(task.id, ())))
        for family in kb.families
    ]
    turns = [group[turn] for turn in range(STARTING_QUESTIONS) for group in by_family if turn < len(group)]
    return list(dict.fromkeys(turns))[:STARTING_QUESTIONS]


def _recent(kb: Knowledge) -> list[tuple[str, Entry[Any], str]]:
    """Pick the records that were checked last: kind, record and name."""
    models = [(entry.record.checked.date, "model", entry, entry.record.name) for entry in kb.models.values()]
    questions = [(entry.record.reviewed, "question", entry, entry.record.title) for entry in kb.questions.values()]
    newest = sorted([*questions, *models], key=lambda row: (-row[0].toordinal(), row[1] == "model", row[3].casefold()))
    return [(kind, entry, name) for _, kind, entry, name in newest[:RECENT_RECORDS]]


def _questions_index(kb: Knowledge) -> Page:
    groups = []
    for family in kb.families.values():
        tasks = {task.id for task in kb.family_tasks(family.id)}
        questions = [entry for entry in kb.questions.values() if entry.record.tasks[0] in tasks]
        if questions:
            groups.append((family, questions))
    return _page(
        kb,
        "questions/index.md",
        "questions.html",
        title="All questions",
        description=f"All {len(kb.questions)} questions about AI features that are answered here, by subject.",
        source="questions",
        groups=groups,
    )


def _models_index(kb: Knowledge) -> Page:
    models = [entry.record for entry in kb.models.values()]
    modalities = [(entry.id, entry.record.name) for entry in kb.modalities.values()]
    licences = sorted({licence for model in models for licence in _licences(model)})
    years = sorted({model.published[:4] for model in models}, reverse=True)
    kinds = {model.kind for model in models}
    filters = (
        (
            "task",
            "Task",
            [(task.id, task.record.name) for task in kb.tasks.values() if kb.task_models.get(task.id)],
        ),
        ("input", "Input", modalities),
        ("output", "Output", modalities),
        ("kind", "Kind", [(kind.value, KIND_NAMES[kind]) for kind in ModelKind if kind in kinds]),
        ("licence", "Licence", [(licence, kb.licences[licence].record.name) for licence in licences]),
        ("year", "Year", [(year, year) for year in years]),
    )
    return _page(
        kb,
        "models/index.md",
        "models.html",
        title="All models",
        description=f"{len(kb.models)} models, data sets, benchmarks and studies, to filter by task, licence, year and more.",
        source="catalog/models",
        filters=filters,
        licences_of=_licences,
    )


def _taxonomy(kb: Knowledge) -> Page:
    return _page(
        kb,
        "tasks/index.md",
        "taxonomy.html",
        title="All tasks",
        description=f"The taxonomy: {len(kb.tasks)} tasks that AI models do, in {len(kb.families)} families.",
        source="catalog/families.yml",
    )


@dataclass(frozen=True, slots=True)
class Pair:
    """What leads from one modality to another: tasks that do it at once, and modalities to go through."""

    have: str
    want: str
    tasks: tuple[Entry[Task], ...]
    through: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id of the pair's section."""
        return f"{self.have}-to-{self.want}"


def find_pairs(kb: Knowledge) -> dict[tuple[str, str], Pair]:
    """Find every pair of modalities that a task, or two tasks one after the other, lead between.

    A chain goes through a third modality: from what one has, through something else, to what one wants.
    """
    direct: dict[tuple[str, str], list[Entry[Task]]] = {}
    for task in kb.tasks.values():
        for have in task.record.inputs:
            for want in task.record.outputs:
                direct.setdefault((have, want), []).append(task)
    pairs = {}
    for have in kb.modalities:
        for want in kb.modalities:
            through = tuple(
                middle
                for middle in kb.modalities
                if middle not in (have, want) and have != want and (have, middle) in direct and (middle, want) in direct
            )
            tasks = tuple(direct.get((have, want), ()))
            if tasks or through:
                pairs[have, want] = Pair(have, want, tasks, through)
    return pairs


def _have_want(kb: Knowledge) -> Page:
    pairs = find_pairs(kb)
    return _page(
        kb,
        "have-want.md",
        "have-want.html",
        title="I have … I want …",
        description="Find the AI task by what you have and what you want: a picture into words, a text into sound.",
        source="catalog/modalities.yml",
        pairs=pairs,
        rows=[modality for modality in kb.modalities if any(have == modality for have, _ in pairs)],
        columns=[modality for modality in kb.modalities if any(want == modality for _, want in pairs)],
    )


def _glossary(kb: Knowledge) -> Page:
    return _page(
        kb,
        GLOSSARY,
        "glossary.html",
        title="Glossary",
        description=f"{len(kb.terms)} words of the field that answers can't avoid, each explained in two sentences.",
        source="catalog/glossary.yml",
        explains_terms=False,
    )


def _coverage(kb: Knowledge, problems: Iterable[Problem], edit_base: str) -> Page:
    contribute = Links("coverage.md").page("contribute.md")
    return _page(
        kb,
        "coverage.md",
        "coverage.html",
        title="Coverage",
        description="What this site holds, in figures, and what is missing, with a way to help for each gap.",
        source="hooks/kb/pages/templates/coverage.html",
        coverage=measure(kb, problems),
        help_link=lambda gap, item: _help_link(gap, item, contribute, edit_base),
    )


def _help_link(gap: Gap, item: Item, contribute: str, edit_base: str) -> tuple[str, str]:
    """Give what somebody can do about an item of a gap, and the address where it begins."""
    if gap.help is Help.ASK:
        return "Ask a question", f"{contribute}?task={item.task}"
    words = "Edit its file" if gap.help is Help.EDIT else "Add a model"
    if not edit_base:
        return words, contribute
    if gap.help is Help.EDIT:
        return words, edit_base + quote(item.file)
    # GitHub and GitLab open a new file with this name and text where the address says "new" rather than "edit".
    folder = f"{edit_base.replace('/edit/', '/new/', 1)}catalog/models"
    return words, f"{folder}?filename=name-of-the-model.yml&value={quote(MODEL_DRAFT.format(task=item.task))}"


def _fields() -> Page:
    """Describe every field of every record, from the schema itself."""
    return _page(
        None,
        "data-guide/fields.md",
        "fields.html",
        title="All fields",
        description="Every field of every kind of record, and every rule that the content must follow.",
        source="hooks/kb/content/schema.py",
        schemas=[(schema, _field_rows(schema)) for schema in (Question, Task, Model, Modality, Family, Licence, Term)],
        rules=RULES,
    )


def _field_rows(schema: type[Record], prefix: str = "") -> list[tuple[str, bool, str]]:
    """Give the fields of a record as rows: path, whether it is required, meaning."""
    rows = []
    for name, field in schema.model_fields.items():
        rows.append((prefix + name, field.is_required(), field.description or ""))
        inner = record_in(field.annotation)
        if inner:
            is_list = "tuple" in str(field.annotation)
            rows.extend(_field_rows(inner, f"{prefix}{name}{'[]' if is_list else ''}."))
    return rows


def _family(kb: Knowledge, family: Entry[Family]) -> Page:
    return _page(
        kb,
        path_of("family", family.id),
        "family.html",
        title=family.record.name,
        description=family.record.description,
        source=family.file,
        family=family,
    )


def _task(kb: Knowledge, task: Entry[Task]) -> Page:
    return _page(
        kb,
        path_of("task", task.id),
        "task.html",
        title=task.record.name,
        description=task.record.summary,
        source=task.file,
        task=task,
        models=kb.task_models.get(task.id, ()),
        questions=kb.task_questions.get(task.id, ()),
    )


def _model(kb: Knowledge, model: Entry[Model]) -> Page:
    return _page(
        kb,
        path_of("model", model.id),
        "model.html",
        title=model.record.name,
        description=model.record.summary,
        source=model.file,
        model=model,
        bibtex=bibtex(model),
        backlinks=kb.backlinks.get(model.id, ()),
        similar=kb.similar[model.id],
    )


def _question(kb: Knowledge, question: Entry[Question]) -> Page:
    uses = sorted(question.record.models, key=lambda use: list(Role).index(use.role))
    related = dict.fromkeys(
        other for task in question.record.tasks for other in kb.task_questions[task] if other is not question
    )
    return _page(
        kb,
        path_of("question", question.id),
        "question.html",
        title=question.record.title,
        description=question.record.answer,
        source=question.file,
        question=question,
        roles=[(role, list(group)) for role, group in groupby(uses, key=lambda use: use.role)],
        headings=[heading for heading in contents(question.body, SECTION_IDS) if heading.level == 2],
        related=list(related)[:RECENT_RECORDS],
    )


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


def _licences(model: Model) -> list[str]:
    """Give the ids of all licences that a record names."""
    parts = (model.code, model.weights, model.data)
    return list(dict.fromkeys(part.licence for part in parts if part and part.licence))


def _page(
    kb: Knowledge | None,
    path: str,
    template: str,
    *,
    title: str,
    description: str,
    source: str,
    explains_terms: bool = True,
    **context: Any,
) -> Page:
    links = Links(path)
    resolve: Callable[[str, str], str] = links.record
    find_terms = FirstUses(_explained(kb), links.page(GLOSSARY)).find if kb and explains_terms else no_terms
    content = (
        _environment()
        .get_template(template)
        .render(
            kb=kb,
            links=links,
            title=title,
            markdown=lambda text: render(text, resolve, SECTION_IDS, find_terms),
            inline=lambda text: render_inline(text, resolve, find_terms),
            plain=lambda text: render_plain(text, find_terms),
            **context,
        )
    )
    return Page(path, title, _shorten(description), Markup(content), source)  # noqa: S704 - autoescaped by Jinja


def _explained(kb: Knowledge) -> list[Explained]:
    return [
        Explained(term.id, (term.record.name, *term.record.forms), term.record.explanation)
        for term in kb.terms.values()
    ]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("kb.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.globals |= {
        "ICONS": {name: Markup(drawing) for name, drawing in ICONS.items()},  # noqa: S704 - our own
        "KIND_NAMES": KIND_NAMES,
        "ROLE_HEADINGS": ROLE_HEADINGS,
        "CERTAINTY_WORDS": CERTAINTY_WORDS,
        "COMMERCIAL_WORDS": COMMERCIAL_WORDS,
        "ORIGIN_WORDS": ORIGIN_WORDS,
        "RUNNABLE": RUNNABLE,
        "paper_url": paper_url,
        "arxiv_id": arxiv_id,
    }
    environment.filters["opening"] = opening
    environment.filters["day"] = lambda date: f"{date.day} {date:%B %Y}"
    return environment


def opening(text: str) -> str:
    """Give the first sentences of a text, as many as say something (“Yes.” alone does not)."""
    said = ""
    for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z“\"'])", text.strip()):
        said = f"{said} {sentence}".strip()
        if len(said) >= LEAST_SAID:
            break
    return said


def _shorten(text: str) -> str:
    """Cut a text at a word, so that it fits into a search engine's result."""
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    return text[: DESCRIPTION_LENGTH - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def paths_are_safe(pages: Iterable[Page]) -> bool:
    """Tell whether all paths stay in their folder and no two pages share one."""
    paths = [page.path for page in pages]
    well_formed = all(re.fullmatch(r"([a-z0-9-]+/)*[a-z0-9-]+\.md", path) for path in paths)
    return well_formed and len(set(paths)) == len(paths)
