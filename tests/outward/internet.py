"""Plays the internet on this machine: one server that answers for every host as it has been told to."""

from __future__ import annotations

import http.server
import json
import threading
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kb.outward.messages import NoConnectionError
from kb.outward.polite import PoliteClient
from kb.outward.send import Place, Sender, public_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True)
class Says:
    """One answer. A host that ``hangs`` takes the request and says nothing."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    hangs: bool = False


@dataclass(frozen=True)
class Heard:
    """One request, and the time on the clock when it came."""

    method: str
    url: str
    time: float
    headers: Mapping[str, str]


class Clock:
    """A clock that only moves when somebody sleeps."""

    def __init__(self) -> None:
        self.time = 1_800_000_000.0
        self._lock = threading.Lock()

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.time += seconds


class Internet:
    """What every address answers, and what was asked. Addresses that were not told of answer 200."""

    def __init__(self, port: int) -> None:
        self.clock = Clock()
        self.heard: list[Heard] = []
        self.unreachable: set[str] = set()
        self.private: set[str] = set()
        self.is_down = False
        self.patience = 20.0
        self._port = port
        self._answers: dict[str, list[Says]] = defaultdict(list)

    def tell(self, url: str, *answers: Says) -> None:
        """Let an address (``GET https://…`` or ``https://…``) give answers one after the other, the last for ever."""
        self._answers[url] = list(answers)

    def client(self) -> PoliteClient:
        """Give a client that finds every host here and waits by our clock."""
        return PoliteClient(Sender(self._locate, self.patience), self.clock.now, self.clock.sleep)

    def answer(self, heard: Heard) -> Says:
        """Note a request and give the answer to it."""
        self.heard.append(heard)
        for key in (f"{heard.method} {heard.url}", heard.url, heard.url.partition("?")[0]):
            if answers := self._answers.get(key):
                return answers.pop(0) if len(answers) > 1 else answers[0]
        return Says()

    def asked(self, url: str = "https://") -> list[str]:
        """Give the requests to addresses that begin so, as ``METHOD address``."""
        return [f"{heard.method} {heard.url}" for heard in self.heard if heard.url.startswith(url)]

    def _locate(self, scheme: str, host: str, port: int) -> Place:
        if host in self.private:
            return public_place(scheme, host, port)
        if self.is_down or host in self.unreachable:
            raise NoConnectionError(f"names a host that can't be found: {host}")
        return Place("http", ("127.0.0.1",), self._port)


def atom(**titles: str) -> Says:
    """Give arXiv's answer about papers: ``atom(p2306_03514="Its title")``."""
    entries = "".join(
        f"<entry><id>http://arxiv.org/abs/{name[1:].replace('_', '.')}v2</id><title>{title}</title>"
        "<summary>Of no interest.</summary></entry>"
        for name, title in titles.items()
    )
    feed = '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query</title>'
    return Says(body=f"{feed}{entries}</feed>".encode(), headers={"Content-Type": "application/atom+xml"})


def as_json(**content: object) -> Says:
    """Give an answer in JSON."""
    return Says(body=json.dumps(content).encode(), headers={"Content-Type": "application/json; charset=utf-8"})


@contextmanager
def playing() -> Iterator[Internet]:
    """Play the internet for as long as the block runs."""
    is_over = threading.Event()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = f"https://{self.headers['Host']}{self.path}"
            said = internet.answer(Heard(self.command, url, internet.clock.time, dict(self.headers)))
            if said.hangs:
                is_over.wait()
                return
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(said.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(said.body)

        do_HEAD = do_GET  # noqa: N815 - the library's name

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        internet = Internet(server.server_port)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield internet
        finally:
            is_over.set()
            server.shutdown()
