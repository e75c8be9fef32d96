"""Addresses as programs copy them, with words about the program in them, and without these."""

from __future__ import annotations

import re

_TRACES = re.compile(r"(?<=[?&])utm_[a-z]+=[^&#\s]*&?", re.IGNORECASE)


def without_traces(address: str) -> str | None:
    """Give an address without what says where it was copied (``utm_source=…``), or None where it says nothing of that."""
    if "utm_" not in address.casefold():
        return None
    clean = re.sub(r"[?&](?=#|$)", "", _TRACES.sub("", address))
    return clean if clean != address else None
