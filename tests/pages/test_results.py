"""Numbers with sources: who is ranked with whom, on the pages of benchmarks, works and tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from kb.knowledge.link import link
from kb.pages.render import make_pages
from kb.rules.check import check
from kb.views.result_tables import MOST_ROWS
from tests.conftest import TODAY

if TYPE_CHECKING:
    from pathlib import Path

METRICS = """
- {id: map, name: mAP, says: How right it is., better: up, blind_spot: The rest.}
- {id: errors, name: Errors, says: How wrong it is., better: down, blind_spot: The rest.}
"""
WORK = """
kind: model
name: {name}
summary: It is measured.
tasks: [image-tagging]
published: "2024"
how_it_works: It looks.
strengths: [It looks well.]
limits: [It hears nothing.]
checked: {{date: 2026-03-01, sources: [https://example.org/a]}}
results:
"""
MAP, ERRORS = "metric: map", "metric: errors"


def write_results(root: Path, **results: list[str]) -> None:
    """Give results to copies of a work; each result is the fields that matter."""
    (root / "catalog/metrics.yml").write_text(METRICS, encoding="utf-8")
    rest = 'measured_by: authors, source: "https://example.org/a", date: 2026-03-01'
    for name, rows in results.items():
        lines = "".join(f"  - {{benchmark: many-pictures, {row}, {rest}}}\n" for row in rows)
        text = WORK.format(name=name.capitalize()).lstrip() + lines
        (root / f"catalog/models/{name}.yml").write_text(text, encoding="utf-8")


@pytest.fixture
def pages(content: Path, request: pytest.FixtureRequest) -> dict[str, LexborHTMLParser]:
    write_results(content, **request.param)
    checked = check(content, TODAY)
    assert [problem for problem in checked.problems if problem.level == "error"] == []
    return {page.path: LexborHTMLParser(str(page.content)) for page in make_pages(link(checked.records), TODAY)}


def tables(page: LexborHTMLParser) -> list[tuple[str, list[tuple[str, str]]]]:
    """Give the tables of a benchmark's page: their headings, and the works with their numbers in order."""
    headings = [node.text() for node in page.css("h3[id^=results-]")]
    bodies = page.css("[aria-labelledby^=results-] tbody")
    rows = (
        [(row.css_first("th").text(), row.css_first("b").text()) for row in body.css("tr")]  # type: ignore[union-attr]
        for body in bodies
    )
    return list(zip(headings, rows, strict=True))


@pytest.mark.parametrize(
    "pages",
    [
        {
            "one": [f"{MAP}, variant: small, value: 9.50", f"{ERRORS}, variant: small, value: 3"],
            "two": [f"{MAP}, variant: small, value: 10", f"{ERRORS}, variant: small, value: -0.25"],
            "three": [f"{MAP}, variant: large, value: 99", f"{MAP}, variant: small, unit: share of 1, value: 0.99"],
        }
    ],
    indirect=True,
)
def test_only_numbers_of_one_setting_measure_and_unit_are_ranked_together(
    pages: dict[str, LexborHTMLParser],
) -> None:
    benchmark = pages["models/many-pictures.md"]
    assert tables(benchmark) == [
        ("Errors: small", [("Two", "-0.25"), ("One", "3")]),
        ("mAP: small", [("Two", "10"), ("One", "9.50")]),
        ("mAP: large", [("Three", "99")]),
        ("mAP: small", [("Three", "0.99")]),
    ]
    assert "never ranked together" in benchmark.text()
    own = pages["models/three.md"].css("[aria-labelledby=own-results] tbody tr")
    assert ["99" in own[0].text(), "0.99 share of 1" in own[1].text()] == [True, True]


@pytest.mark.parametrize(
    "pages",
    [
        {
            "one": [f"{ERRORS}, variant: small, value: {value}, checkpoint: s{value}" for value in range(3, 9)],
            "two": [f"{ERRORS}, variant: small, value: 2"],
            "three": [f"{MAP}, variant: large, value: 99"],
        }
    ],
    indirect=True,
)
def test_a_task_shows_the_best_of_each_work_where_most_are_compared(pages: dict[str, LexborHTMLParser]) -> None:
    section = pages["tasks/image-tagging.md"].css_first("section:has(> #best-known)")
    assert section
    assert [item.text().partition(", by")[0] for item in section.css("li")] == ["Two: 2", "One (s3): 3"]
    assert "read on 1 March 2026" in section.text()
    assert [link.attributes["href"] for link in section.css("p a")][:1] == ["../../models/many-pictures/#results"]


@pytest.mark.parametrize(
    "pages",
    [{f"work-{number}": [f"{MAP}, checkpoint: c{size}, value: {size}" for size in range(80)] for number in range(3)}],
    indirect=True,
)
def test_the_page_of_a_benchmark_does_not_grow_for_ever(pages: dict[str, LexborHTMLParser]) -> None:
    page = pages["models/many-pictures.md"]
    assert len(page.css("[aria-labelledby^=results-] tbody tr")) == MOST_ROWS
    assert f"{240 - MOST_ROWS} more numbers" in page.text()
    assert len(page.css("*")) < 2_000
    assert len(pages["models/work-1.md"].css("*")) < 1_500
