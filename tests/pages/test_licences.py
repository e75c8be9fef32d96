"""Pages say what one may do with a work: what a licence asks, and what it means where there is none."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from kb.knowledge.link import link
from kb.knowledge.measure import as_json, measure
from kb.pages.render import make_pages
from kb.rules.check import check
from tests.conftest import BASE, OF_TODAY, TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from kb.knowledge.link import Knowledge

COPYLEFT = """- id: GPL-3.0-only
  name: GNU General Public License 3
  url: https://www.gnu.org/licenses/gpl-3.0.html
  commercial: conditions
  asks: who passes it on must pass on the source
  note: Commercial use is allowed. Pass on the source.
"""


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """Give the small site of today, where the tagger's code is under the GPL, and two works have no licence at all."""
    root: Path = tmp_path_factory.mktemp("licences") / "content"
    shutil.copytree(BASE, root)
    shutil.copytree(OF_TODAY, root, dirs_exist_ok=True)
    licences = root / "catalog/licences.yml"
    licences.write_text(licences.read_text(encoding="utf-8") + COPYLEFT, encoding="utf-8")
    tagger = root / "catalog/models/tagger.yml"
    text = tagger.read_text(encoding="utf-8").replace("licence: MIT", "licence: GPL-3.0-only")
    tagger.write_text(text.replace("licence: CC-BY-NC-4.0", "no_licence: 2026-05-02"), encoding="utf-8")
    pictures = root / "catalog/models/many-pictures.yml"
    text = pictures.read_text(encoding="utf-8")
    url = text[text.index("data:") :].splitlines()[1]
    pictures.write_text(text.replace(url, f"{url}\n  no_licence: 2026-05-03"), encoding="utf-8")
    checked = check(root, TODAY)
    assert checked.is_publishable, checked.problems
    return link(checked.records)


@pytest.fixture(scope="module")
def texts(knowledge: Knowledge) -> dict[str, str]:
    pages = make_pages(knowledge, TODAY)
    found = {page.path: LexborHTMLParser(str(page.content)).body for page in pages if page.path.endswith(".md")}
    return {path: " ".join(body.text(separator=" ").split()) for path, body in found.items() if body}


def test_a_licence_with_conditions_says_what_it_asks(texts: dict[str, str]) -> None:
    line = "Code: GPL-3.0-only (commercial use allowed; who passes it on must pass on the source)"
    assert line in texts["tasks/image-tagging.md"]
    assert line in texts["questions/how-does-tagging-work.md"]
    said = "Business use: Allowed; who passes it on must pass on the source (licence of the code: GNU General Public License 3)."
    assert said in texts["tasks/image-tagging.md"]


def test_no_licence_is_a_finding_and_says_what_follows(texts: dict[str, str]) -> None:
    nobody = "without one, nobody else has a right to copy, change or pass it on; ask the makers"
    assert f"no licence is stated (looked on 3 May 2026); {nobody}" in texts["models/many-pictures.md"]
    assert "Data: no licence stated, so no right to reuse it" in texts["tasks/image-tagging.md"]


def test_weights_may_or_may_not_share_the_licence_of_their_code(texts: dict[str, str]) -> None:
    ask = "the licence of the code need not hold here too, so ask the makers before you build on it"
    assert f"no licence is stated (looked on 2 May 2026); {ask}" in texts["models/tagger.md"]
    assert "Weights: no licence stated; ask before you reuse it" in texts["tasks/image-tagging.md"]
    assert f"Licence: None is stated for the weights (looked on 2 May 2026); {ask}." in texts["tasks/image-tagging.md"]


def test_coverage_counts_them_apart_from_what_nobody_has_confirmed(knowledge: Knowledge) -> None:
    licences = json.loads(as_json(measure(knowledge, TODAY)))["figures"]["licences"]
    assert licences["none"] == {"code": 0, "weights": 1, "data": 1}
    assert licences["unknown"] == {"code": 0, "weights": 0, "data": 0}
