"""The code runs in one direction, and the core knows nothing of its host."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

CORE = ROOT / "hooks" / "kb"
ORDER = (
    *("problems", "yamltree", "prose", "schema", "examples", "schemas", "icons", "readability", "load", "parse"),
    *(
        "rules.base",
        "rules.references",
        "rules.texts",
        "rules.readability",
        "rules.workflows",
        "rules.redirects",
        "rules.ages",
        "rules",
    ),
    *("check", "link", "search", "search.words", "search.index", "search.files", "search.rank"),
    "coverage",
    "glossary",
    *("changes", "naming", "write", "rename", "new"),
    *("pages", "policy", "site"),
    "form",
    "changed_pages",
    *("importing", "importing.boilerplate", "importing.read", "importing.links", "importing.names"),
    *("importing.quotes", "importing.lines", "importing.asked", "importing.layout", "importing.identify"),
    *("importing.drafts", "importing.plan", "importing.propose", "importing.report"),
    *("links", "links.collect", "links.titles", "links.services", "links.findings"),
    *("links.messages", "links.send", "links.polite", "links.visit", "links.report"),
    *("commands", "commands.shared", "commands.git"),
    *("commands.check", "commands.build", "commands.search", "commands.schemas"),
    *("commands.changed_pages", "commands.stats", "commands.links"),
    *("commands.new", "commands.import_", "commands.rename"),
    "cli",
)
MODULES = {
    ".".join(file.relative_to(CORE).with_suffix("").parts).removesuffix(".__init__"): file
    for file in CORE.rglob("*.py")
}
READERS_AND_WRITERS = {"load", "site", *(module for module in ORDER if module.startswith("commands"))}
READERS_AND_WRITERS.add("links.send")


def imports_of(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update({node.module, *(f"{node.module}.{alias.name}" for alias in node.names)})
    return found


def test_every_module_has_its_place() -> None:
    assert set(MODULES) - {"__init__"} == set(ORDER)


@pytest.mark.parametrize("module", ORDER)
def test_imports_lead_to_the_left(module: str) -> None:
    imported = {name.removeprefix("kb.") for name in imports_of(MODULES[module]) if name.startswith("kb.")}
    assert {name for name in imported if name in ORDER and name != module} <= set(ORDER[: ORDER.index(module)])


@pytest.mark.parametrize("module", ORDER)
def test_the_core_knows_no_mkdocs(module: str) -> None:
    assert not {name for name in imports_of(MODULES[module]) if name.startswith(("mkdocs", "material"))}


@pytest.mark.parametrize("module", sorted(set(ORDER) - READERS_AND_WRITERS))
def test_only_the_edges_touch_files_and_the_clock(module: str) -> None:
    source = MODULES[module].read_text(encoding="utf-8")
    for forbidden in (".read_text(", ".read_bytes(", ".write_text(", "open(", ".today()", ".now()", "os.environ"):
        assert forbidden not in source, f"{module} uses {forbidden}"
