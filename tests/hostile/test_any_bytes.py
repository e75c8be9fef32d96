"""For any bytes: a record or located problems, in bounded time; never a traceback, never a file elsewhere, and nothing active in what is rendered."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kb.authoring.naming import question_title
from kb.authoring.new import draft, free_id
from kb.authoring.rename import RenameError, Renaming, plan_rename
from kb.commands.content_writer import writing
from kb.content.fields import SLUG_PATTERN
from kb.content.front_matter import split_front_matter
from kb.content.load import load
from kb.content.media import EXAMPLE_FILES, QUESTION_FILES, examine
from kb.content.papers import arxiv_id, bare_paper, doi, longer_than_bare, month_of, paper_url
from kb.content.parts import take_apart
from kb.content.places import Kind, id_problem, path_of
from kb.importing.documents import UnreadableError, read
from kb.importing.plan import Source, plan
from kb.importing.web_links import link_to, links_in
from kb.knowledge.link import link
from kb.publish.picture_encoding import encoded
from kb.rules.check import check, check_files
from kb.search.index import build_index
from kb.search.pasted import address_keys
from kb.search.rank import answer, search
from kb.text.addresses_copied import trace_in
from kb.text.flaws import find_flaws
from kb.text.losses import find_losses
from kb.text.normal_form import normal_address, normal_form
from kb.text.safe_html import render, render_inline, render_plain
from kb.text.slugs import slug
from kb.text.targets import leads_out, outward_links, record_links, record_of, suggestion
from tests.conftest import BASE, TODAY
from tests.hostile.active_parts import active_parts
from tests.hostile.fuzzing import contents, fuzzed, media_files, texts
from tests.project import contributed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kb.content.records import Records
    from kb.search.index import SearchIndex

PLACES = (
    *("questions/how-does-tagging-work.md", "catalog/models/tagger.yml", "catalog/tasks/image-tagging.yml"),
    *(
        "catalog/families.yml",
        "catalog/licences.yml",
        "catalog/glossary.yml",
        "catalog/products.yml",
        "catalog/waivers.yml",
    ),
    *("catalog/redirects.yml", "catalog/metrics.yml", "examples/one/example.yml"),
)
OUR_FOLDERS = re.compile(r"(?:questions|catalog|examples)(?:/[^/\0]+)*|\.kb-change")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project, which each example leaves as it was."""
    place = tmp_path_factory.mktemp("fuzzed") / "content"
    shutil.copytree(BASE, place)
    return place


@pytest.fixture(scope="module")
def records() -> Records:
    return check(BASE, TODAY).records


@pytest.fixture(scope="module")
def index(records: Records) -> SearchIndex:
    return build_index(link(records))


def assert_located(root: Path) -> None:
    """Assert that all problems are told where they are, and that none is a mistake of the checks."""
    for problem in check(root, TODAY).problems:
        assert problem.rule != "rule-crashed", problem.message
        assert OUR_FOLDERS.fullmatch(problem.file)
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.message


@fuzzed(250)
@given(path=st.sampled_from(PLACES), content=contents)
def test_a_file_becomes_a_record_or_problems(root: Path, path: str, content: bytes) -> None:
    file = root / path
    before = file.read_bytes() if file.exists() else None
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    try:
        assert_located(root)
    finally:
        file.unlink()
        if before is not None:
            file.write_bytes(before)


@fuzzed(100)
@given(
    folder=st.sampled_from(["questions", "catalog", "catalog/models", "examples/one"]),
    name=st.binary(min_size=1, max_size=40),
)
def test_a_file_may_have_any_name(root: Path, folder: str, name: bytes) -> None:
    spelt = name.replace(b"\0", b"0").replace(b"/", b"_").decode(errors="surrogateescape")
    if spelt in (".", ".."):
        return
    file = root / folder / spelt
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.exists():
        return
    file.write_bytes(b"name: x\n")
    try:
        assert_located(root)
    finally:
        file.unlink()


@fuzzed(150)
@example((".csv", b"a\rb\n"))
@given(media_files())
def test_a_picture_or_sound_is_one_or_a_problem(file: tuple[str, bytes]) -> None:
    ending, content = file
    for rules in (EXAMPLE_FILES, QUESTION_FILES):
        if ending in rules.pictures or ending in rules.others:
            media, problems = examine(f"examples/one/x{ending}", content, rules)
            assert (media is None) == bool(problems)
            if media and rules is QUESTION_FILES:
                assert encoded(media).startswith(b"RIFF")


@fuzzed(250)
@given(text=texts)
def test_a_text_becomes_nothing_active(text: str) -> None:
    list(find_flaws(text))
    list(find_losses(text))
    for shown in (render, render_inline):
        assert not active_parts(shown(text, lambda kind, record_id: f"../{kind}/{slug(record_id)}/"))
    assert not active_parts(render_plain(text))


@fuzzed(250)
@given(text=texts)
def test_names_and_addresses_are_read_or_not(text: str) -> None:
    assert re.fullmatch(SLUG_PATTERN, slug(text))
    assert len(question_title(text or "x")) <= 120
    split_front_matter(text)
    for reads in (record_of, leads_out, suggestion, bare_paper, month_of, arxiv_id, doi, longer_than_bare, paper_url):
        reads(text)
    for takes in (address_keys, trace_in, normal_form, normal_address, link_to):
        takes(text)
    for finds in (record_links, outward_links, links_in):
        list(finds(text))


@fuzzed(100)
@given(
    documents=st.lists(
        st.one_of(contents, texts.map(lambda text: f"❓ {text}\n\n📌 {text}\nhttps://x.example/{text}".encode())),
        max_size=3,
    )
)
def test_documents_become_drafts_in_their_places(root: Path, records: Records, documents: list[bytes]) -> None:
    planned = plan(list(sources(documents)), records.parts.values(), [], lambda _: ())
    before = contributed(root.parent)
    for file in planned.files:
        with writing(root) as writer:
            writer.create(file.path, file.text)
        assert OUR_FOLDERS.fullmatch(file.path)
        assert "/" not in file.path.removeprefix("questions/").removeprefix("catalog/models/")
    assert_located(root)
    for file in planned.files:
        (root / file.path).unlink()
    assert contributed(root.parent) == before


def sources(documents: list[bytes]) -> Iterator[Source]:
    for number, content in enumerate(documents):
        try:
            yield Source(f"{number}.txt", str(number), read(content))
        except UnreadableError as error:
            yield Source(f"{number}.txt", str(number), None, str(error))


@fuzzed(100)
@given(text=texts, kind=st.sampled_from([Kind.QUESTION, Kind.TASK, Kind.MODEL, Kind.EXAMPLE]))
def test_a_new_record_has_a_place_and_reads_as_it_was_typed(text: str, kind: Kind) -> None:
    record_id = free_id(kind, text, set())
    if record_id is None:
        return
    assert id_problem(kind, record_id) is None
    assert OUR_FOLDERS.fullmatch(path_of(kind, record_id))
    typed = "".join(character for character in text if character.isprintable()).strip()
    field = "title" if kind in (Kind.QUESTION, Kind.EXAMPLE) else "name"
    file, _ = draft(kind, record_id, {field: typed})
    checked = check_files([file], [], TODAY)
    assert "rule-crashed" not in {problem.rule for problem in checked.problems}
    if typed:
        assert take_apart(file).value[field] == typed


@fuzzed(60)
@given(
    old=st.one_of(st.just("tagger"), texts),
    new=st.one_of(texts, texts.map(slug)),
    kind=st.sampled_from([Kind.QUESTION, Kind.TASK, Kind.MODEL]),
)
def test_a_renaming_is_planned_within_the_content_or_refused(root: Path, kind: Kind, old: str, new: str) -> None:
    files, problems = load(root)
    checked = check_files(files, problems, TODAY)
    try:
        planned = plan_rename(files, problems, checked, Renaming(kind, old, new), TODAY)
    except RenameError as error:
        assert str(error)
    else:
        assert all(OUR_FOLDERS.fullmatch(path) and ".." not in path.split("/") for path in planned.texts)


@fuzzed(250)
@given(query=texts)
def test_a_query_is_answered(index: SearchIndex, query: str) -> None:
    search(index, query)
    answer(index, query, 5)
