"""What in a page could run, load or send something, as a browser's parser sees it; and what hostile people write, in ``vectors.txt``.

The vectors are our own, written after the kinds that are known: elements, handlers, ways out of attributes and of texts, addresses, Markdown, templates, encodings.
Whatever one of them runs calls ``xss()`` or turns to evil.example.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

VECTORS = [
    line for line in (Path(__file__).parent / "vectors.txt").read_text(encoding="utf-8").split("\n") if line.strip()
]
ACTIVE = (
    *(
        "script",
        "iframe",
        "frame",
        "frameset",
        "object",
        "embed",
        "applet",
        "form",
        "input",
        "button",
        "textarea",
        "select",
    ),
    *(
        "base",
        "meta",
        "link",
        "style",
        "audio",
        "video",
        "source",
        "animate",
        "set",
        "foreignobject",
        "portal",
        "template",
    ),
)
"""Elements that texts never have. Templates of pages have some of them, always the same."""
ADDRESSES = (
    "href",
    "src",
    "action",
    "formaction",
    "data",
    "poster",
    "xlink:href",
    "srcset",
    "background",
    "ping",
    "srcdoc",
)
ALLOWED = ("https://", "./", "../", "#")
"""How addresses in texts begin."""


def active_parts(html: str) -> Counter[str]:
    """Give what could run, load or send something, each with its number."""
    found: Counter[str] = Counter()
    for node in LexborHTMLParser(html).css("*"):
        if node.tag in ACTIVE:
            found[f"<{node.tag}>"] += 1
        for name, value in node.attributes.items():
            if name.startswith("on") or name in ("style", "srcdoc", "formaction"):
                found[name] += 1
            if name in ADDRESSES and not is_harmless(value or ""):
                found[f"{name}={value}"] += 1
    return found


def is_harmless(address: str) -> bool:
    """Tell whether an address, read as browsers do, leads into the site or to a page of the web."""
    plain = "".join(character for character in address if character not in "\t\n\r").strip("".join(map(chr, range(33))))
    scheme = plain.partition(":")[0]
    has_scheme = ":" in plain and all(letter.isalnum() or letter in "+-." for letter in scheme) and scheme[:1].isalpha()
    return plain.lower().startswith("https://") if has_scheme else not plain.replace("\\", "/").startswith("//")
