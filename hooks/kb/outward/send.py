"""The only module that talks to other hosts. It calls none that is not on the public internet.

Contributed links may name anything, a router or a cloud's metadata service too. So a host's name is looked up once, every
address of it is judged, and the connection goes to an address that was judged: a second look-up could answer otherwise.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import certifi
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    LocationValueError,
    NewConnectionError,
    ReadTimeoutError,
    SSLError,
)
from urllib3.util import Url, parse_url

from kb.outward.messages import NoConnectionError, NoReplyError, PassingError, PrivateAddressError, Reply

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from urllib3.response import BaseHTTPResponse

    Locate = Callable[[str, str, int], "Place"]

# The form that robots use; plain names are turned away by some hosts.
USER_AGENT = "Mozilla/5.0 (compatible; CNAPS-Knowledge-Base-link-check)"
CONNECT_SECONDS = 10.0
READ_SECONDS = 20.0
# Python takes these for public: IPv4 addresses behind a gateway (NAT64), which may be private ones; IPv4 addresses in the oldest form; site-local ones.
_NOT_PUBLIC = tuple(map(ipaddress.IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48", "::/96", "fec0::/10")))
_READABLE = ("text/", "json", "xml")


@dataclass(frozen=True, slots=True)
class Place:
    """Where to connect to reach a host."""

    scheme: str
    addresses: tuple[str, ...]
    port: int


def public_place(scheme: str, host: str, port: int) -> Place:
    """Look up a host.

    Raises:
        NoConnectionError: its name is not known.
        PrivateAddressError: an address of it is not on the public internet.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NoConnectionError(f"names a host that can't be found: {host}") from error
    addresses = tuple(dict.fromkeys(str(row[4][0]) for row in found))
    if not all(map(is_public, addresses)):
        raise PrivateAddressError(f"leads to a private address: {host}")
    return Place(scheme, addresses, port)


def is_public(address: str) -> bool:
    """Tell whether an IP address is on the public internet, also when it wraps an IPv4 address."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if any(ip in network for network in _NOT_PUBLIC):
            return False
        ip = ip.ipv4_mapped or ip.sixtofour or ip
    return ip.is_global and not ip.is_multicast


class Sender:
    """Sends single requests, each on a connection of its own, and follows nothing by itself.

    Args:
        locate: says where a host is; tests give one that knows only their own server.
        read_seconds: how long to wait for an answer.
    """

    def __init__(self, locate: Locate = public_place, read_seconds: float = READ_SECONDS) -> None:
        self._locate = locate
        self._read_seconds = read_seconds
        # What the system trusts, and Mozilla's list, since some systems bring none.
        self._tls = ssl.create_default_context()
        self._tls.load_verify_locations(certifi.where())

    def __call__(self, method: str, url: str, headers: Mapping[str, str], limit: int) -> Reply:
        """See ``kb.outward.messages.Send``."""
        try:
            parts = parse_url(url)
        except LocationValueError as error:
            raise NoReplyError("is not an address") from error
        if parts.scheme not in ("http", "https") or not parts.host:
            raise NoReplyError(f"leads to an address of an unknown kind: {url[:80]}")
        place = self._locate(parts.scheme, parts.host, parts.port or (443 if parts.scheme == "https" else 80))
        for address in place.addresses:
            try:
                return self._send_to(place, address, method, parts, headers, limit)
            except NoConnectionError as error:
                failure = error
        raise failure

    def _send_to(
        self, place: Place, address: str, method: str, parts: Url, headers: Mapping[str, str], limit: int
    ) -> Reply:
        sent = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate", "Host": parts.netloc or "", **headers}
        with self._pool(place, address, parts.host or "") as pool:
            try:
                reply = pool.urlopen(
                    method, parts.request_uri, headers=sent, redirect=False, retries=False, preload_content=False
                )
                return Reply(reply.status, _lower(reply.headers), self._text(reply, limit))
            except (NewConnectionError, ConnectTimeoutError) as error:
                raise NoConnectionError(f"leads to a host that does not answer: {parts.host}") from error
            except SSLError as error:
                raise NoReplyError("leads to a host whose certificate is not valid") from error
            except ReadTimeoutError as error:
                raise PassingError("was not answered in time") from error
            except HTTPError as error:
                raise PassingError(f"was answered by a broken connection ({type(error).__name__})") from error

    def _pool(self, place: Place, address: str, host: str) -> HTTPConnectionPool:
        timeout = Timeout(connect=min(CONNECT_SECONDS, self._read_seconds), read=self._read_seconds)
        if place.scheme == "http":
            return HTTPConnectionPool(address, place.port, timeout=timeout)
        # https://urllib3.readthedocs.io/en/stable/advanced-usage.html#custom-sni-hostname
        return HTTPSConnectionPool(
            address, place.port, timeout=timeout, ssl_context=self._tls, server_hostname=host.strip("[]")
        )

    def _text(self, reply: BaseHTTPResponse, limit: int) -> bytes:
        """Read the beginning of a text, in bounded time: a host may send a byte now and then for ever."""
        kind = reply.headers.get("Content-Type", "")
        body = b""
        deadline = time.monotonic() + self._read_seconds
        try:
            while any(word in kind for word in _READABLE) and len(body) < limit:
                chunk = reply.read1(limit - len(body))
                body += chunk
                if not chunk:
                    break
                if time.monotonic() > deadline:
                    raise PassingError("was answered too slowly")
        finally:
            reply.close()
        return body


def _lower(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
