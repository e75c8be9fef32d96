"""Draws the map of the modules in ``docs/architecture.md`` from the modules' own first lines. ``make map`` writes it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CORE = ROOT / "hooks" / "kb"
PAGE = ROOT / "docs" / "architecture.md"
FLOORS = (
    *("text", "content", "rules", "knowledge", "search", "views", "exports", "pages"),
    *("authoring", "publish", "importing", "outward", "commands", "cli"),
)
"""The folders of the core, in the order in which they may know of each other."""
_MAP = re.compile(r"(?<=<!-- the map: make map -->\n).*(?=<!-- end of the map -->)", re.DOTALL)


def drawn_map() -> str:
    """Give the map: a line for each folder, and a table of its modules."""
    return "\n" + "\n".join(_floor(floor) for floor in FLOORS)


def written_map() -> str:
    """Give the map as it stands in the page."""
    found = _MAP.search(PAGE.read_text(encoding="utf-8"))
    return found[0] if found else ""


def first_line(module: Path) -> str:
    """Give what a module says of itself in its first sentence."""
    docstring = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    return " ".join(docstring.split("\n\n")[0].split()).replace("``", "`").replace("|", "\\|")


def _floor(floor: str) -> str:
    folder = CORE / floor
    if not folder.is_dir():
        return f"**`{floor}`** {first_line(folder.with_suffix('.py'))}\n"
    modules = sorted(module for module in folder.glob("*.py") if module.name != "__init__.py")
    rows = "".join(f"| `{module.stem}` | {first_line(module)} |\n" for module in modules)
    return f"**`{floor}/`** {first_line(folder / '__init__.py')}\n\n| Module | Job |\n|---|---|\n{rows}"


def main() -> None:
    """Write the map into the page."""
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(_MAP.sub(lambda _: drawn_map(), text), encoding="utf-8")


if __name__ == "__main__":
    main()
