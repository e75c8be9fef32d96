"""The code runs in one direction, every module has one job and a name of its own, and the core knows nothing of its host."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

import pytest

from tests.architecture import CORE, FLOORS, drawn_map, written_map

if TYPE_CHECKING:
    from pathlib import Path

MODULES = {
    ".".join(file.relative_to(CORE).with_suffix("").parts).removesuffix(".__init__"): file
    for file in sorted(CORE.rglob("*.py"))
    if file != CORE / "__init__.py"
}
READERS_AND_WRITERS = {
    module
    for module in MODULES
    if module in ("content.load", "outward.send") or module.startswith(("publish", "commands"))
}
COMMANDED = {
    "build",
    "check",
    "changed_pages",
    "import_",
    "links",
    "new",
    "rename",
    "schemas",
    "serve",
    "search",
    "stats",
    "verify",
    "view",
    "watch",
}
"""A command may be called as what it commands; the folder tells them apart."""


def imports_of(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update({node.module, *(f"{node.module}.{alias.name}" for alias in node.names)})
    return found


def imports_within(module: str) -> set[str]:
    names = {name.removeprefix("kb.") for name in imports_of(MODULES[module]) if name.startswith("kb.")}
    return {name for name in names if name in MODULES and name != module}


def floor_of(module: str) -> str:
    return module.partition(".")[0]


def test_the_map_in_the_architecture_page_is_true() -> None:
    assert written_map() == drawn_map(), "make map"


def test_every_module_stands_on_a_floor() -> None:
    assert {floor_of(module) for module in MODULES} == set(FLOORS)


@pytest.mark.parametrize("module", MODULES)
def test_imports_lead_down_or_stay(module: str) -> None:
    below = FLOORS[: FLOORS.index(floor_of(module)) + 1]
    assert {floor_of(name) for name in imports_within(module)} <= set(below)


def test_no_modules_import_each_other_in_a_circle() -> None:
    TopologicalSorter({module: imports_within(module) for module in MODULES}).prepare()


def test_no_two_modules_share_a_name() -> None:
    stems: dict[str, list[str]] = {}
    for module in MODULES:
        if "." in module and not (module.startswith("commands.") and module.rpartition(".")[2] in COMMANDED):
            stems.setdefault(module.rpartition(".")[2], []).append(module)
    assert {stem: modules for stem, modules in stems.items() if len(modules) > 1} == {}


@pytest.mark.parametrize("module", MODULES)
def test_a_module_opens_with_its_job(module: str) -> None:
    docstring = ast.get_docstring(ast.parse(MODULES[module].read_text(encoding="utf-8")))
    assert docstring
    assert docstring.splitlines()[0].endswith((".", ":"))


@pytest.mark.parametrize("module", MODULES)
def test_the_core_knows_no_mkdocs(module: str) -> None:
    assert not {name for name in imports_of(MODULES[module]) if name.startswith(("mkdocs", "material"))}


@pytest.mark.parametrize("module", sorted(set(MODULES) - READERS_AND_WRITERS))
def test_only_the_edges_touch_files_and_the_clock(module: str) -> None:
    source = MODULES[module].read_text(encoding="utf-8").replace("Image.open(io.BytesIO(", "")
    for forbidden in (".read_text(", ".read_bytes(", ".write_text(", "open(", ".today()", ".now()", "os.environ"):
        assert forbidden not in source, f"{module} uses {forbidden}"
