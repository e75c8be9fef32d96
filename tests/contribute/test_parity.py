"""What the form's scripts make and judge is what the core reads and judges: files, names, texts, links."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from kb.authoring.form import form_facts
from kb.content.characters import text_problems
from kb.content.front_matter import split_front_matter
from kb.content.problems import Level
from kb.content.yamltree import plain, read_yaml
from kb.knowledge.link import link
from kb.rules.check import check
from kb.text.flaws import find_flaws
from kb.text.habits import HABITS
from kb.text.safe_html import render
from kb.text.slugs import slug
from tests.conftest import BASE, ROOT, TODAY, kb
from tests.sites.test_cases import break_content

SCRIPTS = ROOT / "docs" / "assets" / "contribute"
CASES = ROOT / "tests" / "sites" / "cases"
NODE = Path(sys.executable).with_name("node")

HOSTILE = [
    *("no", "No", "yes", "null", "~", "true", "1.10", "12:30", "0x1F", "1_000", ".inf", "2026-03-01", "<<", "=", "on"),
    *(
        "a: b",
        "a:",
        ":a",
        "a #b",
        "#a",
        "- a",
        "-",
        "---",
        "...",
        "? a",
        "! a",
        "& a",
        "* a",
        "@a",
        "`a`",
        "%a",
        "| a",
        "> a",
    ),
    *(
        "'quoted'",
        '"quoted"',
        "it's",
        'say "x"',
        "back\\slash",
        "{a: b}",
        "[a, b]",
        "a, b",
        "{",
        "]",
        "!!str a",
        "&a *a",
    ),
    *(
        "😀 emoji",
        "写真が白黒に見える",
        "ümlaut",
        "e\u0301",
        "\u00a0nbsp\u00a0x",
        "٣",
        "Ωmega: x",
        "𝒳",
        "“quotes”",
        "a – b",
    ),
    *(
        "a\tb",
        "tab\there: x",
        "two  spaces",
        "a\nb",
        "a\n\nb",
        "a\n  indented\nb",
        "a\n---\nb",
        "a\n# b",
        "- a\n- b",
        "a\n\tb",
        "line \nend",
    ),
    "long " * 60 + "end",
    "long: " * 40 + "end",
    "long  double " * 20 + "end",
    "写" * 300,
    "# " + "word " * 40 + "end",
    "- " + "word " * 40 + "--- end",
    "a " * 100 + "\n" + "b " * 100 + "c",
    "x" * 1400,
    "word " * 18 + "\u00a0 " + "word " * 18 + "end",
]
"""Texts that a YAML writer gets wrong. Space around them is gone: the form trims, and so does the schema."""

RAW = [
    "a\r\nb\rc",
    "zero\u200bwidth",
    "bell\u0007",
    "a\u2028b",
    "\ufeffbom",
    "soft\u00adhyphen",
    "a\u0085b",
    "\x7f\x9f del",
]
"""Texts that the form cleans before it writes them."""


def in_node(module: str, expression: str, data: Any) -> Any:
    """Evaluate an expression of ``m`` (a script's exports) and ``d`` (data) in Node."""
    code = (
        f"import * as m from {json.dumps((SCRIPTS / module).as_uri())};"
        "let t = ''; for await (const c of process.stdin) t += c; const d = JSON.parse(t);"
        f"process.stdout.write(JSON.stringify({expression}));"
    )
    result = subprocess.run(
        [str(NODE), "--input-type=module", "--eval", code],
        input=json.dumps(data),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def read_back(text: str) -> tuple[Any, str]:
    parts = split_front_matter(text)
    assert not isinstance(parts, str), parts
    tree, problems = read_yaml(parts[0], "questions/x.md", 1)
    assert problems == []
    assert tree is not None
    return plain(tree), parts[1]


def test_hostile_texts_come_back_to_the_letter() -> None:
    cleaned = in_node("clean.js", "d.map(m.clean)", RAW)
    texts = [*HOSTILE, *cleaned]
    records = [
        {"question": text, "also_asked": [text, "plain"], "models": [{"id": "a", "why": text}]} for text in texts
    ]
    files = in_node("file.js", "d.map((r) => m.questionFile(r, 'Body.'))", records)
    for record, file in zip(records, files, strict=True):
        assert read_back(file) == (record, "\nBody.\n"), file
        assert file.endswith("\n")
        assert "\r" not in file


def test_a_text_that_was_not_cleaned_comes_back_too() -> None:
    """The writer is right by itself; cleaning is for the checks, which refuse what can't be seen."""
    texts = [text for text in RAW if "\r" not in text]
    files = in_node("file.js", "d.map((r) => m.questionFile({ question: r }, 'Body.'))", texts)
    assert [read_back(file)[0]["question"] for file in files] == texts


@pytest.mark.parametrize("body", ["---\n\nx", "a: b", "# x\n\n    code", "{{ x }}", "x\n---\ny", "```\n---\n```"])
def test_a_body_stays_what_it_is(body: str) -> None:
    file = in_node("file.js", "m.questionFile({ question: 'Why?' }, d)", body)
    assert read_back(file) == ({"question": "Why?"}, f"\n{body}\n")


def test_what_the_form_cleans_passes_the_checks_of_characters(content: Path) -> None:
    cleaned = " ".join(in_node("clean.js", "d.map(m.cleanLine)", RAW))
    file = content / "questions" / "how-does-tagging-work.md"
    file.write_text(file.read_text(encoding="utf-8") + f"\n{cleaned}\n", encoding="utf-8")
    assert check(content, TODAY).problems == []


def test_joiners_are_kept_where_the_checks_keep_them() -> None:
    pieces = ["a", "م", "क", "् ", "्", "漢", "👩", "❤\ufe0f", "🔬", "+", "\U0001f3f4\U000e0067", " ", "\U000e0067"]
    texts = [f"x{one}{joiner}{two}x" for one in pieces for two in pieces for joiner in "\u200c\u200d\u200b"]
    kept = in_node("clean.js", "d.map((t) => m.clean(t) === t)", texts)
    assert kept == [not list(text_problems("x.md", text)) for text in texts]
    assert 20 < sum(kept) < len(texts) / 2


def test_names_are_made_as_in_python() -> None:
    texts = [text for text in HOSTILE if len(slug(text)) <= 80 and slug(text) != "section"]
    in_form = "(await m.tableFor('ß'), d.map((t) => m.slugOf(t, 80)))"
    assert in_node("slug.js", in_form, texts) == [slug(text) for text in texts]
    cases = yaml.safe_load((ROOT / "tests/text/ids.yml").read_text(encoding="utf-8"))
    assert in_node("slug.js", in_form, list(cases)) == list(cases.values())


LINKS = [
    *("https://a.b", "http://a.b", "https://a", "https://a.b/c?d=e#f", "https://x@a.b", "https://a.b:80/", "ftp://a.b"),
    *(
        "a.b",
        "//a.b",
        "https:/a.b",
        "https://a.b/c d",
        "javascript:alert(1)",
        "https://写.jp/",
        "HTTPS://a.b",
        "https://?.b",
    ),
]


def test_links_are_judged_as_in_python(content: Path) -> None:
    judged = in_node("rules.js", "d.map(m.isSafeLink)", LINKS)
    file = content / "questions" / "how-does-tagging-work.md"
    text = file.read_text(encoding="utf-8")
    start = text.index("url: ")
    old = text[start : text.index("\n", start)]
    for url, is_safe in zip(LINKS, judged, strict=True):
        file.write_text(text.replace(old, f"url: {json.dumps(url)}", 1), encoding="utf-8")
        found = {problem.rule for problem in check(content, TODAY).problems}
        assert ("link" not in found) is is_safe, url


MARKDOWN = [
    *(
        "Plain *words*.",
        "<b>x</b>",
        "a < b",
        "`<b>`",
        "![x](https://a.b)",
        "[x](http://a.b)",
        "[x](https://a.b)",
        "[x](//a.b)",
    ),
    *(
        "[x](javascript:alert(1))",
        "[x](model:tagger)",
        "- a\n- b",
        "a\n\nb",
        "# One",
        "## Two",
        "##### Five",
        "Setext\n---",
    ),
    *(
        "{: .x }",
        "`{: .x }`",
        "| a | b |\n|:-|-:|\n| 1 | 2 |",
        "[a]: https://a.b\n\n[a]",
        "1. a\n2. b",
        "> quote",
        "<!-- x -->",
    ),
    *(
        "<script>alert(1)</script>",
        "a  \nb",
        "    code",
        "```\nx\n```",
        "<https://a.b>",
        "**[x](task:image-tagging)**",
        "&lt;b&gt; &amp; é",
    ),
]


MARKDOWN += [
    *(
        "~~old~~ and ~old~",
        "See https://example.org/a_b_(c).",
        "x https://localhost http://a.example www.a.example",
        "(https://a.b,x)",
    ),
    *(
        "https://x@a.b",
        "**https://a.b/c**",
        "“https://写.jp/写”",
        "[https://a.b](https://c.d)",
        "HTTPS://A.B/x",
        "xhttps://a.b",
    ),
    *(
        "A[^1] b[^1].\n\n[^1]: Note.",
        "A[^a].\n\n[^a]: One[^b].\n[^b]: Two.\n\n    - more",
        "A[^1].\n\n[^1]:",
        "[^1]: Alone.",
    ),
    *(
        "A[^1].\n\n[^1]: One.\n[^1]: Two.",
        "A[^1].",
        "A^[b].",
        "a\n    [^1]: b\n\nc[^1]",
        "[a[^1]](https://a.b)\n\n[^1]: b",
        "[a](b c/d)",
    ),
    *(
        "> [!NOTE]\n> Text.",
        "> [!warning]\n>\n> - a\n> - b",
        "> [!NOTE]",
        "> [!NOTE] Text.",
        "> [!DANGER]\n> Text.",
        "> > [!TIP]\n> > a\n> b",
    ),
    *(
        "!!! note\n    Text.",
        '??? tip "x"',
        "::: note",
        "[[page]]",
        "==mark==",
        "a == b == c",
        ":smile: :+1:",
        "12:30:45",
        "- [ ] a\n- [x] b",
    ),
    *(
        "$x^2$ and $y$",
        "$5 and $10",
        "$$\nx\n$$",
        "H~2~O x^2^",
        "a<br>b",
        "{++a++}",
        "++ctrl+c++",
        "C++ and C++",
        "a {.b} {#c}",
        "[TOC]",
    ),
    *(
        '=== "Tab"\n\n    a',
        '--8<-- "a.md"',
        "*[HTML]: a",
        "a\n: b",
        "`==a==` `:b:` `[[c]]`",
        "<https://a.b/==c==>",
        "写==写==写",
    ),
    *(
        "[x](../catalog/tasks/x.yml)",
        "[x](other-question.md)",
        "[x](../models/x/)",
        "[x](x.yml)",
        "[x](index.md)",
        "[x](a/b.png)",
        "[](https://a.b)",
    ),
    *(
        "> " * 25 + "deep",
        "\n".join("  " * depth + "- a" for depth in range(12)),
        "| a |\n|---|\n| b | lost |",
        "```x y\nz\n```",
        "``` c++\nz\n```",
    ),
    *(
        "##",
        "## a\n\n## ",
        "1. a\n\n   > [!TIP]\n   > b[^1]\n\n[^1]: c\n\n       code",
        "## https://a.b/x\n\n| https://a.b | [^1] |\n|---|--:|\n\n[^1]: a",
    ),
]


@pytest.mark.parametrize("form", ["inline", "body", "block"])
def test_texts_are_judged_as_in_python(form: str) -> None:
    expression = f"d.map((t) => m.flaws(t, {json.dumps(form)}, () => true).length)"
    judged = in_node("flaws.js", expression, MARKDOWN)
    for text, count in zip(MARKDOWN, judged, strict=True):
        flaws = list(find_flaws(text, inline=form == "inline", headings=form == "body"))
        assert count == len(flaws), (text, flaws)


def test_marks_of_sources_are_judged_as_in_python() -> None:
    texts = [
        "A[^a], b[^b].",
        "A[^a], [^c].",
        "A[^a][^a] and `[^c]` \\[^c].",
        "A[^a].\n\n[^a]: Note.",
        "[x[^a]](https://a.b)",
    ]
    judged = in_node("flaws.js", "d.map((t) => m.flaws(t, 'body', () => true, ['a', 'b']).length)", texts)
    assert judged == [len(list(find_flaws(text, headings=True, sources={"a", "b"}))) for text in texts]
    assert judged == [0, 1, 0, 1, 1]


def test_the_habits_are_those_of_python() -> None:
    listed = in_node("habits.js", "m.HABITS.map(({ name, instead, isInLinks }) => [name, instead, isInLinks])", None)
    assert listed == [[habit.name, habit.instead, habit.in_links] for habit in HABITS]


FAKE_DOCUMENT = """
const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
class Node { children = []; append(...more) { this.children.push(...more); } get inner() { return this.children.map(String).join(""); } }
class Fragment extends Node { toString() { return this.inner; } }
class Made extends Node {
  attributes = ""; constructor(name) { super(); this.name = name; }
  setAttribute(name, value) { this.attributes += ` ${name}="${escape(value)}"`; }
  toString() { return `<${this.name}${this.attributes}>${this.inner}` + (["br", "hr"].includes(this.name) ? "" : `</${this.name}>`); }
}
const textNode = (text) => (typeof text === "string" ? { toString: () => escape(text) } : text);
Node.prototype.append = function (...more) { this.children.push(...more.map(textNode)); };
globalThis.document = { createElement: (name) => new Made(name), createDocumentFragment: () => new Fragment() };
"""


def shape(html: str) -> list[Any]:
    """Give the elements and words of a text in order, without what only one of the two renderings has: ids of headings, space."""
    found: list[Any] = []
    for node in LexborHTMLParser(f"<body>{html}").css("body *, body"):
        attributes = {
            name: value
            for name, value in node.attributes.items()
            if not (name == "id" and node.tag in ("h2", "h3", "h4"))
        }
        names = {name: re.sub(r"(fn(?:ref)?_)[0-9a-f]{8}_", r"\1", value or "") for name, value in attributes.items()}
        found.append((node.tag, names, "".join(node.text().split())))
    return found


def test_the_preview_shows_what_the_page_shows() -> None:
    """Without texts that have flaws, which are never published."""
    sound = [text for text in MARKDOWN if not list(find_flaws(text, headings=True))]
    assert len(sound) > 30
    expression = f"(() => {{ {FAKE_DOCUMENT} return d.map((t) => String(m.nodes(t, (kind, id) => `../../${{kind}}s/${{id}}/`))); }})()"
    for text, html in zip(sound, in_node("prose.js", expression, sound), strict=True):
        assert shape(html) == shape(str(render(text, lambda kind, record_id: f"../../{kind}s/{record_id}/"))), text


def test_the_preview_shows_marks_of_sources_as_the_page_does() -> None:
    text = "One[^a], **two[^b]**, again[^a], and a note[^1].\n\n[^1]: It rests on something[^a]."
    titles = {"a": (1, 'The "first"'), "b": (2, "<Second>")}
    sources = [{"id": name, "title": title} for name, (_, title) in titles.items()]
    resolve = "(kind, id) => `../../${kind}s/${id}/`"
    [shown] = in_node(
        "prose.js",
        f"(() => {{ {FAKE_DOCUMENT} return [String(m.nodes(d[0], {resolve}, 0, d[1]))]; }})()",
        [text, sources],
    )
    page = str(render(text, lambda kind, record_id: f"../../{kind}s/{record_id}/", sources=titles))
    assert shape(shown) == shape(page)
    assert page.count('href="#source-a"') == 3


def judged_in_browser(root: Path, names: list[str]) -> list[list[dict[str, Any]]]:
    """Let the form's own check judge question files of a content folder."""
    facts = json.loads(form_facts(link(check(BASE if root != ROOT else ROOT, TODAY).records)))
    schema = json.loads((ROOT / "docs" / "schemas" / "question.schema.json").read_text(encoding="utf-8"))
    questions = []
    for name in names:
        record, body = read_back((root / "questions" / name).read_text(encoding="utf-8"))
        questions.append({"record": record, "body": body.strip()})
    fields = json.dumps((SCRIPTS / "schema.js").as_uri())
    expression = (
        f"await (async () => {{ const f = (await import({fields})).fieldsOf(d.schema);"
        "const check = m.makeCheck(d.schema, f, d.facts); return d.questions.map((q) => check(q.record, q.body)); })()"
    )
    return list(in_node("check.js", expression, {"schema": schema, "facts": facts, "questions": questions}))


def test_every_question_of_this_project_is_right_in_the_browser_too() -> None:
    names = sorted(file.name for file in (ROOT / "questions").glob("*.md"))
    for name, problems in zip(names, judged_in_browser(ROOT, names), strict=True):
        assert problems == [], name


BROWSER_CASES = [
    *(
        "attribute-list",
        "http-link",
        "image-in-prose",
        "javascript-link",
        "model-role",
        "no-body",
        "origin-without-name",
        "path-in-an-id",
    ),
    *(
        "script-in-a-title",
        "script-in-prose",
        "source-marks",
        "too-many",
        "unknown-key-nested",
        "unknown-link",
        "unknown-reference",
    ),
    *("dates", "traces-in-an-address", "said-twice", "fields-in-the-text", "one-word"),
    *("unknown-variant", "workflow-input", "workflow-model", "workflow-output", "workflow-task"),
]
"""Cases of tests/sites/ that a browser can tell."""


@pytest.mark.parametrize("name", BROWSER_CASES)
def test_what_the_core_refuses_the_form_refuses(name: str, content: Path) -> None:
    case = yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8"))
    break_content(content, case)
    expected = {problem.field for problem in check(content, TODAY).problems if problem.level is Level.ERROR}
    [problems] = judged_in_browser(content, [Path(case["file"]).name])
    assert {str(problem["path"][0]) for problem in problems} == {re.split(r"[.\[]", field)[0] for field in expected}


def test_the_facts_name_what_the_form_offers(content: Path) -> None:
    (content / "questions" / "a-draft.md").write_text("---\ndraft: true\nquestion: Why?\n---\n", encoding="utf-8")
    facts = json.loads(form_facts(link(check(content, TODAY).records)))
    assert facts["model"]["tagger"]["name"] == "Tagger"
    assert set(facts["modality"]) == set(facts["icons"])
    assert {"how-does-tagging-work", "a-draft"} <= set(facts["takenIds"])
    assert {"con", "index"} <= set(facts["reservedIds"])


def test_the_schemas_say_which_fields_refer_and_which_take_markdown() -> None:
    assert kb("schemas", "--check").returncode == 0
    schema = json.loads((ROOT / "docs" / "schemas" / "question.schema.json").read_text(encoding="utf-8"))
    assert schema["properties"]["tasks"]["items"]["x-refers"] == "task"
    assert schema["$defs"]["ModelUse"]["properties"]["why"]["x-prose"] == "inline"
