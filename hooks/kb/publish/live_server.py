"""Serves the live site to browsers on this machine, and tells them when there is something new."""

from __future__ import annotations

import json
import mimetypes
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from kb.publish.live_site import LiveSite

NEWS, SCRIPT = "/live/news", "/live/live.js"
"""Addresses that no page has: what is new, and the script that asks for it."""
SECONDS_OF_SILENCE = 15
"""A browser that is told nothing for long may take the connection for dead."""
_FIRST_PAGE = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Not to be shown yet</title></head><body><h1>The content has errors, so there is nothing to show yet</h1></body></html>'


class LiveServer(ThreadingHTTPServer):
    """Answers browsers until it is shut down."""

    daemon_threads = True

    site: LiveSite
    """What is served; set before anybody is answered, as it must know the server's address."""

    def __init__(self, place: tuple[str, int], script: str) -> None:
        """Take a place.

        Args:
            place: host and port; port 0 takes a free one.
            script: what each page runs to hear of what is new.

        Raises:
            OSError: another program has the place.
        """
        super().__init__(place, _Handler)
        self.script = script
        self.news = Condition()

    @property
    def address(self) -> str:
        """The address of the home page."""
        host = self.server_address[0]
        return f"http://{host if isinstance(host, str) else host.decode()}:{self.server_port}/"

    def tell(self) -> None:
        """Tell all browsers that the content was looked at again."""
        with self.news:
            self.news.notify_all()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of browsers that went away in the middle of an answer, as they do when a page is loaded again."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    def state(self) -> str:
        """Say, as JSON, how often the content was looked at, and what is wrong with it."""
        errors = [
            {
                "where": f"{one.file}:{one.line}:{one.column}",
                "what": f"{one.message} ({one.field})" if one.field else one.message,
                "tip": one.tip,
            }
            for one in self.site.errors
        ]
        return json.dumps({"looks": self.site.looks, "errors": errors}, ensure_ascii=False)


class _Handler(BaseHTTPRequestHandler):
    server: LiveServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if path == NEWS:
            self._tell_news()
        elif path == SCRIPT:
            self._answer(self.server.script.encode(), "text/javascript")
        elif (content := None if path.endswith("/") else self.server.site.file(path.lstrip("/"))) is not None:
            self._answer(content, mimetypes.guess_type(path)[0] or "application/octet-stream")
        else:
            self._answer_page(path)

    def log_message(self, *_: object) -> None:
        """Say nothing of each request; the terminal is for what is wrong with the content."""

    def _answer_page(self, path: str) -> None:
        looks = self.server.site.looks
        page = self.server.site.page(path.lstrip("/")) if path.endswith("/") else None
        status = HTTPStatus.OK if page else HTTPStatus.NOT_FOUND
        head, end, rest = (page or self.server.site.missing() or _FIRST_PAGE).rpartition("</body>")
        html = f'{head}<script src="{SCRIPT}?looks={looks}"></script>{end}{rest}'
        self._answer(html.encode(), "text/html; charset=utf-8", status)

    def _answer(self, content: bytes, media_type: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def _tell_news(self) -> None:
        """Tell what is new as long as the browser listens: https://html.spec.whatwg.org/multipage/server-sent-events.html."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.close_connection = True
        try:
            while True:
                with self.server.news:
                    self.wfile.write(f"data: {self.server.state()}\n\n".encode())
                    self.wfile.flush()
                    self.server.news.wait(SECONDS_OF_SILENCE)
        except OSError:
            return
