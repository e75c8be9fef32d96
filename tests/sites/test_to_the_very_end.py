"""Patterns match to the very end of a value: a line feed behind it, which nobody sees, never comes through."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from kb.authoring.json_schemas import json_schemas
from kb.content import fields
from kb.content.load import SourceFile
from kb.content.papers import arxiv_id, bare_paper, doi, month_of, paper_url
from kb.content.parse import SCHEMAS, parse
from kb.content.places import FOLDERS, LISTS, Kind, id_problem
from kb.content.yamltree import Path as Place
from kb.content.yamltree import unfold
from tests.conftest import BASE, EXAMPLES, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

NODE = Path(sys.executable).with_name("node")


def base_files() -> Iterator[SourceFile]:
    for folder, (kind, _) in FOLDERS.items():
        for file in sorted((BASE / folder).iterdir()):
            yield SourceFile(f"{folder}/{file.name}", kind, file.stem, file.read_text(encoding="utf-8"))
    for file in sorted(EXAMPLES.glob("*/example.yml")):
        path = f"examples/{file.parent.name}/{file.name}"
        yield SourceFile(path, Kind.EXAMPLE, file.parent.name, file.read_text(encoding="utf-8"))
    for path, kind in LISTS.items():
        if (BASE / path).exists():
            yield SourceFile(path, kind, Path(path).stem, (BASE / path).read_text(encoding="utf-8"))


FILES = {file.path: file for file in base_files()}
PLACES = [(path, place) for path, file in FILES.items() for place, _ in parse([file])[0].parts[path].scalars]


def with_line_feed(value: Any, place: Place) -> Any:
    """Give a value in which one text has a line feed at its end."""
    if not place:
        return f"{value}\n"
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[place[0]] = with_line_feed(value[place[0]], place[1:])  # type: ignore[index]
    return copy


def texts_of(value: Any) -> Iterator[str]:
    for item in value.values() if isinstance(value, dict) else value:
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict | list | tuple):
            yield from texts_of(item)


@pytest.mark.parametrize(("path", "place"), PLACES, ids=lambda part: str(part))
def test_no_field_takes_a_line_feed_at_its_end(path: str, place: Place) -> None:
    file = FILES[path]
    parts = parse([file])[0].parts[path]
    changed = yaml.safe_dump(with_line_feed(parts.value, place), allow_unicode=True, default_style='"')
    text = f"---\n{changed}---\n{parts.body}" if file.kind is Kind.QUESTION else changed
    records, problems = parse([SourceFile(file.path, file.kind, file.id, text)])
    assert unfold(records.parts[path].tree)[0] == with_line_feed(parts.value, place)  # type: ignore[arg-type]
    kept = [text for entry in records.entries() for text in texts_of(entry.record.model_dump(mode="json"))]
    assert problems or not any(text.endswith("\n") for text in kept)


def test_every_pattern_of_the_schema_ends_in_the_value_s_end() -> None:
    """In the dialect of JSON Schema, ``$`` is the very end; that is asked of a JavaScript engine, as editors have one."""
    patterns = sorted(
        {
            pattern
            for schema in json_schemas().values()
            for pattern in re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', schema)
        }
    )
    examples = [
        "a-b",
        "https://x.org/y",
        "10.1000/182",
        "2306.03514",
        "cs/0112017",
        "2023-06",
        "owner/name",
        "photo.webp",
        "de",
    ]
    code = (
        "const [patterns, examples] = JSON.parse(process.argv[1]);"
        "console.log(JSON.stringify(patterns.map((p) => [examples.some((e) => new RegExp(p, 'u').test(e)),"
        " examples.some((e) => new RegExp(p, 'u').test(e + '\\n'))])));"
    )
    argument = json.dumps([[json.loads(pattern) for pattern in patterns], examples])
    result = subprocess.run([NODE, "--eval", code, argument], capture_output=True, encoding="utf-8", check=True)
    assert len(patterns) >= 5
    assert json.loads(result.stdout) == [[True, False]] * len(patterns)


@pytest.mark.parametrize("paper", ["2306.03514", "cs/0112017", "10.1000/182"])
def test_what_looks_like_a_paper_with_a_line_feed_is_none(paper: str) -> None:
    assert (arxiv_id(paper) or doi(paper)) == paper
    assert arxiv_id(f"{paper}\n") is None
    assert doi(f"{paper}\n") is None
    assert month_of(f"{paper}\n") is None
    assert paper_url(f"{paper}\n") == f"{paper}\n"
    assert bare_paper(f" https://doi.org/{paper}\n" if doi(paper) else f"arXiv:{paper}v2\n") == paper


@pytest.mark.parametrize("kind", [Kind.TASK, Kind.MODEL, Kind.QUESTION])
def test_no_id_takes_a_line_feed(kind: Kind) -> None:
    assert id_problem(kind, "an-id") is None
    assert id_problem(kind, "an-id\n")


def test_no_pattern_of_the_content_ends_before_a_line_feed() -> None:
    """Python's ``$`` takes a line feed behind it for the end, unless the whole text has to match."""
    strict = {"fullmatch"}
    for file in sorted((ROOT / "hooks/kb/content").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"compile", "match", "search", "sub"}:
                for argument in node.args[:1]:
                    is_loose = isinstance(argument, ast.Constant) and str(argument.value).endswith("$")
                    assert not is_loose, f"{file.name}:{node.lineno}: write \\Z, or use {strict}"
    assert fields.SLUG_PATTERN.endswith("$")
    assert SCHEMAS
