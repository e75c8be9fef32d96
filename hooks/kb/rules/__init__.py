"""What is demanded of the content beyond the types of its fields."""

from kb.rules import ages, example_files, reading_level, redirects, references, texts, workflows
from kb.rules.base import Catalogue, Rule

RULES: tuple[Rule, ...] = (
    *references.RULES,
    *texts.RULES,
    *reading_level.RULES,
    *workflows.RULES,
    *redirects.RULES,
    *example_files.RULES,
    *ages.RULES,
)

__all__ = ["RULES", "Catalogue", "Rule"]
