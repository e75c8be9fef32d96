"""Output for terminals and files that can't hold every character, such as those of Windows (cp1252) and of bare systems (ASCII)."""

from __future__ import annotations

import codecs
import io
import sys

_ERRORS = "kb-nearest"
_SIGNS = {"↳": ">", "→": "->", "…": "...", "•": "*"}


def print_anywhere() -> None:
    """Let what is printed come out with the nearest characters there are, where the output can't hold all: never as a traceback."""
    codecs.register_error(_ERRORS, _nearest)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and "utf" not in (stream.encoding or "").casefold():
            stream.reconfigure(errors=_ERRORS)


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    # Loading its tables takes a while, and few terminals need them.
    from anyascii import anyascii

    unknown = error.object[error.start : error.end]
    return "".join(_SIGNS.get(character) or anyascii(character) or "?" for character in unknown), error.end
