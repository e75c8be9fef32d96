"""MkDocs hook: checks the content before MkDocs touches anything, so that a refused build leaves the last good site."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError

from kb.content.problem_formats import as_text
from kb.publish.build_content import begin_build
from kb.publish.build_day import build_day
from kb.publish.failure import BuildError

ROOT = Path(__file__).resolve().parents[1]


def on_pre_build(**_: Any) -> None:
    """Check the content, or take it from ``kb build``, which has checked it; refuse where there are errors."""
    try:
        checked = begin_build(ROOT, build_day())
    except BuildError as error:
        raise PluginError(str(error)) from error
    if not checked.is_publishable:
        raise PluginError(as_text(checked.problems))
