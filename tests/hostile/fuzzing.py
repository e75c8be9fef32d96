"""What hostile people may send: bytes, texts, names and records that nobody thought of, always the same ones in `make test`, more and others in `make fuzz`."""

from __future__ import annotations

import io
import os
from functools import cache
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.ExifTags import Base

from tests.conftest import BASE
from tests.hostile.active_parts import VECTORS

if TYPE_CHECKING:
    from collections.abc import Callable

ORIENTATION, MAKER = Base.Orientation, Base.Make
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


@cache
def whole_media() -> dict[str, bytes]:
    """Give a small file of each kind, by ending."""
    made = {
        ".svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4"/></svg>',
        ".csv": b"a,b\n1,2\n",
        ".txt": b"words\n",
        ".mp3": b"ID3" + bytes(40),
        ".mp4": b"\0\0\0 ftypisom" + bytes(40),
    }
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = 6, "a camera"
    for ending, form in {".png": "PNG", ".jpg": "JPEG", ".webp": "WEBP"}.items():
        stream = io.BytesIO()
        Image.linear_gradient("L").resize((24, 16)).save(stream, form, exif=exif)
        made[ending] = stream.getvalue()
    return made


@st.composite
def media_files(draw: Callable[[st.SearchStrategy[Any]], Any]) -> tuple[str, bytes]:
    """Draw an ending, and bytes: any, or a file of that kind in which some were changed."""
    ending = draw(st.sampled_from(sorted(whole_media())))
    if draw(st.integers(0, 3)) == 0:
        return ending, draw(contents)
    content = bytearray(whole_media()[ending])
    for _ in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(content)))
        content[start : start + draw(st.integers(0, 4))] = draw(st.binary(max_size=6))
    return ending, bytes(content)


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
