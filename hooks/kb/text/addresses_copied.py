"""Addresses as programs copy them, with words about the program in them, and without these."""

from __future__ import annotations

import re

_NAMES = "utm_[a-z]+|gclid|gbraid|wbraid|fbclid|msclkid|igshid|srsltid|mc_[ce]id"
_TRACES = re.compile(rf"(?<=[?&])({_NAMES})=[^&#\s]*&?", re.IGNORECASE)


def trace_in(address: str) -> tuple[str, str] | None:
    """Give what says in an address where it was copied (``utm_source``), and the address without that; None where nothing does."""
    if "?" not in address or not (found := _TRACES.search(address)):
        return None
    return found[1], re.sub(r"[?&](?=#|$)", "", _TRACES.sub("", address))
