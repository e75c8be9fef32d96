"""MkDocs hook: gives every finished page its Content-Security-Policy."""

from typing import Any

from kb.policy import with_policy


def on_post_page(output: str, **_: Any) -> str:
    """Take a page as rendered; give it with its policy."""
    return with_policy(output)


def on_post_template(output_content: str, *, template_name: str, **_: Any) -> str:
    """Take a page that comes from a template alone, such as 404.html; give it with its policy."""
    return with_policy(output_content) if template_name.endswith(".html") else output_content
