"""Docstrings that people are shown: taken from the source where Python was told to leave them out (``PYTHONOPTIMIZE=2``)."""

from __future__ import annotations

import ast
import inspect
import textwrap
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def docstring_of(thing: type | Callable[..., Any]) -> str | None:
    """Give the docstring of a class or a function, whether Python has kept it or not."""
    if thing.__doc__ is not None:
        return inspect.getdoc(thing)
    definition = ast.parse(textwrap.dedent(inspect.getsource(thing))).body[0]
    return ast.get_docstring(definition) if isinstance(definition, (ast.ClassDef, ast.FunctionDef)) else None


def restore(things: Iterable[type]) -> None:
    """Give classes the docstrings that they have in the source, for libraries that show them."""
    for thing in things:
        if thing.__doc__ is None:
            thing.__doc__ = docstring_of(thing)
