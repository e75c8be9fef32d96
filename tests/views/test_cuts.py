"""Long lists cut into parts: no page grows with what there is, and nothing falls between two."""

from __future__ import annotations

import pytest

from kb.views.cuts import cuts


@pytest.mark.parametrize(
    ("sizes", "parts"),
    [
        ([], []),
        ([3], [[3]]),
        ([2, 2, 2], [[2, 2], [2]]),
        ([9, 1, 4], [[9], [1, 4]]),
        ([1, 9, 1], [[1], [9], [1]]),
    ],
    ids=["nothing", "one part", "two parts", "larger than a part", "larger, in the middle"],
)
def test_a_list_is_cut_where_a_part_is_full(sizes: list[int], parts: list[list[int]]) -> None:
    made = list(cuts("apps/g", sizes, 5, lambda size: size))
    assert [list(part.entries) for part in made] == parts
    assert [part.path for part in made] == ["apps/g.md", "apps/g/2.md", "apps/g/3.md"][: len(parts)]
    assert {part.pages for part in made} <= {("apps/g/", "apps/g/2/", "apps/g/3/")[: len(parts)]}
    assert [part.of for part in made] == (
        [""] if len(parts) == 1 else [f" ({number} of {len(parts)})" for number in range(1, len(parts) + 1)]
    )
