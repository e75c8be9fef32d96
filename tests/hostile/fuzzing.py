"""What hostile people may send: bytes, texts, names and records that nobody thought of, always the same ones in `make test`, more and others in `make fuzz`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from tests.conftest import BASE
from tests.hostile.active_parts import VECTORS

if TYPE_CHECKING:
    from collections.abc import Callable

DEEPER = int(os.environ.get("FUZZ", "0"))
"""How many times more examples than in `make test`; 0 there."""
OF_YAML = (
    *(
        "---\n",
        "...\n",
        "- ",
        "? ",
        ": ",
        "{",
        "}",
        "[",
        "]",
        "&a ",
        "*a",
        "!!python/object/apply:os.system ",
        "!tag ",
        "|\n",
        ">-\n",
        "# ",
        "'",
    ),
    *(
        '"',
        "\\",
        "\\u0000",
        "<<: *a\n",
        "%YAML 1.1\n",
        "\t",
        "@",
        "`",
        "null",
        "~",
        "yes",
        "1e999",
        "0o7",
        ".nan",
        "2026-13-45",
        "  ",
        "\n",
    ),
)
OF_FIELDS = (
    "name: ",
    "title: ",
    "question: ",
    "tasks: ",
    "models:\n  - id: ",
    "published: ",
    "paper: ",
    "code:\n  url: ",
    "draft: true\n",
)
OF_MARKDOWN = (
    "## ",
    "> ",
    "[^1]",
    "[^1]: ",
    "[x](",
    ")",
    "](task:image-tagging)",
    "```\n",
    "| a | b |\n|---|---|\n",
    "> [!NOTE]\n",
    "![x](",
    "**",
)
OF_ADDRESSES = (
    "https://",
    "http://",
    "//",
    "arxiv.org/abs/",
    "2306.03514",
    "doi.org/10.1/",
    "github.com/",
    "huggingface.co/",
    "%",
    "%00",
    "@",
    ":99999",
    "[::1]",
    "..",
    "?",
    "#",
    "xn--",
)
CONTENTS = [file.read_text(encoding="utf-8") for file in sorted(BASE.rglob("*")) if file.is_file()]

pieces = st.one_of(
    st.sampled_from([*OF_YAML, *OF_FIELDS, *OF_MARKDOWN, *OF_ADDRESSES, *VECTORS]),
    st.text(max_size=4),
    st.sampled_from(
        ["\0", "\u202e", "\ufeff", "\u200d", "\ud7ff", "\U000e0067", "İ", "ß", "ﷺ", "\r", "\u2028", "\x85"]
    ),
)
texts = st.lists(pieces, max_size=25).map("".join)


@st.composite
def mutated(draw: Callable[[st.SearchStrategy[Any]], Any]) -> str:
    """Draw a file of the small project in which something was put or taken away."""
    text = draw(st.sampled_from(CONTENTS))
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 60)))
    return str(text[:start] + "".join(draw(st.lists(pieces, max_size=4))) + text[end:])


contents = st.one_of(
    st.binary(max_size=200), *(some.map(lambda text: text.encode(errors="replace")) for some in (texts, mutated()))
)


def fuzzed(examples: int) -> Callable[[Any], Any]:
    """Run a test with so many examples: the same each time, unless one fuzzes deeper."""
    return settings(
        max_examples=examples * max(1, DEEPER),
        derandomize=not DEEPER,
        database=None,
        deadline=5000,
        phases=(Phase.explicit, Phase.generate) if not DEEPER else tuple(Phase),
        suppress_health_check=list(HealthCheck),
    )
