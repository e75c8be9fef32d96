"""The bytes of a document to text that can be trusted: decoded, mended, without characters that can't be seen."""

from __future__ import annotations

import codecs
import html
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

import ftfy.bad_codecs
import ftfy.badness

MAX_BYTES = 1024 * 1024

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE_ENDS = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\u0085\u2028\u2029]")
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_MOST_CONTROLS = 0.05
"""A file with a larger part of control characters is no text."""


class UnreadableError(Exception):
    """The bytes are no text; the message says why."""


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a document, with line feeds at the line ends, and what was mended in it."""

    content: str
    notes: tuple[str, ...] = ()


def read(content: bytes) -> Text:
    """Decode a document and mend its text.

    Only the encoding is mended: quotes, dashes and spelling stay as they are.

    Raises:
        UnreadableError: the bytes are too many, or no text.
    """
    if len(content) > MAX_BYTES:
        raise UnreadableError(f"It has {len(content) // 1024:,} KB; {MAX_BYTES // 1024:,} KB are allowed.")
    raw, notes = _decode(content)
    lines = _LINE_ENDS.split(raw)
    mended = [_mend(line) for line in lines]
    if garbled := sum(one != two for one, two in zip(lines, mended, strict=True)):
        notes.append(f"mended the encoding of {_count(garbled, 'line')}")
    text, removed = _clean("\n".join(mended))
    if removed:
        names = ", ".join(f"{name} ×{count}" for name, count in sorted(removed.items()))
        notes.append(f"removed characters that can't be seen: {names}")
    if not text.strip():
        raise UnreadableError("It is empty.")
    return Text(text, tuple(notes))


def clean(text: str) -> str:
    """Remove the characters that can't be seen from a text."""
    return _clean(text)[0]


def is_garbled(line: str) -> bool:
    """Tell whether a line still looks as if it had been read with the wrong encoding, as ``kb check`` judges it."""
    return not line.isascii() and bool(ftfy.badness.is_bad(line))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def _decode(content: bytes) -> tuple[str, list[str]]:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding), [] if encoding == "utf-8-sig" else [f"read as {encoding.upper()}"]
            except UnicodeDecodeError:
                content = content.removeprefix(mark) if encoding == "utf-8-sig" else content
    if b"\0" in content or _share_of_controls(content) > _MOST_CONTROLS:
        raise UnreadableError("It is no text file.")
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError:
        lines = [_decode_line(line) for line in content.split(b"\n")]
        foreign = sum(is_foreign for _, is_foreign in lines)
        return "\n".join(line for line, _ in lines), [f"read {_count(foreign, 'line')} as Windows-1252"]


def _decode_line(line: bytes) -> tuple[str, bool]:
    """Decode a line by itself: documents were put together from parts in different encodings."""
    try:
        return line.decode("utf-8"), False
    except UnicodeDecodeError:
        return line.decode("sloppy-windows-1252"), True


def _share_of_controls(content: bytes) -> float:
    controls = sum(content.count(bytes([code])) for code in range(32) if code not in b"\t\n\v\f\r")
    return controls / max(1, len(content))


def _mend(line: str) -> str:
    """Undo wrong decoding, once or several times over, and read HTML entities."""
    fixed = ftfy.fix_encoding(line)
    unescaped = _ENTITY.sub(lambda match: html.unescape(match[0]), fixed)
    return _LINE_ENDS.sub(" ", ftfy.fix_encoding(unescaped) if unescaped != fixed else unescaped)


def _clean(text: str) -> tuple[str, Counter[str]]:
    removed: Counter[str] = Counter()
    kept = []
    for character in text.replace("\u00a0", " "):
        if _is_unseen(character):
            removed[f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()] += 1
        else:
            kept.append(character)
    return "".join(kept), removed


def _is_unseen(character: str) -> bool:
    if character in "\t\n" or " " <= character <= "~":
        return False
    is_no_character = ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
    return is_no_character or unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")
