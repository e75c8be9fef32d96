"""What each kind of page shows, reviewed as text: the views of the small content as JSON.

After a change that is meant: ``python -m pytest tests/views --write-golden``, then read the difference before committing it.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kb.knowledge.link import link
from kb.rules.check import check
from kb.views.all_views import make_views
from kb.views.view import View, as_json
from tests.conftest import BASE, EXAMPLES, OF_TODAY, TODAY, kb

if TYPE_CHECKING:
    from collections.abc import Mapping

GOLDEN = Path(__file__).parent / "golden"
SHOWN = {
    "home": "index.md",
    "questions": "questions/index.md",
    "questions-part": "questions/by/recognition.md",
    "models": "models/index.md",
    "compare": "models/compare.md",
    "models-part": "models/by/recognition.md",
    "taxonomy": "tasks/index.md",
    "have-want": "have-want.md",
    "apps": "apps.md",
    "apps-part": "apps/e.md",
    "programs": "apps/programs/recognition.md",
    "glossary": "glossary.md",
    "term": "glossary/label.md",
    "coverage": "coverage.md",
    "family": "families/recognition.md",
    "task": "tasks/image-tagging.md",
    "model": "models/tagger.md",
    "dataset": "models/many-pictures.md",
    "program": "models/picture-studio.md",
    "past-model": "models/second-tagger.md",
    "question": "questions/how-does-tagging-work.md",
    "redirect": "models/old-tagger.md",
}
GLOSSARY = """
- id: label
  name: label
  forms: [labels]
  explanation: A word that says what is in a picture. A picture may have several.
  detail: Think of the tags on the drawers of a workshop. Each says *what lies there*, and not where.
  example: One photo may bear “beach”, “dog” and “ball”.
  asked_as: [what is a tag]
  confused_with: [{term: caption, difference: A caption is a whole sentence.}]
  sources: [https://arxiv.org/abs/2306.03514]
- id: caption
  name: caption
  explanation: A sentence that says what a picture shows. It is not written by a person here.
"""
QUESTION = "questions/how-does-tagging-work.md"
POINTS_TO_ITS_SOURCE = (
    (
        "  - title: Tagging Anything\n",
        "  - id: paper\n    supports: That the words are compared.\n    title: Tagging Anything\n",
    ),
    ("Those that lie close together fit.", "Those that lie close together fit[^paper]."),
    ("      model: tagger\n", "      takes: the photo of the jumper\n      gives: red, jumper\n      model: tagger\n"),
    ("wrote 'red jumper' at once", "wrote 'red jumper' at once, in Shop Example"),
    ("certainty: unknown", "product: example-shop\ncertainty: unknown"),
)
"""What the small question does not say, and pages may show."""
REDIRECTS = "- {kind: model, old: old-tagger, new: tagger}\n"


def write_whole_content(root: Path) -> None:
    """Write the small content with all that pages may show: examples, records of today, and what the rest does without."""
    shutil.copytree(BASE, root)
    shutil.copytree(EXAMPLES, root / "examples")
    shutil.copytree(OF_TODAY, root, dirs_exist_ok=True)
    (root / "catalog/glossary.yml").write_text(GLOSSARY, encoding="utf-8")
    (root / "catalog/redirects.yml").write_text(REDIRECTS, encoding="utf-8")
    text = (root / QUESTION).read_text(encoding="utf-8")
    for old, new in POINTS_TO_ITS_SOURCE:
        assert old in text
        text = text.replace(old, new)
    (root / QUESTION).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, View]:
    root = tmp_path_factory.mktemp("views") / "content"
    write_whole_content(root)
    checked = check(root, TODAY)
    assert checked.problems == []
    knowledge = link(checked.records)
    return {
        view.path: view for view in make_views(knowledge, TODAY, checked.problems, "https://example.org/edit/main/")
    }


@pytest.mark.parametrize("name", SHOWN)
def test_a_view_holds_what_its_page_shows(name: str, views: Mapping[str, View], request: pytest.FixtureRequest) -> None:
    file = GOLDEN / f"{name}.json"
    text = as_json(views[SHOWN[name]]) + "\n"
    if request.config.getoption("--write-golden"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def test_every_kind_of_view_is_reviewed(views: Mapping[str, View]) -> None:
    kinds = {view.kind for view in views.values()}
    assert kinds - {"fields"} == {
        json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))["kind"] for name in SHOWN
    }


def test_a_view_holds_plain_values_only(views: Mapping[str, View]) -> None:
    for view in views.values():
        json.loads(as_json(view))


def test_views_are_made_the_same_again() -> None:
    checked = check(BASE, TODAY)
    once, again = ([as_json(view) for view in make_views(link(checked.records), TODAY)] for _ in range(2))
    assert once == again


def test_no_field_of_a_view_is_left_out_of_its_page(views: Mapping[str, View]) -> None:
    from kb.pages.render import environment, template_of

    frame = {"path", "title", "description", "source"}
    for view in views.values():
        loader = environment().loader
        assert loader
        text = loader.get_source(environment(), template_of(view))[0]
        unused = [field.name for field in fields(view) if field.name not in frame and f"view.{field.name}" not in text]
        assert unused == [], f"{template_of(view)} does not show them"


def test_command_prints_a_view(content: Path) -> None:
    result = kb("view", "models/tagger", "--root", content)
    assert json.loads(result.stdout)["title"] == "Tagger"
    missing = kb("view", "models/taggger", "--root", content)
    assert missing.returncode == 2
    assert "Did you mean “models/tagger/”" in missing.stderr
