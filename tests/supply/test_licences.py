"""All dependencies are listed with their licences, and none with copyleft comes in unnoticed."""

from __future__ import annotations

import sys

import pytest

from tests.licences import PAGE, dependencies, is_permissive, page

ALLOWED = {
    "axe-core": "MPL-2.0, as it comes, in a browser that only tests open",
    "certifi": "MPL-2.0, as it comes: Mozilla's list of certificates, for the look at links",
    "hypothesis": "MPL-2.0, as it comes, in tests alone",
    "pathspec": "MPL-2.0, as it comes: a library of MkDocs",
}
"""Copyleft that stays within files which we do not change, and the reason why each is here."""


@pytest.mark.skipif(sys.platform == "win32", reason="some packages are installed on some systems only")
def test_the_list_is_true() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "make licences"


def test_every_licence_is_known() -> None:
    assert [one.name for one in dependencies() if not one.licence] == []


def test_copyleft_is_allowed_by_name_alone() -> None:
    others = {one.name for one in dependencies() if not is_permissive(one.licence)}
    assert others == set(ALLOWED)


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        ("MIT", True),
        ("(MIT OR CC0-1.0)", True),
        ("MIT AND PSF-2.0", True),
        ("(BSD-3-Clause OR GPL-2.0)", True),
        *((licence, False) for licence in ("GPL-3.0-or-later", "MIT AND LGPL-3.0-only", "MPL-2.0", "", "UNKNOWN")),
    ],
)
def test_what_is_permissive(licence: str, *, expected: bool) -> None:
    assert is_permissive(licence) is expected
