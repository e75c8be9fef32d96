"""`kb serve`: the pages of a build, made one by one; what is saved is shown, and so is what is wrong with it."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from kb.commands import serve
from kb.content.memory import Memory
from kb.publish.live_server import LiveServer
from kb.publish.live_site import LiveSite
from tests.conftest import BASE, EXAMPLES, OF_TODAY, kb
from tests.project import ROOT, copy_project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

EPOCH = "1780300000"


@contextmanager
def served(root: Path) -> Iterator[LiveServer]:
    """A server that takes in changes when it is told to."""
    script = (ROOT / "hooks/theme/live.js").read_text(encoding="utf-8")
    with LiveServer(("127.0.0.1", 0), script) as server:
        server.site = LiveSite(root, serve._hook(root, "frame").Frame(root, server.address), Memory())
        server.site.look_again()
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def take_in(server: LiveServer, root: Path) -> None:
    serve._take_in(server, [root / "questions/how-does-tagging-work.md"], root)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_each_page_is_that_of_a_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "content"
    shutil.copytree(BASE, root)
    shutil.copytree(OF_TODAY, root, dirs_exist_ok=True)
    shutil.copytree(EXAMPLES, root / "examples")
    copy_project(root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    with served(root) as server:
        assert kb("build", "--root", root, SITE_URL=server.address).returncode == 0
        built = {file: (root / "site" / file).read_text(encoding="utf-8") for file in pages(root / "site")}
        live = {file: server.site.page(file.removesuffix("index.html")) for file in built}
        assert len(built) > 30
        assert [file for file in built if live[file] != built[file]] == []
        assert server.site.missing() == (root / "site/404.html").read_text(encoding="utf-8")
        beside = [file for file in (root / "site").rglob("*") if file.suffix in (".json", ".css", ".js", ".svg", ".md")]
        assert [
            file for file in beside if server.site.file(str(file.relative_to(root / "site"))) != file.read_bytes()
        ] == []


def pages(site: Path) -> list[str]:
    return [str(file.relative_to(site)) for file in site.rglob("index.html")]


def test_what_is_saved_is_shown_and_so_is_what_is_wrong_with_it(project: Path, page: Page) -> None:
    question = project / "questions/how-does-tagging-work.md"
    text = question.read_text(encoding="utf-8")
    title = re.findall(r"^title: (.*)$", text, re.MULTILINE)[0]
    with served(project) as server:
        page.goto(f"{server.address}questions/how-does-tagging-work/")
        expect(page.get_by_role("heading", level=1)).to_have_text(title)

        question.write_text(text.replace(f"title: {title}", "title: How does tagging really work?"), encoding="utf-8")
        take_in(server, project)
        expect(page.get_by_role("heading", level=1)).to_have_text("How does tagging really work?")

        question.write_text(text.replace("title:", "titel:"), encoding="utf-8")
        take_in(server, project)
        expect(page.get_by_role("alert")).to_contain_text("questions/how-does-tagging-work.md:")
        expect(page.get_by_role("alert")).to_contain_text("titel")
        expect(page.get_by_role("heading", level=1)).to_have_text("How does tagging really work?")

        question.write_text(text, encoding="utf-8")
        take_in(server, project)
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        expect(page.get_by_role("alert")).to_have_count(0)


def test_with_errors_from_the_beginning_it_answers_and_says_what_is_wrong(project: Path, page: Page) -> None:
    file = project / "catalog/models/tagger.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("name:", "nahme:"), encoding="utf-8")
    with served(project) as server:
        page.goto(server.address)
        expect(page.get_by_role("alert")).to_contain_text("catalog/models/tagger.yml:")
        file.write_text(text, encoding="utf-8")
        take_in(server, project)
        expect(page.locator("main")).to_be_visible()


def test_several_quick_saves_are_taken_in_together_and_ctrl_c_leaves_nothing_behind(project: Path) -> None:
    before = {file for file in project.rglob("*") if "__pycache__" not in file.parts}
    command = [str(Path(sys.executable).with_name("kb")), "serve", "--port", "0", "--root", str(project)]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONUNBUFFERED": "1", "PATH": "/usr/bin:/bin"},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdout
    said = iter(process.stdout.readline, "")
    assert any("The site is at http://127.0.0.1:" in line for line in said)
    file = project / "catalog/models/tagger.yml"
    text = file.read_text(encoding="utf-8")
    for number in range(5):
        file.write_text(f"{text}# {number}\n", encoding="utf-8")
    assert any("Taken in after" in line for line in said)
    process.send_signal(signal.SIGINT)
    rest = process.communicate()[0]
    assert process.returncode == 0
    assert rest.count("Taken in after") <= 1
    assert "Traceback" not in rest
    left = {file for file in project.rglob("*") if not {"__pycache__", ".cache"} & set(file.parts)}
    assert left == before


def test_a_place_that_is_taken_is_told(project: Path) -> None:
    with LiveServer(("127.0.0.1", 0), "") as server:
        result = kb("serve", "--port", str(server.server_port), "--root", project)
    assert result.returncode == 1
    assert f"Choose another: kb serve --port {server.server_port + 1}" in result.stderr
