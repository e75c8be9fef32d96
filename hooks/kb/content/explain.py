"""What the schema says against a value, in words for contributors who never saw YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.content.library_words import in_our_words
from kb.content.problems import Problem, did_you_mean, told_of_many
from kb.content.quoting import quoted, shown
from kb.content.schema import record_in
from kb.content.yamltree import Sequence, find, path_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from kb.content.schema import Record
    from kb.content.yamltree import Node, Path


def explain(error: ValidationError, schema: type[Record], tree: Node, file: str, at: Path) -> Iterator[Problem]:
    """Tell the errors of a record that the schema refuses, each at its place.

    Args:
        error: what the schema says.
        schema: the record's type.
        tree: the record as it stands in its file.
        file: the name to put into problems.
        at: the record's place in its file's list.
    """

    def tell(details: ErrorDetails) -> Problem:
        path = tuple(details["loc"])
        node = find(tree, path, key=_is_unknown_key(details))
        rule, message, tip = _words(details, path, schema)
        # They quote what was typed, which may have several lines.
        message, tip = (" ".join(words.splitlines()) for words in (message, tip))
        return Problem(file, node.line, node.column, rule, message, tip, path_text((*at, *path)))

    errors = [details for details in error.errors(include_url=False) if not _is_echo(details, tree)]
    yield from (tell(details) for details in errors if not _is_unknown_key(details))
    # What was meant instead takes long to find.
    yield from told_of_many(filter(_is_unknown_key, errors), tell)


def _is_unknown_key(details: ErrorDetails) -> bool:
    return details["type"] == "extra_forbidden"


def wrong_shape(file: str, node: Node, expected: str) -> Problem:
    """Tell that a file, or an entry of its list, holds something else than it must."""
    message = f"The file must hold {expected}."
    return Problem(file, node.line, node.column, "wrong-type", message, "Compare it with another record.")


def _is_echo(details: ErrorDetails, tree: Node) -> bool:
    """Tell whether a list is called too short only because an entry of it is wrong, which is told anyway."""
    if details["type"] != "too_short":
        return False
    node = find(tree, tuple(details["loc"]))
    return isinstance(node, Sequence) and len(node.items) >= details.get("ctx", {})["min_length"]


def _words(details: ErrorDetails, path: Path, schema: type[Record]) -> tuple[str, str, str]:
    name, context = str(path[-1]) if path else "", details.get("ctx", {})
    match details["type"]:
        case "missing":
            description = _description(schema, path)
            return "missing-field", f"The field “{name}” is missing.", f"Add “{name}:”. {description}".strip()
        case "extra_forbidden":
            fields = _fields_at(schema, path[:-1])
            tip = did_you_mean(name, fields) or f"The fields here are: {', '.join(fields)}."
            return "unknown-key", f"“{name[:60]}” is not a field here.", tip
        case "too_short":
            least, has = context["min_length"], context["actual_length"]
            return (
                "too-few",
                f"{has} given; at least {least} needed.",
                "Add more entries, each on a line with “- ”.",
            )
        case "too_long":
            most = context["max_length"]
            return (
                "too-many",
                f"More than {most} given; nobody reads so many.",
                f"Keep the {most} that say most, or fewer.",
            )
        case "string_too_long":
            return "too-long", f"This text is longer than {context['max_length']} characters.", "Shorten it."
        case "string_pattern_mismatch" if "/" in str(context["pattern"]):
            return (
                "wrong-value",
                f"“{str(details['input'])[:60]}” is not owner/name.",
                "Write it as on Hugging Face: owner/name.",
            )
        case "string_pattern_mismatch":
            tip = "Ids are lower-case letters, digits and single hyphens."
            return "bad-id", f"“{str(details['input'])[:60]}” can't be an id.", tip
        case "string_type" if isinstance(details["input"], dict):
            return "wrong-type", "This must be a text, not fields.", _text_with_a_colon(details["input"])
        case custom if "tip" in context:
            return custom, details["msg"], str(context["tip"])
        case of_library:
            return in_our_words(of_library, context, details["input"])


def _text_with_a_colon(given: dict[str, Any]) -> str:
    """Show a text with “: ” in it, which YAML takes for a field and its value, as it was meant."""
    pair = next(iter(given.items()), None)
    if len(given) != 1 or pair is None or not isinstance(pair[1], str):
        return "Write the value on the same line, after the colon and a space."
    return f"A text with a colon in it stands in quotes: {shown(quoted(': '.join(pair).strip()), 160)}"


def _record_at(schema: type[Record], path: Path) -> type[Record] | None:
    """Give the record type that a path leads to."""
    current: type[Record] | None = schema
    for step in path:
        if isinstance(step, int) or current is None:
            continue
        field = current.model_fields.get(step)
        current = record_in(field.annotation) if field else None
    return current


def _fields_at(schema: type[Record], path: Path) -> list[str]:
    record = _record_at(schema, path)
    return list(record.model_fields) if record else []


def _description(schema: type[Record], path: Path) -> str:
    record = _record_at(schema, path[:-1])
    field = record.model_fields.get(str(path[-1])) if record else None
    return (field.description or "") if field else ""
