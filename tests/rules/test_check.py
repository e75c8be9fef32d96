"""The checks as a whole: waivers, crashes, the command."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kb.content.problem_formats import as_github
from kb.rules import RULES, Rule
from kb.rules import check as check_module
from kb.rules.check import check
from tests.conftest import TODAY, kb

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TAGGER = "catalog/models/tagger.yml"


def edit(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_waiver_silences_its_warning_and_no_other(content: Path) -> None:
    for model in ("tagger", "captioner"):
        edit(content, f"catalog/models/{model}.yml", "date: 2026-01-10", "date: 2024-01-10")
    (content / "catalog/waivers.yml").write_text(
        f"- file: {TAGGER}\n  rule: stale\n  why: The project has ended.\n", encoding="utf-8"
    )
    assert [(p.file, p.rule) for p in check(content, TODAY).problems] == [("catalog/models/captioner.yml", "stale")]


def test_an_error_can_not_be_waived(content: Path) -> None:
    edit(content, TAGGER, "kind: model", "kind: thing")
    (content / "catalog/waivers.yml").write_text(
        f"- file: {TAGGER}\n  rule: wrong-value\n  why: I like it so.\n", encoding="utf-8"
    )
    assert [p.rule for p in check(content, TODAY).problems] == ["wrong-value", "waiver-unused"]


def test_a_crash_in_one_rule_does_not_hide_the_others(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(_: object) -> list[object]:
        raise KeyError("oops")

    broken = Rule("broken", "It crashes.", (), crash)  # type: ignore[arg-type]
    monkeypatch.setattr(check_module, "RULES", (broken, *RULES))
    edit(content, TAGGER, "tasks: [image-tagging]", "tasks: [image-tagin]")
    rules = {problem.rule for problem in check(content, TODAY).problems}
    assert {"rule-crashed", "unknown-reference"} <= rules


def test_every_rule_that_is_reported_is_described() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert all(rule.description and rule.reports for rule in RULES)


def test_command_tells_all_and_fails(content: Path) -> None:
    edit(content, TAGGER, "kind: model", "kind: thing")
    edit(content, "catalog/tasks/image-tagging.yml", "summary:", "sumary:")
    result = kb("check", "--root", content)
    assert result.returncode == 1
    assert f"{TAGGER}:1:7: error: “thing” is not allowed here. (kind) [wrong-value]" in result.stdout
    assert "Did you mean “summary”?" in result.stdout
    assert "3 errors, 0 warnings" in result.stdout


def test_command_gives_json(content: Path) -> None:
    edit(content, TAGGER, "kind: model", "kind: thing")
    result = kb("check", "--root", content, "--format", "json")
    rows = json.loads(result.stdout)
    assert [list(row) for row in rows] == [["level", "file", "line", "column", "field", "rule", "message", "tip"]]
    assert rows[0]["level"] == "error"
    assert (rows[0]["file"], rows[0]["line"], rows[0]["column"], rows[0]["field"]) == (TAGGER, 1, 7, "kind")


def test_command_gives_an_empty_json_list_and_succeeds(content: Path) -> None:
    result = kb("check", "--root", content, "--format", "json")
    assert (result.returncode, json.loads(result.stdout)) == (0, [])


def test_command_succeeds_with_warnings(content: Path) -> None:
    edit(content, TAGGER, "date: 2026-01-10", "date: 2024-01-10")
    result = kb("check", "--root", content)
    assert result.returncode == 0
    assert "0 errors, 1 warning" in result.stdout


def test_command_gives_github_annotations(content: Path) -> None:
    edit(content, TAGGER, "kind: model", "kind: a%thing")
    problems = check(content, TODAY).problems
    assert as_github(problems).startswith(
        f"::error file={TAGGER},line=1,col=7,title=wrong-value::“a%25thing” is not allowed here.%0AWrite 'model'"
    )
    assert kb("check", "--root", content, "--format", "github").stdout.startswith(f"::error file={TAGGER},line=1,")


def test_command_narrows_to_paths(content: Path) -> None:
    edit(content, TAGGER, "kind: model", "kind: thing")
    edit(content, "catalog/tasks/image-tagging.yml", "summary:", "sumary:")
    for path in ("catalog/models", TAGGER, content / TAGGER):
        rows = json.loads(kb("check", "--root", content, "--format", "json", path).stdout)
        assert {row["file"] for row in rows} == {TAGGER}
    assert kb("check", "--root", content, "questions").returncode == 0
    assert kb("check", "--root", content, "no/such/file").returncode == 2


def test_a_link_that_leads_out_is_named_by_its_own_path(content: Path) -> None:
    (content / "questions/leak.md").symlink_to("/etc/hostname")
    rows = json.loads(kb("check", "--root", content, "--format", "json", "questions/leak.md").stdout)
    assert [row["rule"] for row in rows] == ["symbolic-link"]


def test_yaml_takes_no_word_for_anything_but_text(content: Path) -> None:
    """What YAML 1.1 would call booleans, numbers, times and nothing stays as typed."""
    edit(content, TAGGER, "name: Tagger", "name: no")
    edit(content, TAGGER, "  - id: Tagger-S", "  - id: 1.10")
    edit(content, TAGGER, "differs: A small one.", "differs: 12:30")
    checked = check(content, TODAY)
    assert checked.problems == []
    record = next(entry.record for entry in checked.records.models if entry.id == "tagger")
    assert (record.name, record.variants[0].id, record.variants[0].differs) == ("no", "1.10", "12:30")
