"""``kb serve``: the site while one writes, on this machine."""

from __future__ import annotations

import time
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import click

from kb.commands.shared import print_problems, root_option
from kb.content.places import is_left_over
from kb.publish.changes_on_disk import changes_in
from kb.publish.failure import BuildError, in_words
from kb.publish.live_server import LiveServer
from kb.publish.live_site import LiveSite
from kb.publish.memory_file import memory_of

if TYPE_CHECKING:
    from types import ModuleType

CONTENT_FOLDERS = ("questions", "catalog", "examples")
OTHER_FOLDERS = ("docs", "hooks")
MOST_NAMED = 3


@click.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Whom to serve: this machine alone by default.")
@root_option
def serve_command(root: Path, host: str, port: int) -> None:
    """Serve the site while you write: what you save is on the page at once, and so is what is wrong with it. Ctrl-C ends it."""
    root = root.resolve()
    folders = [root / name for name in (*CONTENT_FOLDERS, *OTHER_FOLDERS) if (root / name).is_dir()]
    with memory_of(root) as memory, changes_in(folders) as changes, _server(root, host, port) as server:
        server.site = LiveSite(root, _hook(root, "frame").Frame(root, server.address), memory)
        _look(server)
        Thread(target=server.serve_forever, daemon=True).start()
        click.echo(f"The site is at {server.address} and Ctrl-C ends it.")
        try:
            while True:
                _take_in(server, [Path(path) for path in changes.wait()], root)
        except KeyboardInterrupt:
            click.echo("Ended.")
        finally:
            server.shutdown()


def _server(root: Path, host: str, port: int) -> LiveServer:
    try:
        return LiveServer((host, port), Path(root, "hooks/theme/live.js").read_text(encoding="utf-8"))
    except OSError as error:
        message = f"Port {port} of {host} can't be had: {error.strerror}. Choose another: kb serve --port {port + 1}"
        raise click.ClickException(message) from error


def _take_in(server: LiveServer, changed: list[Path], root: Path) -> None:
    """Look at the content again after a change, and tell the browsers."""
    changed = [path for path in changed if not is_left_over(path.name) and "__pycache__" not in path.parts]
    if not changed:
        return
    if any(path.suffix == ".py" for path in changed):
        click.echo("The program itself has changed. End it with Ctrl-C, and start it again.")
    seconds = _look(server)
    names = ", ".join(path.relative_to(root).as_posix() for path in changed[:MOST_NAMED])
    click.echo(f"Taken in after {seconds:.2f} s: {names}{' and more' if len(changed) > MOST_NAMED else ''}")
    server.tell()


def _look(server: LiveServer) -> float:
    """Look at the content, and print what is wrong with it where that is new; give the seconds it took."""
    before, begin = server.site.problems, time.perf_counter()
    try:
        server.site.look_again()
    except (BuildError, OSError) as error:
        click.echo(in_words(error) if isinstance(error, OSError) else str(error), err=True)
    seconds = time.perf_counter() - begin
    if server.site.problems != before:
        print_problems(server.site.problems)
    return seconds


def _hook(root: Path, name: str) -> ModuleType:
    """Load a module of the project's own that stands between it and MkDocs, as MkDocs loads its hooks."""
    spec = spec_from_file_location(f"project_{name}", root / "hooks" / f"{name}.py")
    assert spec  # noqa: S101 - the path ends as Python's do
    assert spec.loader  # noqa: S101
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
