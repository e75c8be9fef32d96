"""MkDocs hook: gives every finished page its Content-Security-Policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.publish.policy import with_policy

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def on_post_page(output: str, *, config: MkDocsConfig, **_: Any) -> str:
    """Take a page as rendered; give it with its policy."""
    return with_policy(output) if config.extra["policy"] else output


def on_post_template(output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Take a page that comes from a template alone, such as 404.html; give it with its policy."""
    is_page = template_name.endswith(".html")
    return with_policy(output_content) if is_page and config.extra["policy"] else output_content
