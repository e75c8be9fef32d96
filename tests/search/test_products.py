"""Products and programs are found by their names, and works of the past stand behind those of today."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.conftest import OF_TODAY, kb

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def content_of_today(content: Path) -> Path:
    shutil.copytree(OF_TODAY, content, dirs_exist_ok=True)
    return content


def found(root: Path, query: str) -> list[tuple[str, str]]:
    result = kb("search", query, "--json", "--root", root)
    return [(one["kind"], one["url"]) for one in json.loads(result.stdout)["results"]]


@pytest.mark.parametrize("query", ["Example Shop", "exshop", "shop example"])
def test_a_product_is_found_by_its_name_and_by_what_people_call_it(content_of_today: Path, query: str) -> None:
    assert found(content_of_today, query)[0] == ("product", "apps/e/#example-shop")


def test_a_product_leads_to_the_task_behind_it(content_of_today: Path) -> None:
    answer = json.loads(kb("search", "exshop", "--json", "--root", content_of_today).stdout)
    assert [task["id"] for task in answer["tasks"]] == ["image-tagging"]


def test_a_product_in_which_nobody_meets_a_task_is_not_found(content_of_today: Path) -> None:
    products = content_of_today / "catalog/products.yml"
    products.write_text(products.read_text() + "- {id: lonely, name: Lonely, maker: Nobody}\n", encoding="utf-8")
    assert ("product", "apps/l/#lonely") not in found(content_of_today, "lonely")


def test_a_program_is_found_by_its_name(content_of_today: Path) -> None:
    assert found(content_of_today, "picture studio")[0] == ("model", "models/picture-studio/")


def test_a_work_of_the_past_stands_behind_one_of_equal_score(content: Path) -> None:
    models = content / "catalog/models"
    text = (models / "captioner.yml").read_text(encoding="utf-8")
    twin = models / "a-twin.yml"
    (models / "z-twin.yml").write_text(text.replace("Captioner", "Zed"), encoding="utf-8")
    text = text.replace("Captioner", "Ay")
    twin.write_text(text, encoding="utf-8")

    def order() -> list[str]:
        return [url for _, url in found(content, "writes sentences about pictures") if "twin" in url]

    assert order() == ["models/a-twin/", "models/z-twin/"]
    for status, first in (("historic", "z"), ("current", "a"), ("unavailable", "z")):
        standing = f"standing: {{status: {status}, source: https://example.org/x, date: 2026-05-01}}\n"
        twin.write_text(text + standing, encoding="utf-8")
        assert order()[0] == f"models/{first}-twin/"
