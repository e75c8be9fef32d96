"""A strict Content-Security-Policy for each page, as a meta tag.

Scripts and styles come from the site alone, and what is not named (workers, frames, plugins) from nowhere. The one inline script of the frame is
allowed by its hash: https://www.w3.org/TR/CSP3/#match-element-to-source-list.
"""

from __future__ import annotations

import base64
import hashlib

from selectolax.lexbor import LexborHTMLParser

_ANCHOR = '<meta charset="utf-8">'
_DATA_TYPES = {"application/json", "application/ld+json"}


class PolicyError(ValueError):
    """A page that can't be given a policy."""


def with_policy(page: str) -> str:
    """Put the policy into a page's head, before anything that it governs.

    Args:
        page: a whole HTML document.

    Raises:
        PolicyError: where the head does not begin as expected.
    """
    if page.count(_ANCHOR) != 1:
        message = f"a page must hold {_ANCHOR} exactly once"
        raise PolicyError(message)
    return page.replace(_ANCHOR, f'{_ANCHOR}<meta http-equiv="Content-Security-Policy" content="{_policy(page)}">')


def _policy(page: str) -> str:
    hashes = " ".join(f"'sha256-{digest}'" for digest in dict.fromkeys(_inline_script_digests(page)))
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {hashes}".strip(),
            "style-src 'self'",
            "img-src 'self' data:",
            "media-src 'self'",
            "font-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
        )
    )


def _inline_script_digests(page: str) -> list[str]:
    scripts = LexborHTMLParser(page).css("script:not([src])")
    return [
        base64.b64encode(hashlib.sha256(script.text().encode()).digest()).decode()
        for script in scripts
        if script.attributes.get("type") not in _DATA_TYPES
    ]
