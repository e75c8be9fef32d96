"""The day of a build, which the ages of records are judged by."""

from __future__ import annotations

import datetime as dt
import os

from kb.publish.failure import BuildError


def build_day() -> dt.date:
    """Give the day of ``SOURCE_DATE_EPOCH`` where that is set, so that a commit gives the same pages on any day; else today.

    MkDocs follows the same variable: https://reproducible-builds.org/specs/source-date-epoch/

    Raises:
        BuildError: where the variable is no such number.
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if seconds is None:
        return today()
    try:
        return dt.datetime.fromtimestamp(int(seconds), dt.UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        message = (
            f"The environment variable SOURCE_DATE_EPOCH is “{seconds}”, which is no time. "
            "Set it to a number of seconds since 1970, such as 1700000000, or unset it to build with today's date."
        )
        raise BuildError(message) from error


def today() -> dt.date:
    """Give the day that it is now, everywhere in the same way."""
    return dt.datetime.now(dt.UTC).date()
