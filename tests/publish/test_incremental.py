"""A build takes from earlier ones what has not changed, and gives the very bytes of a build that knows nothing of any.

Whoever changed the seam lets more edits run: ``EDITS=400 pytest tests/publish/test_incremental.py``.
"""

from __future__ import annotations

import os
import random
import shutil
from typing import TYPE_CHECKING

import pytest

from kb.publish.memory_file import memory_of
from kb.rules.check import check
from tests.conftest import BASE, EXAMPLES, OF_TODAY, TODAY, kb
from tests.project import copy_project
from tests.publish.test_build import digests

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.publish.builder import Builder

EDITS = int(os.environ.get("EDITS", "12"))
WRITTEN = "# {name}\n\nSee [the models](models/index.md) and [all tasks](tasks/index.md). {words}\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with all kinds of records and a few hand-written pages. Its code is its own."""
    root = tmp_path / "project"
    for folder in (BASE, OF_TODAY):
        shutil.copytree(folder, root, dirs_exist_ok=True)
    shutil.copytree(EXAMPLES, root / "examples")
    copy_project(root)
    # Long pages that nothing here is about cost most of a small build.
    for page in (root / "docs").rglob("*.md"):
        if page.name != "contribute.md":
            page.write_text(f"# {page.stem}\n\nWords.\n", encoding="utf-8")
    shutil.rmtree(root / "docs/schemas")
    return root


def replace_in(file: Path, old: str, new: str) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def some(root: Path, pattern: str, chance: random.Random) -> Path:
    return chance.choice(sorted(root.glob(pattern)))


def change_text(root: Path, chance: random.Random) -> None:
    file = chance.choice([some(root, "questions/*.md", chance), some(root, "catalog/*/*.yml", chance)])
    replace_in(file, " a ", f" a {chance.choice(['good', 'small', 'quick'])} ")


def change_name(root: Path, chance: random.Random) -> None:
    file = some(root, "catalog/*/*.yml", chance)
    replace_in(file, "name: ", f"name: {chance.choice('ABC')}")


def add_record(root: Path, chance: random.Random) -> None:
    file = some(root, "catalog/models/*.yml", chance)
    text = file.read_text(encoding="utf-8").replace("name: ", f"name: Other{chance.randrange(99)} ", 1)
    file.with_name(f"other-{chance.randrange(99)}.yml").write_text(text, encoding="utf-8")


def delete_record(root: Path, chance: random.Random) -> None:
    some(root, "*/**/*.yml", chance).unlink()


def rename_record(root: Path, chance: random.Random) -> None:
    file = some(root, "catalog/*/*.yml", chance)
    kb("rename", file.parent.name.removesuffix("s"), file.stem, f"{file.stem}-{chance.randrange(99)}", "--root", root)


def change_template(root: Path, chance: random.Random) -> None:
    file = some(root, "hooks/kb/pages/templates/*.html", chance)
    file.write_text(f"{file.read_text(encoding='utf-8')}<!-- {chance.random()} -->\n", encoding="utf-8")


def change_frame(root: Path, chance: random.Random) -> None:
    replace_in(root / "hooks/theme/partials/footer.html", "<p>Texts", f"<p>{chance.random()} Texts")


def change_settings(root: Path, chance: random.Random) -> None:
    old, new = chance.choice(
        [
            ("site_name: ", "site_name: My "),
            ("- Models: ", "- Works: "),
            ("  - Apps: apps.md\n", ""),
            ("edit/main", "edit/trunk"),
            ("site_description: ", "site_description: Now, "),
            ("knowledge-base/", f"knowledge-base-{chance.randrange(9)}/"),
        ]
    )
    replace_in(root / "mkdocs.yml", old, new)


def change_written_page(root: Path, chance: random.Random) -> None:
    page = root / f"docs/extra-{chance.randrange(3)}.md"
    if page.exists() and chance.random() < 0.5:
        page.unlink()
    else:
        page.write_text(WRITTEN.format(name=page.stem, words=chance.random()), encoding="utf-8")


def change_style(root: Path, chance: random.Random) -> None:
    with (root / "docs/assets/kb.css").open("a", encoding="utf-8") as file:
        file.write(f"/* {chance.random()} */\n")


def change_picture(root: Path, chance: random.Random) -> None:
    replace_in(root / "examples/image-captioning-dog/park.svg", "</svg>", f"<title>{chance.random()}</title></svg>")


def damage_what_is_kept(root: Path, chance: random.Random) -> None:
    kept = [file for file in sorted((root / ".cache").rglob("*")) if file.is_file()]
    for file in chance.sample(kept, len(kept) // 4):
        file.write_bytes(file.read_bytes()[: chance.randrange(60)])


CHANGES: list[Callable[[Path, random.Random], None]] = [
    *(change_text, change_name, add_record, delete_record, rename_record, change_template, change_frame),
    *(change_settings, change_written_page, change_style, change_picture, damage_what_is_kept),
]


def edit(root: Path, change: Callable[[Path, random.Random], None], chance: random.Random) -> None:
    """Change something; take it back where the records would not be right any more."""
    before = root.with_name("before")
    kept = shutil.ignore_patterns("site", ".cache", "assets", "__pycache__")
    shutil.copytree(root, before, ignore=kept)
    change(root, chance)
    if not check(root, TODAY).is_publishable:
        for folder in ("catalog", "questions", "examples"):
            shutil.rmtree(root / folder)
            shutil.copytree(before / folder, root / folder)
    shutil.rmtree(before)


def test_incremental_builds_are_clean_builds(project: Path, builder: Builder, tmp_path: Path) -> None:
    chance = random.Random(13)  # noqa: S311 - the same edits each time
    builder.build("kb", project)
    days = 0
    left = [change for _ in range(0, EDITS, len(CHANGES)) for change in chance.sample(CHANGES, len(CHANGES))][:EDITS]
    while left:
        done = [left.pop() for _ in range(min(len(left), chance.choice((1, 2, 3))))]
        for change in done:
            edit(project, change, chance)
        # Pages say on paper as of when they are.
        days += chance.random() < 0.2
        builder.build("kb", project, days)
        clean = tmp_path / "clean"
        shutil.copytree(project, clean, ignore=shutil.ignore_patterns("site", ".cache"))
        builder.build("mkdocs", clean, days)
        assert digests(project / "site") == digests(clean / "site"), [change.__name__ for change in done]
        shutil.rmtree(clean)


def test_a_page_is_finished_again_exactly_when_it_changed(project: Path, builder: Builder) -> None:
    def kept() -> set[str]:
        return {file.name for file in (project / ".cache/pages").iterdir()}

    builder.build("kb", project)
    first = kept()
    builder.build("kb", project)
    assert kept() == first
    replace_in(project / "catalog/models/word-cloud.yml", "summary: ", "summary: It is so that ")
    builder.build("kb", project)
    changed = len(kept() - first)
    assert 0 < changed < len(first) / 3
    with memory_of(project) as memory:
        assert not check(project, TODAY, memory=memory).problems
