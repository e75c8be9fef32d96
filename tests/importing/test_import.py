"""Documents of an earlier system become drafts: nothing is lost, nothing is overwritten, and all of it is told."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from kb.commands import import_ as import_module
from kb.commands.shared import read_content
from kb.content.load import load
from kb.content.parse import parse
from kb.content.problems import has_errors
from kb.content.yamltree import plain, read_yaml
from kb.importing.boilerplate import fold
from kb.importing.documents import UnreadableError, read
from kb.importing.plan import Plan, Source, plan
from kb.importing.web_links import link_to, links_in, published
from kb.rules.check import check
from tests.conftest import TODAY, kb
from tests.importing.documents.writer import Writer
from tests.project import contributed, copy_content

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DOCUMENTS = Path(__file__).parent / "documents"
ANSWERS = DOCUMENTS / "answers"
ODD = DOCUMENTS / "odd"


@dataclass(frozen=True)
class Imported:
    """A folder with the real content into which the documents at hand were imported.

    Every file before, after runs that should write nothing, and after the import; and what each run told.
    """

    root: Path
    before: dict[str, str]
    after_dry_run: dict[str, str]
    dry_report: dict[str, Any]
    of_a_known_question: str
    after: dict[str, str]
    report: dict[str, Any]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """The documents at hand, imported into the real content; tests leave it as it is."""
    root = tmp_path_factory.mktemp("imported")
    copy_content(root)
    before = texts(root)
    dry_report = run(root, "--dry-run", ANSWERS)
    of_a_known_question = kb("import", "--root", root, ANSWERS / "001_3c85b20a91a5b5cb.txt")
    assert of_a_known_question.returncode == 0
    after_dry_run = texts(root)
    report = run(root, ANSWERS)
    return Imported(root, before, after_dry_run, dry_report, of_a_known_question.stdout, texts(root), report)


def run(root: Path, *arguments: str | Path) -> dict[str, Any]:
    result = kb("import", "--root", root, "--format", "json", *arguments)
    assert result.returncode in (0, 1), result.stderr
    return dict(json.loads(result.stdout))


def texts(root: Path) -> dict[str, str]:
    return {path: content.decode() for path, content in contributed(root).items()}


def fields(text: str) -> dict[str, Any]:
    tree, problems = read_yaml(text.removeprefix("---\n").split("\n---\n")[0], "file")
    assert tree is not None
    assert not problems
    return dict(plain(tree))


def planned(root: Path, documents: Mapping[str, bytes]) -> Plan:
    sources = [Source(name, name, read(content)) for name, content in documents.items()]
    return plan(sources, parse(load(root)[0])[0].parts.values(), [], lambda _: ("image-tagging",))


def write(root: Path, done: Plan) -> None:
    for file in done.files:
        with (root / file.path).open("x", encoding="utf-8") as stream:
            stream.write(file.text)


def one(root: Path, document: str) -> tuple[dict[str, Any], list[dict[str, Any]], Plan]:
    """Give the question and the models that become of a document with one question."""
    done = planned(root, {"doc": document.encode()})
    write(root, done)
    assert not has_errors(check(root, TODAY).problems)
    found = [fields(file.text) for file in done.files if file.path.startswith("questions/")]
    return (
        found[0] if found else {},
        [fields(file.text) for file in done.files if file.path.startswith("catalog/")],
        done,
    )


# The documents at hand


def test_every_document_at_hand_is_taken_whole(imported: Imported) -> None:
    before, report, after = imported.before, imported.report, imported.after
    assert {path: after[path] for path in before} == before
    assert len(report["documents"]) == 25
    assert not any(document["error"] for document in report["documents"])
    assert sum(question["is_new"] for document in report["documents"] for question in document["questions"]) == 20
    assert sorted(report["files"]) == sorted(after.keys() - before.keys())
    for document in report["documents"]:
        source = read((ANSWERS / Path(document["document"]).name).read_bytes()).content
        asked = source.split('Question:**  \n"')[1].split('"\n')[0]
        assert asked == document["questions"][0]["question"]
        assert [work["name"] for work in document["works"]] == re.findall(r"\*\*Model:?\*\*:? (.+)", source)[
            -len(document["works"]) :
        ]
        assert len(document["links"]) == len({found.link.key for found in links_in(source)})
        assert all(link["file"] for link in document["links"])
        assert len(document["dropped"]) == 10
    checked = read_content(imported.root, dt.date(2026, 12, 1)).checked
    assert not has_errors(checked.problems)
    assert len(checked.records.drafts) == len(report["files"])


def test_a_second_run_writes_nothing(imported: Imported) -> None:
    report = run(imported.root, ANSWERS)
    assert report["files"] == []
    assert texts(imported.root) == imported.after


def test_a_dry_run_tells_the_same_and_writes_nothing(imported: Imported) -> None:
    assert imported.after_dry_run == imported.before
    assert {**imported.report, "dry_run": True} == imported.dry_report


def test_the_report_of_a_document_whose_question_is_there(imported: Imported) -> None:
    told = imported.of_a_known_question
    lines = told.splitlines()
    assert lines[1:7] == [
        "  text: mended the encoding of 2 lines",
        "  question: already there as questions/how-can-fine-grained-tagging-be-fast.md",
        "  work: Recognize Anything Model → recognize-anything, known by its name",
        "  work: Extract More from Less: Efficient Fine-Grained Visual… → extract-more-from-less, known by its name",
        "  work: FashionSAP: Symbols and Attributes Prompt for Fine-grained… → fashionsap, known by its name",
        "  work: AutoFish: Dataset and Benchmark for Fine-grained Analysis… → autofish, known by its name",
    ]
    assert lines[-2:] == ["1 document: 1 question, 0 of them new; 4 works, 0 of them new; 7 links.", "0 files written."]
    assert "dropped as boilerplate: 10 paragraphs: “The user is trying to…”" in told
    assert "    not carried over, since the question is already there" in told


def test_what_a_draft_looks_like(tmp_path: Path) -> None:
    copy_content(tmp_path)
    (tmp_path / "catalog/models/misf.yml").unlink()  # so that there is something new
    run(tmp_path, ANSWERS)
    assert (tmp_path / "catalog/models/inpainting-misf-celeba.yml").read_text(encoding="utf-8") == (
        "# yaml-language-server: $schema=../../docs/schemas/model.schema.json\n"
        "draft: true\n"
        "name: Inpainting-MISF-CelebA\n"
        "published: 2022-03\n"
        'paper: "2203.06304"\n'
        "code:\n  url: https://github.com/tsingqguo/misf\n"
        "identifiers:\n  cnaps:\n    - Inpainting-MISF-CelebA\n    - Inpainting-MISF-Places2\n"
        "# Named in: inpainting-ctsdg-paris-query2, inpainting-ctsdg-places2-query3\n"
    )
    question = (tmp_path / "questions/what-kind-of-model-can-do-that.md").read_text(encoding="utf-8")
    assert fields(question)["models"][0] == {"id": "recognize-anything", "role": "cited"}
    assert (
        "# recognize-anything: linked to https://github.com/OPPOMKLab/recognize-anything in grounding-dino" in question
    )


# Documents that nobody has seen


@pytest.mark.parametrize("seed", range(60))
def test_nothing_is_lost_of_documents_made_of_odd_pieces(content: Path, seed: int) -> None:
    writers = {f"doc{number}": Writer(seed * 3 + number) for number in range(3)}
    documents = {name: writer.encoded() for name, writer in writers.items()}
    done = planned(content, documents)
    write(content, done)
    held = set().union(*(file.links for file in done.files))
    for writer, account in zip(writers.values(), done.accounts, strict=True):
        assert [question.question for question in account.questions] == writer.questions
        assert [fold(work.name) for work in account.works] == [fold(work) for work in writer.works]
        for link in writer.links:
            target = link_to(link)
            assert target is not None
            assert target.key in held, link
        assert all(link.file for link in account.links.values())
        assert all(any(prose in file.text for file in done.files) for prose in writer.prose)
    written = [fields(file.text).get("question") for file in done.files]
    assert all(question in written for writer in writers.values() for question in writer.questions)
    assert not has_errors(check(content, TODAY).problems)
    assert planned(content, documents).files == ()


def test_odd_layouts(content: Path) -> None:
    report = run(content, ODD)
    found = {
        Path(document["document"]).name: (
            [" ".join(question["question"].split()) for question in document["questions"]],
            [work["name"] for work in document["works"]],
        )
        for document in report["documents"]
    }
    assert found == {
        "korean.txt": (["왜 사진이 흐려지나요?"], ["디노이저"]),
        "nested-and-flat-lists.md": (
            ["Why does my phone blur hair?"],
            ["MODNet", "RVM", "BGMv2", "ViTMatte", "Composition-1k", "Deep Image Matting"],
        ),
        "no-question.txt": ([], []),
        "nothing-marked.txt": (
            ["I only have this quoted question, how come?"],
            ["Recognize Anything Model", "Tagger"],
        ),
        "references.txt": (
            ['"Folding bike" was found, but not "umbrella"?'],
            ["SAM 2: Segment Anything in Images and Videos", "YOLOv8", "Grounding DINO", "Mask R-CNN"],
        ),
        "table-and-several-questions.txt": (
            ["How does the app know my age?", "Why is the sky purple?", "Is it safe?"],
            ["FaceAge", "AgeNet", "https://huggingface.co/datasets/foo/bar"],
        ),
        "two-questions.txt": (
            ["What about a multi para quote. It goes on here, and it ends?", "Is that so?"],
            ["FooNet: A Foo Thing", "BarNet"],
        ),
    }
    assert all(link["file"] for document in report["documents"] for link in document["links"])
    assert kb("check", "--root", content).returncode == 0


# The text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"\xef\xbb\xbfcaf\xc3\xa9", "café"),
        ("café".encode("utf-16"), "café"),
        (b"caf\xe9 \x93so\x94\nna\xc3\xafve", "café “so”\nnaïve"),
        ("what’s".encode().decode("cp1252").encode(), "what’s"),
        ("é — ✓".encode().decode("sloppy-windows-1252").encode().decode("sloppy-windows-1252").encode(), "é — ✓"),
        ("“curly” isn’t — mended…".encode(), "“curly” isn’t — mended…"),
        (b"R&amp;D &quot;x&quot; &#8217;", 'R&D "x" ’'),
        (b"a\r\nb\rc\x0cd\xe2\x80\xa8e", "a\nb\nc\nd\ne"),
        (
            "zero\u200bwidth \u202ebidi\u202c \u00adsoft \x07bell \ue000private".encode(),
            "zerowidth bidi soft bell private",
        ),
    ],
)
def test_the_encoding_is_mended_and_nothing_else(content: bytes, text: str) -> None:
    assert read(content).content == text


def test_what_was_removed_is_told() -> None:
    assert read("a\u200bb\u200bc".encode()).notes == (
        "removed characters that can't be seen: U+200B ZERO WIDTH SPACE ×2",
    )


@pytest.mark.parametrize("content", [b"", b" \n\t", b"PK\x03\x04\x00\x00", b"\x01\x02\x03\x04text", b"x" * 1_100_000])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableError):
        read(content)


def test_a_line_that_can_not_be_mended_is_kept_all_the_same(content: Path) -> None:
    garbled = "Why Ã‰Ã‘â‚¬ÂœÃƒ so ÃÃÃ Â¿ÃƒÂ¦?"
    question, _, done = one(content, f'**User Question:**\n"{garbled}"\n\n---\nIt says Ãƒâ€žÃ‚Â¿ Ã here.\n')
    assert question["question"] == done.accounts[0].questions[0].question


def test_hostile_text_stays_text(content: Path) -> None:
    asked = "--- !!python/object &a *b {x: [y, '# z']} %TAG \"<script>alert(1)</script>\"\t: - why?"
    question, models, _ = one(content, f"**User Question:** {asked}\n\n- **Model:** ../../etc/passwd: *x* & {{y}}\n")
    assert question["question"] == asked
    assert models[0]["name"] == "../../etc/passwd"


# Links


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("http://arxiv.org/pdf/2405.00029v1.pdf", "2405.00029"),
        ("https://arxiv.org/abs/cs/0701001", "cs/0701001"),
        ("https://arxiv.org/pdf/math.gt/0309136v2", "math.GT/0309136"),
        ("https://doi.org/10.48550/arXiv.2306.03514", "2306.03514"),
        ("https://huggingface.co/papers/2306.03514", "2306.03514"),
        ("https://dl.acm.org/doi/abs/10.1145/3550454.3555432", "10.1145/3550454.3555432"),
        ("https://GitHub.com/a/b.git#readme", "https://github.com/a/b"),
        ("https://github.com/a/b/tree/main", "https://github.com/a/b"),
        ("https://github.com/a/b/tree/main/sub", "https://github.com/a/b/tree/main/sub"),
        ("https://huggingface.co/a/b/tree/main", "https://huggingface.co/a/b"),
        ("http://example.org:80/x", "https://example.org:80/x"),
        ("https://[broken/x", "https://[broken/x"),
        ("https://arxiv.org/list/cs.CV/recent", "https://arxiv.org/list/cs.CV/recent"),
    ],
)
def test_links_get_one_spelling(given: str, value: str) -> None:
    link = link_to(given)
    assert link is not None
    assert link.value == value


def test_links_are_cut_out_of_sentences() -> None:
    text = "See (https://a.org/x_(y)), [https://b.org](https://c.org/z). **https://d.org**,https://e.org/\\_f and me@f.org!"
    assert [found.link.value for found in links_in(text)] == [
        *("https://a.org/x_(y)", "https://b.org", "https://c.org/z", "https://d.org", "https://e.org/_f"),
    ]


@pytest.mark.parametrize(
    ("number", "month"), [("2306.03514", "2023-06"), ("cs/9901001", "1999-01"), ("2313.00001", None)]
)
def test_an_arxiv_id_tells_the_month(number: str, month: str | None) -> None:
    assert published(number) == month


def test_a_hugging_face_page_is_weights_whatever_it_is_called(content: Path) -> None:
    _, models, _ = one(content, "Q: Why is it so?\n\n- **Model:** X\n  - GitHub: https://huggingface.co/a/b\n")
    assert models == [
        {
            "draft": "true",
            "name": "X",
            "weights": {"url": "https://huggingface.co/a/b"},
            "identifiers": {"hugging_face": "a/b"},
        }
    ]


# Which works are one


@pytest.mark.parametrize(
    ("work", "known"),
    [
        ("- **Model:** Anything\n  - Paper: http://arxiv.org/pdf/2306.03514v3.pdf", "tagger"),
        ("- **Model:** Anything\n  - GitHub: https://huggingface.co/Example/Tagger", "tagger"),
        ("- **Model:** Big Tagger\n  - GitHub: https://github.com/Example/tagger.git", "tagger"),
        ("- **Model:** TAGGING ANYTHING – a model", "tagger"),
        ("- **Model:** tagger", "tagger"),
        ("- **Model:** Tagger-S\n  - Paper: None", "tagger"),
        ("- **Model:** Other\n  - GitHub: https://github.com/example/tagger", None),
        (
            "- **Model:** Tagger\n  - Paper: https://arxiv.org/abs/1999.99999\n  - Paper: https://arxiv.org/abs/1912.99999",
            None,
        ),
        ("- **Model:** NSFW\n  - Paper: 2306.03514\n  - GitHub: https://huggingface.co/someone/nsfw", None),
    ],
)
def test_known_works_are_recognised(content: Path, work: str, known: str | None) -> None:
    question, models, done = one(content, f"Q: Why is it so?\n\n{work}\n")
    if known:
        assert models == []
        assert question["models"] == [{"id": known, "role": "cited"}]
    else:
        assert len(models) == 1
        assert done.accounts[0].works[0].is_new


def test_new_works_are_recognised_across_documents(content: Path) -> None:
    form = "Q: Why is {0} so?\n\n- **Model:** {1}\n  - Paper: https://arxiv.org/abs/2001.00001{2}\n"
    done = planned(
        content,
        {
            "one": form.format("it", "FooNet: The Foo of All Foos", "").encode(),
            "two": form.format("he", "SISR-FooNet-2x", "\n  - GitHub: https://github.com/foo/net").encode(),
        },
    )
    models = [fields(file.text) for file in done.files if file.path.startswith("catalog/")]
    assert len(models) == 1
    assert models[0]["code"] == {"url": "https://github.com/foo/net"}
    assert models[0]["identifiers"] == {"cnaps": ["SISR-FooNet-2x"]}


def test_the_same_question_is_taken_once(content: Path) -> None:
    known = 'I uploaded a jumper and the app wrote "red jumper" at once. How?'
    done = planned(
        content,
        {
            "known": f"**User Question:**\n“{known}”\n\n- **Model:** New\n".encode(),
            "one": b"Q: Why is it so?\n\n- **Model:** One\n\nOnly here.\n",
            "two": b"**User Question:**\n'Why  is it SO?'\n\n- **Model:** Two\n",
        },
    )
    questions = [file for file in done.files if file.path.startswith("questions/")]
    assert [question["id"] for question in fields(questions[0].text)["models"]] == ["one", "two"]
    assert len(questions) == 1
    assert "# Also in: two\n" in questions[0].text
    assert not done.accounts[0].questions[0].is_new
    assert [work.is_new for work in done.accounts[0].works] == [True]


def test_a_paragraph_of_several_documents_is_boilerplate_unless_it_links(content: Path) -> None:
    same = "This paragraph says the same of everything, whatever was asked for."
    linked = "This one does so too, but it has a link: https://example.org/kept"
    form = "Q: Why is {} so?\n\n---\n\n{}\n\n{}\n\nOnly about {} here, and nowhere else at all.\n"
    done = planned(content, {name: form.format(name, same, linked, name).encode() for name in ("milk", "snow")})
    for file in done.files:
        assert same not in file.text
        assert linked in file.text
        assert "nowhere else at all." in file.text
    assert [account.dropped for account in done.accounts] == [[same], [same]]


# Files


def test_ids_are_free_and_fit_for_every_system(content: Path) -> None:
    (content / "catalog/redirects.yml").write_text("- kind: model\n  old: oldname\n  new: tagger\n", encoding="utf-8")
    names = [
        "Con",
        "index",
        "OldName",
        "ÅÄÖ",
        "!!!",
        "x" * 200,
        "Same?",
        "Same-",
        "Tagger: Of Something Else Entirely New",
    ]
    works = "".join(
        f"- **Model:** {name}\n  - Paper: https://arxiv.org/abs/2001.{n:05}\n" for n, name in enumerate(names)
    )
    (content / "doc.txt").write_text(f"Q: README\n\n{works}", encoding="utf-8")
    report = run(content, content / "doc.txt")
    (content / "doc.txt").unlink()
    ids = [Path(file).stem for file in report["files"]]
    assert len({one.casefold() for one in ids}) == len(ids) == len(names) + 1
    assert not {"con", "index", "oldname", "tagger", "readme"} & set(ids)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one) and len(one) <= 80 for one in ids)
    assert not has_errors(check(content, TODAY).problems)


def test_one_bad_document_does_not_hold_up_the_others(content: Path, tmp_path: Path) -> None:
    (tmp_path / "binary.txt").write_bytes(b"\0\1\2")
    (tmp_path / "good.txt").write_text("Q: Why is it so?\n", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    paths = [tmp_path / name for name in ("binary.txt", "good.txt", "missing.txt", "empty")]
    result = kb("import", "--root", content, *paths, ODD / "no-question.txt")
    assert result.returncode == 1
    assert (content / "questions/why-is-it-so.md").exists()
    for reason in (
        "It is no text file.",
        "There is no such file.",
        "There are no .txt or .md files",
        "No question was found.",
    ):
        assert f"  not taken: {reason}" in result.stdout
    assert "4 documents not taken.\n1 file written." in result.stdout


def test_content_with_errors_gets_no_proposals_and_is_imported_into(content: Path) -> None:
    (content / "catalog/models/tagger.yml").write_text("kind: thing\n", encoding="utf-8")
    result = kb("import", "--root", content, ODD / "korean.txt", ODD / "two-questions.txt")
    assert result.returncode == 0
    assert "No tasks are proposed, because the content has errors" in result.stderr
    assert (content / "questions/is-that-so.md").exists()


def test_nothing_is_written_through_a_link(content: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.move(content / "questions", elsewhere)
    (content / "questions").symlink_to(elsewhere)
    before = texts(elsewhere)
    result = kb("import", "--root", content, ODD / "korean.txt")
    assert result.returncode == 1
    assert "can't be written" in result.stdout
    assert texts(elsewhere) == before


def test_an_empty_name_is_not_the_current_folder(content: Path) -> None:
    before = texts(content)
    result = kb("import", "--root", content, "")
    assert (result.returncode, texts(content)) == (2, before)
    assert "The name of a document is empty." in result.stderr
    assert "Traceback" not in result.stderr


def test_a_folder_of_more_files_than_can_be_looked_at_is_refused(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody writes / for the folder, and the whole disk must not be walked."""
    monkeypatch.setattr(import_module, "MOST_LOOKED_AT", 20)
    looked_at = []
    real = os.walk

    def walk(folder: Path) -> Iterator[Any]:
        for step in real(folder):
            looked_at.append(step)
            yield step

    monkeypatch.setattr(os, "walk", walk)
    large, small = tmp_path / "large", tmp_path / "small"
    for number in range(50):
        (large / str(number)).mkdir(parents=True)
        (large / str(number) / "answer.txt").write_text("x", encoding="utf-8")
    small.mkdir()
    shutil.copy(ODD / "korean.txt", small)
    (small / "picture.png").write_bytes(b"\0")
    result = CliRunner().invoke(
        import_module.import_command, ["--root", str(content), "--format", "json", str(large), str(small)]
    )
    documents = json.loads(result.stdout)["documents"]
    assert [bool(document["error"]) for document in documents] == [True, False]
    assert documents[0]["error"] == "There are more than 20 files and folders in this folder. Name a smaller one."
    assert result.exit_code == 1
    assert len(looked_at) < 5
