"""Citations of works: as BibTeX, RIS and CSL-JSON, each read back from the page by a reader that takes nothing but the format."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from selectolax.lexbor import LexborHTMLParser

from kb.knowledge.link import link
from kb.pages.render import page_of
from kb.rules.check import check
from kb.views.cite import cite_view
from kb.views.model import model_view
from tests.conftest import ROOT, TODAY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TAGGER = "catalog/models/tagger.yml"
PLAIN_SIGNS = {"textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^"}
RIS_TYPES = {"JOUR", "CPAPER", "COMP", "DATA", "GEN"}


@cache
def csl_schema() -> Mapping[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / "tests/schemas/csl-data.json").read_text(encoding="utf-8"))
    return found


def cited(content: Path, model: str, **changes: str) -> tuple[dict[str, Any], dict[str, list[str]], dict[str, Any]]:
    """Give a work's citation in three formats, read from its page, after fields of the tagger were written anew."""
    file = content / TAGGER
    text = file.read_text(encoding="utf-8")
    for field, value in changes.items():
        line = f"{field}: {value}"
        text = re.sub(rf"^{field}: .*$", line.replace("\\", r"\\"), text, flags=re.MULTILINE)
        text = text if line in text else text.replace("summary:", f"{line}\nsummary:", 1)
    file.write_text(text, encoding="utf-8")
    checked = check(content, TODAY)
    assert checked.is_publishable, checked.problems
    knowledge = link(checked.records)
    entry = knowledge.models[model]
    shown = blocks_of(page_of(model_view(knowledge, entry)).content)
    made = cite_view(entry)
    assert made is not None
    assert shown["RIS"] == made.ris.replace("\r\n", "\n")
    return read_bibtex(shown["BibTeX"]), read_ris(made.ris), read_csl(shown["CSL-JSON"])


def blocks_of(html: str) -> dict[str, str]:
    """Give the texts to cite by that a page shows, by the name of their format."""
    details = LexborHTMLParser(html).css(".kb-cite details")
    found = {one.css("summary")[0].text(): one.css("pre")[0].text(deep=True) for one in details}
    assert list(found) in ([], ["BibTeX", "RIS", "CSL-JSON"])
    return found


def read_bibtex(text: str) -> dict[str, Any]:
    head, *lines, end = text.split("\n")
    opening = re.fullmatch(r"@(article|inproceedings|misc|software)\{([a-z0-9-]+),", head)
    assert opening, head
    assert end == "}"
    fields: dict[str, Any] = {"type": opening[1], "key": opening[2]}
    for position, line in enumerate(lines):
        match = re.fullmatch(r"  (\w+) = (\{.*\}|[a-z]{3})(,?)", line)
        assert match, line
        assert bool(match[3]) is (position < len(lines) - 1), line
        name, value = match[1], match[2]
        assert name not in fields
        if name in ("url", "doi", "eprint"):
            assert not re.search(r"[{}\\]", value[1:-1]), value
            fields[name] = value[1:-1]
        elif name == "author":
            fields[name] = [plain_latex(one) for one in names_apart(value[1:-1])]
        else:
            fields[name] = plain_latex(value)
    return fields


def names_apart(text: str) -> list[str]:
    """Part a list of authors as BibTeX does: at each “and” that stands in no braces."""
    names, depth, begin = [], 0, 0
    for place, sign in enumerate(text):
        is_plain = place == 0 or text[place - 1] != "\\"
        depth += (sign == "{") - (sign == "}") if is_plain else 0
        if depth == 0 and text.startswith(" and ", place):
            names.append(text[begin:place])
            begin = place + len(" and ")
    return [*names, text[begin:]]


def plain_latex(text: str) -> str:
    """Read LaTeX that knows nothing but braces and the ways to write signs; any other sign that means something is an error."""
    plain, rest, depth = "", text, 0
    while rest:
        if match := re.match(r"\\([&%$#_{}])|\\(text\w+)\{\}", rest):
            plain, rest = plain + (match[1] or PLAIN_SIGNS[match[2]]), rest[match.end() :]
            continue
        assert rest[0] not in "&%$#_~^\\", text
        depth += (rest[0] == "{") - (rest[0] == "}")
        assert depth >= 0, text
        plain, rest = plain + rest[0].strip("{}"), rest[1:]
    assert depth == 0, text
    return plain


def read_ris(text: str) -> dict[str, list[str]]:
    assert text.endswith("\r\n")
    lines = text[:-2].split("\r\n")
    fields: dict[str, list[str]] = {}
    for line in lines:
        match = re.fullmatch(r"([A-Z][A-Z0-9])  - ([^\r\n]*)", line)
        assert match, line
        fields.setdefault(match[1], []).append(match[2])
    assert lines[0].startswith("TY  - ")
    assert lines[-1] == "ER  - "
    assert fields["TY"][0] in RIS_TYPES
    assert all(len(values) == 1 for tag, values in fields.items() if tag != "AU")
    return fields


def read_csl(text: str) -> dict[str, Any]:
    items = json.loads(text)
    jsonschema.validate(items, csl_schema(), jsonschema.Draft7Validator)
    (item,) = items
    assert isinstance(item, dict)
    return item


def test_a_preprint(content: Path) -> None:
    bibtex, ris, csl = cited(content, "tagger", authors="[Ada B. Example, Laurens van der Test]")
    assert bibtex == {
        "type": "article",
        "key": "tagger",
        "title": "Tagging Anything: A Model",
        "author": ["Example, Ada B.", "van der Test, Laurens"],
        "journal": "arXiv preprint arXiv:2306.03514",
        "year": "2023",
        "month": "jun",
        "eprint": "2306.03514",
        "archivePrefix": "arXiv",
        "url": "https://arxiv.org/abs/2306.03514",
    }
    assert ris == {
        "TY": ["JOUR"],
        "ID": ["tagger"],
        "TI": ["Tagging Anything: A Model"],
        "AU": ["Example, Ada B.", "van der Test, Laurens"],
        "T2": ["arXiv preprint arXiv:2306.03514"],
        "PY": ["2023"],
        "DA": ["2023/06//"],
        "UR": ["https://arxiv.org/abs/2306.03514"],
        "ER": [""],
    }
    assert csl == {
        "id": "tagger",
        "type": "article",
        "title": "Tagging Anything: A Model",
        "author": [{"family": "Example", "given": "Ada B."}, {"family": "van der Test", "given": "Laurens"}],
        "issued": {"date-parts": [[2023, 6]]},
        "publisher": "arXiv",
        "number": "arXiv:2306.03514",
        "URL": "https://arxiv.org/abs/2306.03514",
    }


@pytest.mark.parametrize(
    "title",
    [
        r"{A_1} & 100% of $x^2$ ~ #1 \alpha \& }{",
        "Tom & “Jerry” say 3 < 5 > 4, é, ß and 李",
        "@article{x, title = {y}}",
        "TY - JOUR, ER -",
        "Quotes \" and ' and `",
    ],
)
def test_no_title_breaks_a_format(title: str, content: Path) -> None:
    bibtex, ris, csl = cited(content, "tagger", title=single_quoted(title))
    assert ris["TI"] == [title]
    assert csl["title"] == title
    assert bibtex["title"] == title


def single_quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def test_a_title_of_several_lines_is_one_line(content: Path) -> None:
    bibtex, ris, csl = cited(content, "tagger", title="|\n  TY  - JOUR\n  ER  - x")
    assert ris["TI"] == [csl["title"]] == [bibtex["title"]] == ["TY - JOUR ER - x"]


@pytest.mark.parametrize(
    ("name", "in_bibtex", "in_ris", "in_csl"),
    [
        ("Kaiming He", "He, Kaiming", "He, Kaiming", {"family": "He", "given": "Kaiming"}),
        ("Van Gool, Luc", "Van Gool, Luc", "Van Gool, Luc", {"family": "Van Gool", "given": "Luc"}),
        ("Vera de la Test", "de la Test, Vera", "de la Test, Vera", {"family": "de la Test", "given": "Vera"}),
        ("Ada Lee Jr.", "Lee, Jr., Ada", "Lee, Ada, Jr.", {"family": "Lee", "given": "Ada", "suffix": "Jr."}),
        ("Q & A Lab (organisation)", "Q & A Lab", "Q & A Lab", {"literal": "Q & A Lab"}),
        ("This and That (organisation)", "This and That", "This and That", {"literal": "This and That"}),
        ("Aristotle", "Aristotle", "Aristotle", {"literal": "Aristotle"}),
    ],
)
def test_names_are_written_as_each_format_wants_them(
    name: str, in_bibtex: str, in_ris: str, in_csl: dict[str, str], content: Path
) -> None:
    bibtex, ris, csl = cited(content, "tagger", authors=json.dumps([name, "Ben Example"]))
    assert bibtex["author"] == [in_bibtex, "Example, Ben"]
    assert ris["AU"] == [in_ris, "Example, Ben"]
    assert csl["author"] == [in_csl, {"family": "Example", "given": "Ben"}]


def test_a_list_that_is_cut_says_so(content: Path) -> None:
    bibtex, ris, csl = cited(content, "tagger", authors="[Ada Example, and others]")
    assert bibtex["author"] == ["Example, Ada", "others"]
    assert ris["AU"] == ["Example, Ada"]
    assert ris["N1"] == [csl["note"]] == ["There are more authors than are listed."]


@pytest.mark.parametrize(
    ("paper", "as_bibtex", "as_ris", "as_csl", "venue"),
    [
        ("10.1109/ICCV.2019.00022", "inproceedings", "CPAPER", "paper-conference", "ICCV 2019"),
        ("10.1109/ICASSP49357.2023.10096889", "inproceedings", "CPAPER", "paper-conference", "ICASSP 2023"),
        ("10.1109/TPAMI.2017.2723009", "article", "JOUR", "article-journal", None),
        ("10.1038/s41586-021-03819-2", "article", "JOUR", "article-journal", "Nature"),
        ("https://aclanthology.org/2020.bea-1.16/", "inproceedings", "CPAPER", "paper-conference", "BEA 2020"),
        ("https://aclanthology.org/P17-1074/", "inproceedings", "CPAPER", "paper-conference", "ACL 2017"),
        (
            "https://openaccess.thecvf.com/content/CVPR2021/papers/A_CVPR_2021_paper.pdf",
            *("inproceedings", "CPAPER", "paper-conference", "CVPR 2021"),
        ),
        (
            "https://openaccess.thecvf.com/content_cvpr_2016/html/A_2016_paper.html",
            *("inproceedings", "CPAPER", "paper-conference", "CVPR 2016"),
        ),
        (
            "https://proceedings.neurips.cc/paper/2017/hash/6449f44a102fde848669bdd9eb6b76fa-Abstract.html",
            *("inproceedings", "CPAPER", "paper-conference", "NeurIPS 2017"),
        ),
        ("10.1145/3550454.3555432", "misc", "GEN", "document", None),
        ("https://example.org/a_b%7B1%7D.pdf", "misc", "GEN", "document", None),
    ],
)
def test_the_venue_is_what_the_address_tells(
    paper: str, as_bibtex: str, as_ris: str, as_csl: str, venue: str | None, content: Path
) -> None:
    bibtex, ris, csl = cited(content, "tagger", paper=json.dumps(paper))
    assert (bibtex["type"], ris["TY"], csl["type"]) == (as_bibtex, [as_ris], as_csl)
    if venue:
        assert bibtex.get("booktitle", bibtex.get("journal")) == venue
        assert ris["T2"] == [venue]
        assert csl["container-title"] == venue
    url = paper if paper.startswith("https") else f"https://doi.org/{paper}"
    assert bibtex["url"] == csl["URL"] == ris["UR"][0] == url
    assert bibtex.get("doi") == csl.get("DOI") == (None if paper.startswith("https") else paper)
    if venue and venue[-1].isdigit():
        assert bibtex["year"] == ris["PY"][0] == str(csl["issued"]["date-parts"][0][0]) == venue[-4:]


def test_a_work_without_a_paper_is_cited_as_itself_with_the_day_of_reading(content: Path) -> None:
    bibtex, ris, csl = cited(content, "many-pictures")
    assert (bibtex["type"], ris["TY"], csl["type"]) == ("misc", ["DATA"], "dataset")
    assert bibtex["title"] == csl["title"] == "Many Pictures"
    assert bibtex["urldate"].replace("-", "/") + "/" == ris["Y2"][0]
    assert csl["accessed"] == {"date-parts": [[int(part) for part in bibtex["urldate"].split("-")]]}
    assert "author" not in bibtex
    assert "AU" not in ris


def test_every_work_of_the_real_site_can_be_cited(real_site: Path) -> None:
    cited = [blocks_of(file.read_text(encoding="utf-8")) for file in real_site.glob("models/*/index.html")]
    readable = [
        (read_bibtex(one["BibTeX"]), read_ris(one["RIS"].replace("\n", "\r\n")), read_csl(one["CSL-JSON"]))
        for one in cited
        if one
    ]
    assert len(readable) > len(cited) * 0.9
    for bibtex, ris, csl in readable:
        assert csl["title"] == ris["TI"][0] == bibtex["title"]
        assert len(csl.get("author", ())) == len(ris.get("AU", ()))
        assert bibtex["year"] == ris["PY"][0] == str(csl["issued"]["date-parts"][0][0])
