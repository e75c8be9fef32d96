"""A site is there at every moment, whatever is raised or killed at whichever step, and nothing that dead builds leave stays for long."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kb.publish.failure import BuildError
from kb.publish.site import make_ready
from tests.publish.steps import SCENES, build, outcomes_of, words_of

if TYPE_CHECKING:
    from collections.abc import Callable

Outcomes = dict[tuple[str, str, str], list[dict[str, Any]]]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Outcomes:
    """What became of a site for each of ``SCENES`` and each step of a build."""
    return outcomes_of("tests.publish.steps", SCENES, tmp_path_factory.mktemp("sites"))


def test_whatever_happened_the_next_build_ends_well_and_clears_up(outcomes: Outcomes) -> None:
    for scene, found in outcomes.items():
        assert len(found) > 40, f"steps are not counted any more: {scene}"
        assert all(one["after the next build"] == "next" and one["left"] == ["site"] for one in found), scene


@pytest.mark.parametrize(
    ("action", "disk"),
    [("interrupt", "without exchange"), ("refuse", "with exchange"), ("refuse", "without exchange")],
)
def test_a_build_that_fails_at_any_step_leaves_the_old_site_or_the_new_one(
    outcomes: Outcomes, action: str, disk: str
) -> None:
    assert {one["at once"] for one in outcomes[action, disk, "a site"]} == {"old", "new"}


@pytest.mark.parametrize("disk", ["with exchange", "without exchange"])
def test_a_build_that_is_killed_leaves_a_site_or_the_next_build_puts_it_back_first(
    outcomes: Outcomes, disk: str
) -> None:
    found = outcomes["kill", disk, "a site"]
    assert {one["when the next build begins"] for one in found} == {"old", "new"}
    without_site = [one for one in found if one["at once"] is None]
    assert bool(without_site) == (disk == "without exchange")


def test_a_first_build_that_is_killed_leaves_no_site_or_a_whole_one(outcomes: Outcomes) -> None:
    assert {one["at once"] for one in outcomes["kill", "with exchange", "no site"]} == {None, "new"}


@pytest.mark.parametrize(
    ("disk", "before"), [("with exchange", "a site"), ("without exchange", "a site"), ("with exchange", "no site")]
)
def test_of_two_builds_at_once_both_end_well_and_the_last_one_wins_whole(
    outcomes: Outcomes, disk: str, before: str
) -> None:
    winners = [one["at once"] for one in outcomes["build other", disk, before]]
    assert set(winners) == {"new", "other"}
    assert winners == sorted(winners), "once the first one has swapped, the other is the last"


def test_without_locks_on_the_disk_sites_are_built_and_all_folders_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.publish.workshop.fcntl.flock", refusing(OSError(37, "No locks available")))
    (tmp_path / "site.build-of_other").mkdir()
    build(tmp_path / "site", "old")
    build(tmp_path / "site", "new")
    assert words_of(tmp_path / "site") == "new"
    assert names_in(tmp_path) == ["site", "site.build-of_other"]


def test_folders_of_other_names_are_left_alone(tmp_path: Path) -> None:
    others = ["site.backup", "site.previous", "site.build-before-christmas", "other.build-abcdefgh"]
    for name in others:
        (tmp_path / name).mkdir()
    build(tmp_path / "site", "new")
    assert set(others) < set(names_in(tmp_path))


def test_a_site_that_cannot_be_put_back_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    last = tmp_path / "site.build-abcdefgh" / "last-0"
    last.mkdir(parents=True)
    monkeypatch.setattr(Path, "rename", refusing(PermissionError(13, "Permission denied")))
    with pytest.raises(BuildError, match=f"The last good site is in {last}.*Move it to {tmp_path / 'site'}"):
        make_ready(tmp_path / "site")


def test_a_link_is_kept_and_the_site_built_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").symlink_to("elsewhere")
    build(tmp_path / "site", "old")
    build(tmp_path / "site", "new")
    assert (tmp_path / "site").readlink() == Path("elsewhere")
    assert words_of(tmp_path / "elsewhere") == "new"
    assert names_in(tmp_path) == ["elsewhere", "site"]


def names_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def refusing(error: OSError) -> Callable[..., Any]:
    """Give a function that the system refuses to carry out."""

    def refuse(*_: Any, **__: Any) -> Any:
        raise error

    return refuse
