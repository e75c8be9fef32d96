"""Asking hosts politely: not too often, patiently, and with an ear for “come back later”."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

from kb.outward.messages import NoConnectionError, NoReplyError, PassingError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kb.outward.messages import Reply, Send

INTERVAL = 1.0
INTERVALS = {"export.arxiv.org": 3.0}
"""Seconds between an answer of a host and the next request to it. arXiv asks for three: https://info.arxiv.org/help/api/tou.html."""
TRIES = 3
BACKOFF = 4.0
"""Seconds to wait after the first failure; twice as long after the next."""
LONGEST_WAIT = 120.0
"""A host that wants us to stay away for longer is asked nothing more in this run."""
MAX_REFUSALS = 2
"""A host that took no connection this often in a row is asked nothing more in this run."""
MAX_REDIRECTS = 8

_PERMANENT = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)
_COME_BACK = (429, 503)
_PASSING = (429, 500, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply at the end of all redirects, and where that was."""

    reply: Reply
    url: str
    moved_to: str | None = None
    """How far permanent redirects led, if there were any at the beginning."""

    @property
    def is_good(self) -> bool:
        """Tell whether there is something."""
        return 200 <= self.reply.status < 300


class PoliteClient:
    """Sends requests through ``send`` while keeping a distance between those to one host. Threads may share it.

    Args:
        send: sends a single request.
        now: the time in seconds since 1970.
        sleep: waits for some seconds.
    """

    def __init__(self, send: Send, now: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._send = send
        self._now = now
        self._sleep = sleep
        self._free_at: dict[str, float] = {}
        self._closed: dict[str, NoReplyError] = {}
        self._refusals: dict[str, int] = {}
        self._lock = threading.Lock()

    def close_host(self, host: str, reason: str) -> None:
        """Ask a host nothing more; whoever tries gets a ``NoReplyError`` with the reason."""
        self._closed[host] = NoReplyError(reason)

    def ask(
        self, method: str, url: str, headers: Mapping[str, str] | None = None, *, limit: int = 0, tries: int = TRIES
    ) -> Answer:
        """Send a request and follow where it leads.

        Args:
            method: HEAD or GET.
            url: where to.
            headers: what to send along. ``Authorization`` is kept from other hosts.
            limit: how many bytes of a text to read.
            tries: how often to try when a host is busy or does not answer.

        Raises:
            NoReplyError: there was no answer.
        """
        current, moved_to, is_permanent = url, None, True
        sent = dict(headers or {})
        for _ in range(MAX_REDIRECTS):
            reply = self._try(method, current, sent, limit, tries)
            location = reply.headers.get("location")
            if reply.status not in _REDIRECTS or not location:
                return Answer(reply, current, moved_to)
            target = _target(current, location)
            if host_of(target) != host_of(current):
                sent.pop("Authorization", None)
            is_permanent = is_permanent and reply.status in _PERMANENT
            current, moved_to = target, target if is_permanent else moved_to
        raise NoReplyError("leads from one address to the next without end")

    def _try(self, method: str, url: str, headers: Mapping[str, str], limit: int, tries: int) -> Reply:
        host = host_of(url)
        for attempt in range(1, tries + 1):
            self._wait_for_turn(host)
            try:
                reply = self._send(method, url, headers, limit)
            except (NoConnectionError, PassingError) as error:
                self._note_failure(host, error, attempt)
                if attempt == tries:
                    raise
            else:
                self._refusals.pop(host, None)
                if reply.status not in _PASSING:
                    return reply
                self._stand_back(host, reply, attempt)
                if attempt == tries:
                    return reply
            finally:
                # The distance counts from the answer, so that a slow host is not pressed.
                self._postpone(host, INTERVALS.get(host, INTERVAL))
        raise AssertionError("tries is at least one")

    def _wait_for_turn(self, host: str) -> None:
        with self._lock:
            if host in self._closed:
                raise self._closed[host]
            now = self._now()
            turn = max(now, self._free_at.get(host, now))
            self._free_at[host] = turn + INTERVALS.get(host, INTERVAL)
        if turn > now:
            self._sleep(turn - now)

    def _note_failure(self, host: str, error: NoReplyError, attempt: int) -> None:
        """Wait before the next request, and give a host up that does not even take connections."""
        if isinstance(error, NoConnectionError):
            self._refusals[host] = self._refusals.get(host, 0) + 1
            if self._refusals[host] >= MAX_REFUSALS:
                self._closed[host] = error
        self._postpone(host, BACKOFF * 2 ** (attempt - 1))

    def _stand_back(self, host: str, reply: Reply, attempt: int) -> None:
        """Do what a busy host asks for, or wait longer each time where it asks for nothing."""
        asked_for = self._retry_after(reply) if reply.status in _COME_BACK else None
        wait = BACKOFF * 2 ** (attempt - 1) if asked_for is None else asked_for
        if wait > LONGEST_WAIT:
            self.close_host(host, f"leads to a host that wants to be left alone for {wait:.0f} seconds: {host}")
        else:
            self._postpone(host, wait)

    def _postpone(self, host: str, seconds: float) -> None:
        with self._lock:
            self._free_at[host] = max(self._free_at.get(host, 0.0), self._now() + seconds)

    def _retry_after(self, reply: Reply) -> float | None:
        """Read ``Retry-After``: seconds or a date (RFC 9110, section 10.2.3)."""
        value = reply.headers.get("retry-after", "").strip()
        if value.isascii() and value.isdigit():
            return float(value)
        try:
            return max(0.0, parsedate_to_datetime(value).timestamp() - self._now())
        except (ValueError, OverflowError):
            return None


def host_of(url: str) -> str:
    """Give the host of an address, or nothing where it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _target(url: str, location: str) -> str:
    try:
        return urldefrag(urljoin(url, location)).url
    except ValueError as error:
        raise NoReplyError(f"leads to something that is not an address: {location[:80]}") from error
