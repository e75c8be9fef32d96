"""MkDocs hook: takes pages that are HTML already past the Markdown parser, and gives every page its Content-Security-Policy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kb.publish.policy import with_policy

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

_ANCHOR = re.compile(r' id="([^"]+)"')


def on_page_markdown(markdown: str, *, page: Page, **_: Any) -> str:
    """Lay the HTML of a generated page aside; what is left to parse is nothing."""
    if not page.meta.get("kb"):
        return markdown
    page.meta["html"] = markdown.strip()
    return ""


def on_page_content(html: str, *, page: Page, **_: Any) -> str:
    """Give a generated page its HTML back, and tell MkDocs which anchors links from hand-written pages may lead to."""
    if not page.meta.get("kb"):
        return html
    finished: str = page.meta.pop("html")
    page.present_anchor_ids = set(_ANCHOR.findall(finished))
    return finished


def on_post_page(output: str, *, config: MkDocsConfig, **_: Any) -> str:
    """Take a page as rendered; give it with its policy."""
    return with_policy(output) if config.extra["policy"] else output


def on_post_template(output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Take a page that comes from a template alone, such as 404.html; give it with its policy."""
    is_page = template_name.endswith(".html")
    return with_policy(output_content) if is_page and config.extra["policy"] else output_content
