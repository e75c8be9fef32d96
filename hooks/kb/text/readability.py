"""How hard a text is to read, as years of school."""

from __future__ import annotations

import textstat

HARDEST = 11.0
"""The grade that the beginning of an answer may need at the most."""


def grade(text: str) -> float:
    """Give the US school grade that a plain text asks of its readers, by Flesch and Kincaid.

    Kincaid et al.: Derivation of New Readability Formulas for Navy Enlisted Personnel, 1975.
    It counts words per sentence and syllables per word; it knows nothing of what the words mean.
    """
    return float(textstat.flesch_kincaid_grade(text))
