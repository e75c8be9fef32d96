"""What is demanded of the content beyond the types of its fields."""

from kb.rules import (
    ages,
    authorship,
    comparable,
    dates,
    evidence,
    example_files,
    picks,
    picture_use,
    products,
    reading_level,
    redirects,
    references,
    sameness,
    standing,
    texts,
    unused,
    voices,
    workflows,
)
from kb.rules.base import Catalogue, Rule

RULES: tuple[Rule, ...] = (
    *references.RULES,
    *sameness.RULES,
    *comparable.RULES,
    *texts.RULES,
    *reading_level.RULES,
    *workflows.RULES,
    *picks.RULES,
    *standing.RULES,
    *voices.RULES,
    *evidence.RULES,
    *authorship.RULES,
    *products.RULES,
    *unused.RULES,
    *redirects.RULES,
    *example_files.RULES,
    *picture_use.RULES,
    *dates.RULES,
    *ages.RULES,
)

__all__ = ["RULES", "Catalogue", "Rule"]
