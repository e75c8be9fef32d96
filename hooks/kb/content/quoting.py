"""Values as they are to be written so that YAML takes them whole, for tips."""

from __future__ import annotations

LONGEST_SHOWN = 80


def quoted(text: str) -> str:
    """Put a text in quotes in which every character means itself."""
    return f"""'{text.replace("'", "''")}'""" if '"' in text or "\\" in text else f'"{text}"'


def shown(text: str, length: int = LONGEST_SHOWN) -> str:
    """Cut a text to be quoted in a message, which is one line."""
    text = " ".join(text.split())
    return text if len(text) <= length else f"{text[: length - 1]}…"
