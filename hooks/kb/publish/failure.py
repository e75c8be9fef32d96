"""Why a site can't be built, in a sentence that says what to do."""

from __future__ import annotations

import errno

_TIPS = {
    errno.ENOSPC: "The disk is full: free some space, then build again.",
    errno.EDQUOT: "Your share of the disk is used up: free some space, then build again.",
    errno.EROFS: "The disk is read-only: build a copy of the project that is on another one.",
    errno.EACCES: "Give yourself the right to read and write there, then build again.",
    errno.EPERM: "Give yourself the right to read and write there, then build again.",
    errno.EBUSY: "Another program uses it: end that, then build again.",
    errno.EXDEV: "The site must be an ordinary folder on the disk that it stands on: move it away, then build again.",
}


class BuildError(Exception):
    """The site could not be built; the last good one is still in place."""


def in_words(error: OSError) -> str:
    """Tell what the system refused, and how to mend it."""
    what = error.strerror or str(error)
    where = f"{error.filename}: " if error.filename else ""
    tip = _TIPS.get(error.errno or 0, "Mend that, then build again.")
    return f"The site could not be built: {where}{what}. {tip}"
