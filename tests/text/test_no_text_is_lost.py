"""What goes in comes out: every word of a text that passes the checks stands on its page, and nothing is dropped in silence."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from kb.text.document import plain_text
from kb.text.flaws import find_flaws
from kb.text.losses import find_losses
from kb.text.safe_html import render, render_inline

WORD = re.compile(r"word\d+")
MARKUP = [
    *("> ", "- ", "* ", "+ ", "1. ", "23) ", "## ", "### ", "#### ", "---\n", "===\n", "***\n", "    ", "  ", "\t"),
    *(
        "| ",
        " |",
        "|---|---|\n",
        "|---|\n",
        "| a | b |\n|---|---|\n",
        "\\",
        "\\|",
        "*",
        "**",
        "_",
        "__",
        "~~",
        "`",
        "``",
    ),
    *("```\n", "```", "~~~\n", "[", "]", "(", ")", "](https://a.example)", "](task:x)", "](task:x 'title')", "<", ">"),
    *(
        "<https://a.example>",
        "https://a.example/",
        "https://",
        "http",
        ":",
        "&amp;",
        "&lt;",
        "&",
        "  \n",
        "\\\n",
        "!",
        ".",
    ),
    *("[^1]", "[^2]", "[^1]: ", "[^2]: ", "[^", "> [!NOTE]\n", "> [!tip]\n> ", "[!WARNING]", "> > ", "- - ", "{", "}"),
]
texts = st.lists(
    st.one_of(
        st.sampled_from(["WORD", " WORD ", "WORD\n", "\n", "\n\n"]), st.sampled_from(MARKUP), st.text(max_size=2)
    ),
    max_size=40,
).map("".join)


def url(kind: str, record_id: str) -> str:
    return f"../../{kind}s/{record_id}/"


def numbered(text: str) -> str:
    """Make every word one of its kind."""
    count = iter(range(len(text)))
    return re.sub("WORD", lambda _: f"word{next(count)} ", text)


def words_shown(html: str) -> Counter[str]:
    """Give the words of a page, those that a link shows when it is pointed at included."""
    tree = LexborHTMLParser(html)
    shown = Counter(WORD.findall(tree.text()))
    for node in tree.css("[href], [title]"):
        shown.update(WORD.findall(" ".join(filter(None, (node.attributes.get("href"), node.attributes.get("title"))))))
    return shown


def markup_words(text: str) -> set[str]:
    """Give the words that are no text: the languages of code, and the names of footnotes."""
    languages = re.findall(r"^[ \t>*+\-\d.)]*(?:```+|~~~+)[ \t]*([\w+#.-]*)", text, re.MULTILINE)
    names = re.findall(r"\[\^([^\s\]]+)\]", text)
    return set(WORD.findall(" ".join([*languages, *names])))


@settings(max_examples=600, derandomize=True, deadline=None, database=None)
@given(texts)
def test_words_come_out_as_they_went_in(typed: str) -> None:
    text = numbered(typed)
    shown = words_shown(str(render(text, url)))
    lost = set(WORD.findall(text)) - set(shown) - markup_words(text)
    if not list(find_flaws(text, headings=True)):
        assert not lost
        assert set(WORD.findall(plain_text(text))) <= set(shown)
    elif any(WORD.search(loss.words) for loss in find_losses(text)):
        assert lost, "a loss that is none"


@settings(max_examples=200, derandomize=True, deadline=None, database=None)
@given(texts)
def test_words_of_a_sentence_come_out_as_they_went_in(typed: str) -> None:
    text = numbered(typed).strip()
    if text and not list(find_flaws(text, inline=True)):
        assert set(WORD.findall(text)) <= set(words_shown(str(render_inline(text, url))))


NESTED = [
    ("\n".join("  " * depth + "- WORD" for depth in range(12)), 9),
    ("> " * 25 + "WORD", 0),
    ("> - " * 12 + "WORD", 0),
    ("WORD\n\n" + "1. " * 11 + "WORD\n\nWORD", 2),
    ("A[^1]\n\n[^1]: " + "> " * 20 + "WORD", 2),
]


@pytest.mark.parametrize(("typed", "line"), NESTED)
def test_what_is_nested_too_deeply_is_told_where_it_stands(typed: str, line: int) -> None:
    [flaw] = find_flaws(numbered(typed))
    assert (flaw.rule, flaw.line) == ("not-shown", line)
    assert re.fullmatch(r"“word\d+” would not be shown: Lists and quotations are nested too deeply\.", flaw.message)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (
            "| a | b |\n|---|---|\n| 1 | 2 | three |",
            2,
            "“three” would not be shown: The row has more cells than the table's head.",
        ),
        (
            "```python and more\ncode\n```",
            0,
            "“and more” would not be shown: Behind ``` stands the name of a language alone.",
        ),
        ("Text.\n\n[^1]: A note.", 2, "Nothing leads to the footnote [^1]."),
        ("Text[^1].\n\n[^1]: One.\n[^1]: Two.", 3, "There is another footnote [^1] above."),
        ("Text[^1].\n\n[^1]:", 2, "The footnote [^1] has no words."),
        ("Text.\nMore[^a].", 1, "There is no such footnote: “[^a]” would be shown as typed."),
        ("[a[^1]](https://a.example)\n\n[^1]: Note.", 0, "This is not read as a link: “](…)” would be shown as typed."),
        ("> [!NOTE]", 0, "This callout has no words."),
        ("a\n\n##", 2, "This heading has no words."),
        ("[](https://a.example)", 0, "This link has no words, so nobody can see it."),
        ("a\n[ ](task:x)", 1, "This link has no words, so nobody can see it."),
    ],
)
def test_what_would_vanish_is_told(text: str, line: int, message: str) -> None:
    [flaw] = find_flaws(text, headings=True)
    assert (flaw.line, flaw.message) == (line, message)
    assert flaw.tip


KEPT = [
    *("WORD", "- WORD\n\n      WORD\n\n  WORD", "> WORD\nWORD\n> WORD", "WORD\n---\n\nWORD\n***\nWORD"),
    *("| WORD | WORD |\n|---|---|\n| WORD\n| WORD | WORD |\nWORD", "a \\| WORD | b\n---|---\nWORD \\| WORD | WORD"),
    *(
        "```\nWORD\n```\nWORD\n~~~ python\n```WORD\n~~~",
        "```\nWORD",
        "    WORD\n\tWORD",
        "1. WORD\n   1. WORD\n2. WORD",
    ),
    *(
        "[^1]: WORD\n\n    WORD\n\nWORD[^1] WORD[^1]",
        "WORD[^a]\n\n[^a]: WORD[^b]\n[^b]: WORD[^a]",
        "- WORD[^1]\n\n  [^1]: WORD",
    ),
    *("WORD[^1][^2]\n\n[^1]: WORD\n\n    > [^2]: WORD\n\n    WORD\n", "WORD[^1]\n[^1]: - WORD\n    - WORD\n\nWORD"),
    *(
        "> [!NOTE]\n> WORD\n>\n> - WORD\nWORD",
        "> [!tip] \n> > [!CAUTION]\n> > WORD\n>\n> WORD",
        "- > [!WARNING]\n  > WORD",
    ),
    *("> [!NOTE]\n> | WORD | b |\n> |---|---|\n> | WORD | WORD |", "> [!NOTE]\n> ```\n> WORD\n> ```"),
    *(
        "~~WORD *WORD~~ WORD*",
        "**WORD https://a.example/x** WORD",
        "(see https://a.example/x(y)) WORD",
        "https://a.example,WORD",
    ),
    *(
        "WORD  \nWORD\\\nWORD",
        "[WORD `WORD`](https://a.example 'title')",
        "<https://a.example/>WORD",
        "`` WORD`WORD ``",
    ),
    *(
        "## WORD [^1]\n\n[^1]: ## WORD",
        "WORD &WORD; &#65; &#0; \u00a0WORD\u3000WORD",
        "*WORD**WORD***WORD",
        "a\u2028WORD\x0bWORD\x0cWORD",
    ),
    *(
        "\u0130WORD \u1e9e WORD",
        "e\u0301WORD",
        "\ufdfa WORD",
        "- \n  WORD\n-\n\n  WORD",
        "1986. WORD\n\n1) WORD",
        "#WORD #\n\n## WORD ##",
    ),
]


@pytest.mark.parametrize("typed", KEPT)
def test_nasty_texts_are_kept_whole(typed: str) -> None:
    text = numbered(typed)
    assert list(find_flaws(text, headings=True)) == []
    assert Counter(WORD.findall(LexborHTMLParser(str(render(text, url))).text())) == Counter(WORD.findall(text))
    assert [word for word in WORD.findall(plain_text(text)) if word not in text] == []
