"""What is sent to a host and what comes back, or why nothing does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer of a host. The names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


class NoReplyError(Exception):
    """Nothing usable came back; the message completes the sentence “The link …”."""


class NoConnectionError(NoReplyError):
    """No connection came about."""


class PrivateAddressError(NoReplyError):
    """The host is not on the public internet and was not called."""


class PassingError(NoReplyError):
    """Something went wrong that may go right another time."""


class Send(Protocol):
    """Sends one request and gives the answer, whatever its status."""

    def __call__(self, method: str, url: str, headers: Mapping[str, str], limit: int) -> Reply:
        """Send a request and read at most ``limit`` bytes of text from the answer.

        Raises:
            NoReplyError: there was no answer.
        """
