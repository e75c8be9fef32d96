"""What the tests share: a small valid project to break, and the real site, built once."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import traceback
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, sync_playwright

from kb.cli import main
from kb.commands.shared import read_content
from kb.knowledge.link import link
from tests import chromium
from tests import real_site as real_sites
from tests.project import ROOT as ROOT
from tests.project import copy_project, kb_process
from tests.server import serving
from tests.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.knowledge.link import Knowledge

BASE = Path(__file__).parent / "sites" / "base"
EXAMPLES = Path(__file__).parent / "sites" / "examples"
"""Examples of the small project, which most tests do without."""
OF_TODAY = Path(__file__).parent / "sites" / "today"
"""More records of the small project: programs, products, measures, what to use today, and works of the past."""
TODAY = dt.date(2026, 6, 1)
"""The day that the small project is checked on."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden files be written anew: what a change does to them is then read in the difference."""
    parser.addoption("--write-golden", action="store_true", help="write the golden files anew instead of comparing")


LONGEST_FIRST = (
    # While the real site is built.
    "publish/test_incremental.py",
    "importing/test_import.py",
    "search/test_ranking.py",
    "authoring/test_new.py",
    # On the real site.
    "contribute/test_form.py",
    "browser/test_record_pages.py",
    "browser/test_list_pages.py",
    "search/test_box.py",
    "browser/test_site.py",
    "contribute/test_parity.py",
    "browser/test_lists.py",
    "hostile/test_vectors.py",
    "publish/test_build.py",
    "hostile/test_killed.py",
    "text/test_costs.py",
    "hostile/test_any_bytes.py",
)
"""Files of tests that take long. They begin first, so that at the end no worker is left alone with one of them."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that take long first; workers take whole files in this order."""
    places = {Path(__file__).parent / name: place for place, name in enumerate(LONGEST_FIRST)}
    if gone := [str(path) for path in places if not path.exists()]:
        raise pytest.UsageError(f"LONGEST_FIRST names files that are not there: {', '.join(gone)}")
    items.sort(key=lambda item: places.get(item.path, len(places)))


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A folder with a small, valid questions/ and catalog/."""
    root = tmp_path / "content"
    shutil.copytree(BASE, root)
    return root


@pytest.fixture
def content_with_examples(content: Path) -> Path:
    """The same, with two examples."""
    shutil.copytree(EXAMPLES, content / "examples")
    return content


@pytest.fixture
def project(content: Path) -> Path:
    """A whole project with the small content, ready to be built."""
    copy_project(content)
    return content


WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
"""Which of several workers this is, from “gw0” on; nothing where the tests run in one process."""


def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder that all workers of this run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if WORKER else own


@pytest.fixture(scope="session", autouse=True)
def _real_site_ahead(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Have the real site built while other tests run, so that no worker waits for it."""
    is_asked_for = any("real_site" in getattr(item, "fixturenames", ()) for item in request.session.items)
    with real_sites.begin(shared_folder(tmp_path_factory)) if WORKER == "gw0" and is_asked_for else nullcontext():
        yield


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real content, built as `make site` builds it, in a copy of the project; once for all workers."""
    return real_sites.build_once(shared_folder(tmp_path_factory))


@pytest.fixture(scope="session")
def real_knowledge() -> Knowledge:
    """All real records, linked; once for each worker, from what `make check` remembers of them where that was run."""
    return link(read_content(ROOT, dt.date.today()).checked.records)


@pytest.fixture(scope="session")
def address(real_site: Path) -> Iterator[str]:
    """The address of the real site, served on this machine."""
    with serving(real_site) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A running Chromium."""
    path = chromium.find()
    assert path, "no Chromium: run `make test`, which installs one"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        yield running
        running.close()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """A visit on a wide, light screen."""
    one = Visit(browser, address)
    yield one
    one.context.close()


def kb(*arguments: str | Path, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the ``kb`` command as a user does, who types something when asked.

    It runs within this process, which saves starting Python; builds get a process of their own, as MkDocs keeps state.
    """
    if arguments[:1] == ("build",):
        return kb_process(*arguments, typed=typed, **environment)
    result = CliRunner().invoke(main, list(map(str, arguments)), input=typed, env=environment)
    error = result.exception
    if error is not None and not isinstance(error, SystemExit):
        return subprocess.CompletedProcess([], 1, result.stdout, "".join(traceback.format_exception(error)))
    return subprocess.CompletedProcess([], result.exit_code, result.stdout, result.stderr)
