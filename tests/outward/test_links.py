"""External links: what is told of each kind of answer, how politely hosts are asked, and what is remembered."""

from __future__ import annotations

import datetime as dt
import json
from email.utils import format_datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from kb.cli import main
from kb.commands import links as command
from kb.outward.findings import Finding, State
from kb.outward.messages import PrivateAddressError
from kb.outward.send import is_public, public_place
from kb.outward.titles import Likeness, compare
from tests.outward.internet import Internet, Says, as_json, atom, playing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from click.testing import Result

TAGGER = "catalog/models/tagger.yml"
QUESTION = "questions/how-does-tagging-work.md"
ARXIV = "https://export.arxiv.org/api/query"
GITHUB = "https://api.github.com/repos/example/tagger"
HUB = "https://huggingface.co/api/models/example/tagger"
CAPTIONER = "https://example.org/captioner"
PICTURES = "https://example.org/many-pictures"
HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture
def internet(monkeypatch: pytest.MonkeyPatch) -> Iterator[Internet]:
    """An internet on which all links of the small project are as they should be."""
    with playing() as one:
        one.tell(ARXIV, atom(p2306_03514="Tagging Anything: A Model"))
        one.tell(GITHUB, as_json(full_name="example/tagger", archived=False))
        one.tell(HUB, as_json(id="example/tagger"))
        monkeypatch.setattr(command, "network", one.client)
        monkeypatch.delenv("GITHUB_TOKEN", raising=False)
        yield one


def run(content: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["links", "--root", str(content), *arguments])


def rows(content: Path, *arguments: str) -> list[dict[str, Any]]:
    result = run(content, "--format", "json", *arguments)
    assert result.exit_code in (0, 1), result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)
    assert result.exit_code == any(row["level"] == "error" for row in found)
    return found


def told(content: Path, *arguments: str) -> set[tuple[str, str, str]]:
    return {(row["level"], row["rule"], row["field"]) for row in rows(content, *arguments)}


def edit(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_good_links_are_called_good(content: Path, internet: Internet) -> None:
    result = run(content)
    assert result.exit_code == 0, result.output
    assert "All links lead where they should." in result.stdout
    assert "7 links, 0 of them known from earlier runs." in result.stderr
    assert len(internet.heard) == 7


def test_a_dead_link_is_told_with_its_place_and_a_way_to_mend_it(content: Path, internet: Internet) -> None:
    internet.tell(PICTURES, Says(404))
    first, second = rows(content)
    assert (first["file"], first["line"], first["level"], first["rule"]) == (
        "catalog/models/many-pictures.yml",
        7,
        "error",
        "dead-link",
    )
    assert first["message"] == f"{PICTURES} answers 404."
    assert "Write where it is now." in first["tip"]
    assert (second["line"], second["field"]) == (13, "checked.sources[0]")
    # Two places, one address: HEAD, then GET to be sure.
    assert internet.asked(PICTURES) == [f"HEAD {PICTURES}", f"GET {PICTURES}"]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({PICTURES: [Says(301, headers={"Location": "/pictures"})]}, ("warning", "moved-link")),
        ({PICTURES: [Says(308, headers={"Location": "https://example.com/"})]}, ("warning", "moved-link")),
        ({PICTURES: [Says(302, headers={"Location": "/pictures"})]}, None),
        (
            {PICTURES: [Says(301, headers={"Location": "/x"})], "https://example.org/x": [Says(410)]},
            ("error", "dead-link"),
        ),
        ({PICTURES: [Says(302, headers={"Location": PICTURES})]}, ("warning", "unreachable")),
        ({f"HEAD {PICTURES}": [Says(405)], f"GET {PICTURES}": [Says()]}, None),
        ({f"HEAD {PICTURES}": [Says(404)], f"GET {PICTURES}": [Says()]}, None),
        ({PICTURES: [Says(403)]}, ("warning", "unreachable")),
        ({PICTURES: [Says(500)]}, ("warning", "unreachable")),
        ({PICTURES: [Says(503), Says(502), Says(500), Says()]}, None),
        ({PICTURES: [Says(429, headers={"Retry-After": "30"}), Says()]}, None),
        ({PICTURES: [Says(302, headers={"Location": "ftp://example.org/"})]}, ("warning", "unreachable")),
    ],
)
def test_what_an_answer_means(
    content: Path, internet: Internet, answers: dict[str, list[Says]], expected: tuple[str, str] | None
) -> None:
    for url, says in answers.items():
        internet.tell(url, *says)
    found = {(level, rule) for level, rule, _ in told(content)}
    assert found == ({expected} if expected else set())


def test_a_moved_link_names_the_new_address(content: Path, internet: Internet) -> None:
    """Only as far as the move is for good: what comes after a passing redirect may change again."""
    internet.tell(PICTURES, Says(301, headers={"Location": "/new"}))
    internet.tell("https://example.org/new", Says(302, headers={"Location": "/today"}))
    assert f"{PICTURES} has moved to https://example.org/new." in {row["message"] for row in rows(content)}


def test_a_link_in_a_text_is_told_on_its_line(content: Path, internet: Internet) -> None:
    edit(content, QUESTION, "A picture becomes", "A [picture](https://example.net/gone#part) becomes")
    internet.tell("https://example.net/gone", Says(404))
    assert [(row["file"], row["line"], row["field"]) for row in rows(content)] == [(QUESTION, 35, "body")]


def test_one_question_can_be_checked_alone(content: Path, internet: Internet) -> None:
    internet.tell(PICTURES, Says(404))
    assert rows(content, QUESTION) == []
    assert [heard.url.partition("?")[0] for heard in internet.heard] == [ARXIV]


@pytest.mark.parametrize("header", ["30", "date"])
def test_a_busy_host_is_left_alone_for_as_long_as_it_asks(content: Path, internet: Internet, header: str) -> None:
    if header == "date":
        moment = dt.datetime.fromtimestamp(internet.clock.now() + 30, dt.UTC)
        header = format_datetime(moment, usegmt=True)
    internet.tell(CAPTIONER, Says(429, headers={"Retry-After": header}), Says())
    assert rows(content) == []
    times = [heard.time for heard in internet.heard if heard.url.startswith("https://example.org/")]
    # Everything on that host waits.
    assert times[1] - times[0] >= 29


def test_a_host_that_wants_rest_for_long_is_asked_no_more(content: Path, internet: Internet) -> None:
    internet.tell(CAPTIONER, Says(429, headers={"Retry-After": "86400"}))
    assert {rule for _, rule, _ in told(content)} == {"unreachable"}
    assert len(internet.asked("https://example.org/")) == 1


def test_requests_to_one_host_keep_their_distance(content: Path, internet: Internet) -> None:
    paper = "".join(f"    - https://arxiv.org/pdf/2306.0{number}\n" for number in range(1000, 1120))
    edit(content, "catalog/models/captioner.yml", "sources: [", f"sources:\n{paper}    - ")
    edit(content, "catalog/models/captioner.yml", "captioner]", "captioner")
    run(content)
    for host, seconds in (("https://export.arxiv.org/", 3), ("https://example.org/", 1)):
        times = [heard.time for heard in internet.heard if heard.url.startswith(host)]
        assert len(times) >= 2
        assert all(later - earlier >= seconds for earlier, later in pairwise(times))
    # Many papers, few questions.
    assert len(internet.asked(ARXIV)) == 3


def test_a_host_that_says_nothing_is_a_warning(content: Path, internet: Internet) -> None:
    internet.patience = 0.3
    internet.tell(PICTURES, Says(hangs=True))
    found = [row for row in rows(content, "catalog/models/many-pictures.yml") if row["rule"] == "unreachable"]
    assert {row["message"] for row in found} == {f"{PICTURES} was not answered in time."}
    assert len(internet.asked(PICTURES)) == 4


def test_a_wrong_paper_is_told_although_its_link_works(content: Path, internet: Internet) -> None:
    internet.tell(ARXIV, atom(p2306_03514="AutoFish: A Data Set of Fish on Conveyor Belts"))
    found = rows(content)
    assert {(row["level"], row["rule"]) for row in found} == {("error", "wrong-title")}
    assert {(row["file"], row["line"]) for row in found} == {(TAGGER, 7), (QUESTION, 25)}
    assert found[0]["message"] == (
        "https://arxiv.org/abs/2306.03514 is “AutoFish: A Data Set of Fish on Conveyor Belts”, "
        "not “Tagging Anything: A Model”."
    )


def test_a_title_can_not_steer_the_terminal(content: Path, internet: Internet) -> None:
    edit(content, TAGGER, '"2306.03514"', "10.1234/abc.5")
    internet.tell("https://doi.org/10.1234/abc.5", as_json(title="Sheep \x1b[2J\x07 and more sheep"))
    assert "“Sheep  [2J  and more sheep”" in run(content).stdout


def test_a_paper_that_arxiv_does_not_know_is_dead(content: Path, internet: Internet) -> None:
    internet.tell(ARXIV, atom())
    assert {(level, rule) for level, rule, _ in told(content)} == {("error", "dead-link")}


def test_an_impossible_id_does_not_spoil_the_other_papers(content: Path, internet: Internet) -> None:
    """ArXiv answers 400 to the whole question then."""
    edit(content, "catalog/models/captioner.yml", "sources: [", "sources: [https://arxiv.org/abs/2399.00001, ")
    internet.tell(f"{ARXIV}?id_list=2306.03514,2399.00001&max_results=2", Says(400))
    internet.tell(f"{ARXIV}?id_list=2399.00001&max_results=1", Says(400))
    assert [(row["file"], row["rule"]) for row in rows(content)] == [("catalog/models/captioner.yml", "dead-link")]


def test_an_answer_that_could_be_an_attack_is_not_read(content: Path, internet: Internet) -> None:
    feed = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><feed xmlns="http://www.w3.org/2005/Atom">&a;</feed>'
    internet.tell(ARXIV, Says(body=feed, headers={"Content-Type": "application/atom+xml"}))
    assert {rule for _, rule, _ in told(content)} == {"unreachable"}


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Tagging Anything: A Model", set()), ("Counting Sheep in Flocks", {("error", "wrong-title", "paper")})],
)
def test_a_doi_is_compared_by_title(
    content: Path, internet: Internet, title: str, expected: set[tuple[str, str, str]]
) -> None:
    edit(content, TAGGER, '"2306.03514"', "10.1234/abc.5")
    internet.tell("https://doi.org/10.1234/abc.5", Says(302, headers={"Location": "https://agency.example/abc"}))
    internet.tell("https://agency.example/abc", as_json(title=title))
    assert told(content) == expected
    accepted = {heard.headers["Accept"] for heard in internet.heard if "doi.org" in heard.url}
    assert accepted == {"application/vnd.citationstyles.csl+json"}


def test_a_doi_that_is_not_registered_is_dead(content: Path, internet: Internet) -> None:
    edit(content, TAGGER, '"2306.03514"', "10.1234/abc.5")
    internet.tell("https://doi.org/10.1234/abc.5", Says(404))
    assert told(content) == {("error", "dead-link", "paper")}


@pytest.mark.parametrize("title", ["Tagging Anything", "Counting Sheep in Flocks", None])
def test_the_page_of_a_publisher_is_compared_by_the_title_for_citing(
    content: Path, internet: Internet, title: str | None
) -> None:
    edit(content, TAGGER, '"2306.03514"', "https://papers.example/7")
    tag = f'<meta name="citation_title" content="{title}">' if title else ""
    page = f"<!doctype html><title>Papers</title>{tag}<p>Welcome".encode()
    internet.tell("https://papers.example/7", Says(body=page, headers=HTML))
    expected = {("error", "wrong-title", "paper")} if title == "Counting Sheep in Flocks" else set()
    assert told(content) == expected


def test_a_renamed_repository_is_told_by_its_new_name(content: Path, internet: Internet) -> None:
    internet.tell(GITHUB, Says(301, headers={"Location": "https://api.github.com/repositories/7"}))
    internet.tell("https://api.github.com/repositories/7", as_json(full_name="other/tagger", archived=True))
    internet.tell(HUB, Says(307, headers={"Location": "/api/models/other/tagger"}))
    internet.tell("https://huggingface.co/api/models/other/tagger", as_json(id="other/tagger"))
    result = run(content)
    assert result.exit_code == 0
    assert "https://github.com/example/tagger has moved to https://github.com/other/tagger." in result.stdout
    assert "https://huggingface.co/example/tagger has moved to https://huggingface.co/other/tagger." in result.stdout
    assert "Archived by their owners, and nothing to mend: https://github.com/example/tagger" in result.stderr


def test_a_repository_that_is_gone_is_dead(content: Path, internet: Internet) -> None:
    internet.tell(GITHUB, Says(404))
    internet.tell(HUB, Says(401))
    assert told(content) == {("error", "dead-link", "code.url"), ("error", "dead-link", "weights.url")}


def test_the_page_is_asked_when_github_has_had_enough(content: Path, internet: Internet) -> None:
    edit(content, TAGGER, "sources: [", "sources: [https://github.com/example/zoo, ")
    internet.tell(GITHUB, Says(403, headers={"X-RateLimit-Remaining": "0"}))
    internet.tell("https://github.com/example/tagger", Says(301, headers={"Location": "/other/tagger"}))
    assert told(content) == {("warning", "moved-link", "code.url")}
    assert internet.asked("https://api.github.com/") == [f"GET {GITHUB}"]
    assert "HEAD https://github.com/example/zoo" in internet.asked()


def test_the_token_goes_to_github_and_nowhere_else(
    content: Path, internet: Internet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "secret")
    internet.tell(GITHUB, Says(301, headers={"Location": "https://elsewhere.example/"}))
    run(content)
    assert {heard.url for heard in internet.heard if "secret" in str(heard.headers)} == {GITHUB}


def test_what_is_known_is_not_asked_again(content: Path, internet: Internet) -> None:
    internet.tell(ARXIV, atom(p2306_03514="Counting Sheep in Flocks"))
    internet.tell(HUB, Says(404))
    before = rows(content)
    assert len(before) == 3
    internet.heard.clear()
    assert rows(content) == before
    assert internet.heard == []
    edit(content, TAGGER, "Tagging Anything: A Model", "Counting Sheep in Flocks")
    assert (TAGGER, "wrong-title") not in {(row["file"], row["rule"]) for row in rows(content)}
    rows(content, "--max-age", "0")
    assert len(internet.heard) >= 7


def test_doubtful_answers_are_not_remembered(content: Path, internet: Internet) -> None:
    internet.tell(PICTURES, Says(403))
    assert rows(content)
    internet.tell(PICTURES, Says())
    assert rows(content) == []


def test_a_cache_that_can_not_be_read_is_forgotten(content: Path, internet: Internet) -> None:
    run(content)
    for text in ("{", "[]", '{"version": 0}', '{"version": 1, "findings": [{"url": 1}]}'):
        (content / ".cache/links/findings.json").write_text(text, encoding="utf-8")
        internet.heard.clear()
        assert rows(content) == []
        assert len(internet.heard) == 7


@pytest.mark.parametrize(
    ("state", "age", "is_fresh"),
    [
        (State.ALIVE, 0, True),
        (State.ALIVE, 6, True),
        (State.ALIVE, 7, False),
        (State.ALIVE, -1, False),
        (State.DEAD, 0, True),
        (State.DEAD, 1, False),
        (State.SILENT, 0, False),
    ],
)
def test_how_long_a_finding_is_good_for(state: State, age: int, *, is_fresh: bool) -> None:
    today = dt.date(2026, 6, 1)
    finding = Finding("https://example.org/", state, today - dt.timedelta(days=age))
    assert finding.is_fresh(today, max_age=7) is is_fresh


def test_without_a_network_it_says_so_and_changes_nothing(content: Path, internet: Internet) -> None:
    run(content)
    files = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    internet.is_down = True
    result = run(content, "--max-age", "0")
    assert result.exit_code == 2
    assert "There is no network here, so nothing was checked." in result.stderr
    assert result.stdout == ""
    assert {path: path.read_bytes() for path in content.rglob("*") if path.is_file()} == files


def test_a_host_that_is_gone_is_not_taken_for_a_missing_network(content: Path, internet: Internet) -> None:
    internet.unreachable = {"example.org"}
    found = rows(content, "catalog/models/many-pictures.yml")
    assert {(row["level"], row["rule"]) for row in found} == {("warning", "unreachable")}
    assert found[0]["message"] == f"{PICTURES} names a host that can't be found: example.org."


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("140.82.121.4", True),
        ("2606:50c0:8000::153", True),
        *((address, False) for address in ("127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "100.64.0.1")),
        *((address, False) for address in ("0.0.0.0", "224.0.0.1", "::1", "::ffff:127.0.0.1", "fe80::1%eth0")),  # noqa: S104
        *((address, False) for address in ("fd00::1", "2002:7f00:1::", "2002:a00:1::")),
        *(
            (address, False)
            for address in ("64:ff9b::7f00:1", "64:ff9b::8.8.8.8", "64:ff9b:1::1", "::127.0.0.1", "fec0::1", "feff::1")
        ),
    ],
)
def test_which_addresses_are_public(address: str, *, expected: bool) -> None:
    assert is_public(address) is expected


def test_private_hosts_are_not_called(content: Path, internet: Internet) -> None:
    """Not even when a public one sends us there."""
    internet.tell(PICTURES, Says(302, headers={"Location": "http://127.0.0.1/secrets"}))
    internet.private = {"127.0.0.1"}
    assert {(level, rule) for level, rule, _ in told(content)} == {("error", "private-link")}
    assert not internet.asked("https://127.0.0.1")


def test_a_name_of_this_machine_is_private() -> None:
    with pytest.raises(PrivateAddressError):
        public_place("https", "localhost", 443)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (
            "U-Net: Convolutional Networks for Biomedical Image Segmentation",
            "U-Net: Convolutional Networks for Biomedical\n  Image Segmentation",
        ),
        ("Deep Residual Learning for Image Recognition", "DEEP RESIDUAL LEARNING FOR IMAGE RECOGNITION."),
        ("SAM 2: Segment Anything in Images and Videos", "SAM2: Segment Anything in Images and Videos"),
        (
            "Real-ESRGAN: Training Real-World Blind Super-Resolution",
            "Real-ESRGAN: Training Real-World Blind Superresolution",
        ),
        ("Med3D and friends", "Med$^{3}$D and friends"),
        ("β-VAE: Learning Basic Visual Concepts", "$\\beta$-VAE: Learning Basic Visual Concepts"),
        ("An Image is Worth 16x16 Words", "An Image is Worth $16\\times16$ Words"),
        ("Über die Schrödinger Brücke", r"\"Uber die Schr\"{o}dinger Br{\"u}cke"),
        ("Fukun Gdal", r"F\u{u}k\u un \v{G}dal"),
        ("Tagging with \\textbf{Strong} Priors", "Tagging with Strong Priors"),
        ("Water H2O & Ice", "Water H<sub>2</sub>O and Ice"),
        ("Medical Segmentation Decathlon: a report", "Medical Segmentation Decathlon"),
        ("nnU-Net: Self-adapting Framework for Segmentation", "Self-adapting Framework for Segmentation"),
        (
            "Noise2Noise: Learning Image Restoration without Clean Data",
            "Noise2Noise – Learning Image Restoration without Clean Data",
        ),
    ],
)
def test_one_title_written_in_two_ways_is_one(ours: str, theirs: str) -> None:
    assert compare(ours, theirs) is Likeness.SAME
    assert compare(theirs, ours) is Likeness.SAME


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Recognize Anything: A Strong Image Tagging Model", "Recognize Anything: A Strong Image Tagging Modle"),
        ("Colorful Image Colorization with Deep Networks", "Colourful Image Colourisation with Deep Networks"),
        ("A ConvNet for the 2020s", "A ConvNet for the 2020s (extended)"),
    ],
)
def test_a_slip_in_a_title_is_told_as_a_slip(ours: str, theirs: str) -> None:
    assert compare(ours, theirs) is Likeness.NEAR


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Segment Anything", "Segment Anything in Medical Images"),
        (
            "DINOv2: Learning Robust Visual Features without Supervision",
            "DINOv3: Learning Robust Visual Features without Supervision",
        ),
        ("CLIP: Learning Models from Language", "CLIP: Cheap Lipschitz Training"),
        (
            "Recognize Anything: A Strong Image Tagging Model",
            "AutoFish: Dataset and Benchmark for Fine-grained Analysis of Fish",
        ),
        ("Searching for MobileNetV3", "MobileNetV2: Inverted Residuals and Linear Bottlenecks"),
        ("Image Restoration", "Burst Image Restoration and Enhancement"),
    ],
)
def test_another_paper_is_another_paper(ours: str, theirs: str) -> None:
    assert compare(ours, theirs) is Likeness.DIFFERENT
    assert compare(theirs, ours) is Likeness.DIFFERENT
