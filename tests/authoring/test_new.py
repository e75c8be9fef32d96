"""`kb new` asks, proposes, and writes a draft that says what is still to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from kb.authoring.naming import question_title
from kb.authoring.new import draft
from kb.authoring.writing import record_text
from kb.content.papers import bare_paper, month_of
from kb.content.places import Kind
from kb.content.problems import Level
from kb.content.yamltree import plain, read_yaml
from kb.rules.check import check
from tests.conftest import TODAY, kb
from tests.project import contributed, copy_content

if TYPE_CHECKING:
    from pathlib import Path

ASKED = "My phone gave every picture words by itself, like beach and sunset. How does it do that?"


def new(root: Path, *arguments: str, typed: str = "") -> str:
    result = kb("new", *arguments, "--root", root, typed=typed)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "Traceback" not in result.stderr
    return result.stdout


def refusal(root: Path, *arguments: str, typed: str = "") -> str:
    result = kb("new", *arguments, "--root", root, typed=typed)
    assert result.returncode == 2, result.stdout
    assert "Traceback" not in result.stderr
    return " ".join(result.stderr.split())


def read(root: Path, path: str) -> tuple[dict[str, Any], str]:
    """Give the fields and the comments of a new file, which must be without errors, and a draft."""
    problems = [problem for problem in check(root, TODAY).problems if problem.level is Level.ERROR]
    assert problems == []
    text = (root / path).read_text(encoding="utf-8")
    tree, _ = read_yaml(text.removeprefix("---\n").partition("\n---\n")[0], path)
    assert tree is not None
    fields = plain(tree)
    assert fields.pop("draft") == "true"
    return fields, "\n".join(re.findall(r"^# (.*)$", text, re.MULTILINE))


def test_a_question_is_asked_for_with_proposals(content: Path) -> None:
    said = new(
        content, "question", typed=f"{ASKED}\nWhere do words come from?\n\na gallery's owner\n1 many-pictures\n\n"
    )
    assert "1. Image tagging: Lists the things that can be seen in a picture." in said
    assert "1. Tagger: Lists what is in a picture." in said
    assert "Written: questions/where-do-words-come-from.md" in said
    assert "Its address will be: questions/where-do-words-come-from/" in said
    assert "The field “answer” is missing." in said
    assert "kb check questions/where-do-words-come-from.md" in said
    fields, todo = read(content, "questions/where-do-words-come-from.md")
    assert fields == {
        "question": ASKED,
        "title": "Where do words come from?",
        "tasks": ["image-tagging"],
        "models": [{"id": "tagger", "role": "answers"}, {"id": "many-pictures", "role": "background"}],
        "origin": {"kind": "person", "name": "a gallery's owner"},
    }
    assert "answer: Two to four sentences that answer it.\n" in todo
    assert "    - does: What happens.\n      inputs: " in todo
    assert "question:" not in todo


def test_whoever_asks_what_is_answered_may_stop(content: Path) -> None:
    before = contributed(content)
    asked = "I uploaded a jumper and the app wrote red jumper. How?"
    said = new(content, "question", typed=f"{asked}\ny\n")
    assert "How does the app know it is a red jumper?  (questions/how-does-tagging-work.md)" in said
    assert "Add your wording to also_asked there" in said
    assert contributed(content) == before
    assert "Written: " in new(content, "question", typed=f"{asked}\nn\nAnother jumper\n")
    assert "already" not in new(content, "question", "--no-input", "--question", "Can it paint my cat in oil?")


def test_a_task_is_asked_for(content: Path) -> None:
    phrases = "\n".join(f"my picture is too grey, way {number}" for number in range(8))
    typed = f"Tone: mapping\nrecognition\nTakes a picture and gives a brighter one.\nimage\nimag\n1\n{phrases}\n\n\n"
    said = new(content, "task", typed=typed)
    assert "“imag” is neither a number from the list nor a known id. Did you mean “image”?" in said
    fields, todo = read(content, "catalog/tasks/tone-mapping.yml")
    assert fields == {
        "name": "Tone: mapping",
        "family": "recognition",
        "summary": "Takes a picture and gives a brighter one.",
        "inputs": ["image"],
        "outputs": ["image"],
        "asked_as": phrases.split("\n"),
    }
    assert (
        "related: Tasks that are easily taken for this one.\n  - task: The other task's id.\n    difference: " in todo
    )


def test_a_model_is_asked_for(content: Path) -> None:
    said = new(
        content,
        "model",
        typed="Word Finder\nhttps://arxiv.org/pdf/2405.01234v2.pdf\n\nFinding Words: A Study\nAda Example et al.\nAda Example\nExample Lab (organisation)\n\nLists what is in a picture.\n"
        "\n\nhttps://huggingface.co/a/b\nhttps://github.com/a/b\nMIT\nhttps://huggingface.co/a/b\n\n\n",
    )
    assert "1. Image tagging" in said
    assert "leaves names out. List all names" in said
    assert "is not a code repository." in said
    fields, todo = read(content, "catalog/models/word-finder.yml")
    assert fields == {
        "kind": "model",
        "name": "Word Finder",
        "title": "Finding Words: A Study",
        "authors": ["Ada Example", "Example Lab (organisation)"],
        "summary": "Lists what is in a picture.",
        "tasks": ["image-tagging"],
        "published": "2024-05",
        "paper": "2405.01234",
        "code": {"url": "https://github.com/a/b", "licence": "MIT"},
        "weights": {"url": "https://huggingface.co/a/b"},
    }
    assert "checked: When someone read" in todo
    text = (content / "catalog/models/word-finder.yml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../docs/schemas/model.schema.json\n")


def test_an_example_is_begun_in_a_folder_of_its_own(content: Path) -> None:
    options = ("--no-input", "--task", "image-tagging", "--title", "A red jumper, tagged", "--made", "model")
    result = kb("new", "example", "--root", content, *options, "--model", "tagger", "--shows", "success")
    assert result.returncode == 0, result.stderr
    written = "examples/image-tagging-a-red-jumper-tagged/example.yml"
    text = (content / written).read_text(encoding="utf-8")
    assert "draft: true\ntask: image-tagging\nshows: success\nmade: model\nmodel: tagger\n" in text
    assert "# outputs: What comes out." in text
    assert "It will be shown on: tasks/image-tagging/" in result.stdout
    assert "make.py" in result.stdout
    assert kb("check", "--root", content).returncode == 0
    again = kb("new", "example", "--root", content, *options, "--id", "image-tagging-a-red-jumper-tagged")
    assert again.returncode == 2
    assert "is taken" in again.stderr


def test_a_work_that_is_there_is_shown(content: Path) -> None:
    for typed in ("Another name\narxiv:2306.03514\ny\n", "tagger\n\ny\n"):
        said = new(content, "model", typed=typed)
        assert "Tagger  (catalog/models/tagger.yml)" in said
        assert "Nothing was written." in said
    assert "Image tagging  (catalog/tasks/image-tagging.yml)" in new(
        content, "task", typed="Multi-label classification\ny\n"
    )


def test_options_answer_everything(content: Path) -> None:
    new(
        content,
        *("question", "--no-input", "--question", ASKED, "--title", "Whose words?", "--task", "image-tagging"),
        *("--task", "image-captioning", "--model", "tagger", "--origin", "a letter", "--origin-kind", "document"),
        *("--id", "words"),
    )
    fields, _ = read(content, "questions/words.md")
    assert list(fields) == ["question", "title", "tasks", "models", "origin"]
    assert fields["tasks"] == ["image-tagging", "image-captioning"]
    assert fields["origin"] == {"kind": "document", "name": "a letter"}
    new(
        content,
        *("model", "--no-input", "--name", "M", "--kind", "survey", "--paper", "10.1109/5.771073", "--title", "T"),
        *("--summary", "S is a survey.", "--task", "image-tagging", "--published", "1999"),
        *("--code", "https://github.com/a/b", "--code-licence", "MIT"),
        *("--weights", "https://example.org/w", "--weights-licence", "CC-BY-NC-4.0"),
    )
    assert len(read(content, "catalog/models/m.yml")[0]) == 9
    new(
        content,
        *("task", "--no-input", "--name", "N", "--family", "recognition", "--summary", "Takes one thing."),
        *("--input", "image", "--output", "text", "--asked-as", "one way", "--asked-as", "another"),
    )
    assert read(content, "catalog/tasks/n.yml")[0]["asked_as"] == ["one way", "another"]


def test_without_input_nothing_is_asked_or_guessed(content: Path) -> None:
    said = new(content, "question", "--no-input", "--question", ASKED)
    assert ">" not in said
    path = next((content / "questions").glob("my-phone*.md")).name
    fields, todo = read(content, f"questions/{path}")
    assert fields == {"question": ASKED}
    assert "title: A short form of it." in todo


def test_answers_that_end_early_leave_the_rest_missing(content: Path) -> None:
    new(content, "model", typed="Word Finder\n")
    assert read(content, "catalog/models/word-finder.yml")[0] == {"name": "Word Finder"}


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("question", "--question", "x", "--task", "image-taging"), "Did you mean “image-tagging”"),
        (("question", "--question", "x", "--title", "y" * 121), "longer than 120 characters"),
        (("question", "--question", "N/A"), "“N/A” says nothing."),
        (("question", "--question", "a\u202eb"), "a character that can't be seen"),
        (("model", "--name", "x", "--paper", "https://github.com/a/b"), "is not a paper."),
        (("model", "--name", "x", "--kind", "thing"), "“thing” is not allowed here."),
        (("model", "--name", "x", "--published", "last year"), "is neither a year nor a month."),
        (("model", "--name", "x", "--code", "http://a.org"), "is not an https link."),
        (("model", "--name", "x", "--code", "https://a.org", "--code-licence", "MTI"), "Did you mean"),
        (("task", "--name", "x", "--family", "recognition,generation"), "Choose 1 only."),
        (("task",), "Nothing names the record."),
        (("task", "--name", "。。。"), "Nothing names the record."),
        (("model", "--name", "tagger!"), "catalog/models/tagger.yml has the same name."),
        (("question", "--title", "How does the app know it is a  RED jumper"), "has the same title."),
        (("model", "--name", "x", "--summary", "It does【1†source】this."), "A chat program left this behind"),
        (("model", "--name", "x", "--published", "2098"), "has not come yet."),
        (("task", "--id", "image-tagging"), "is taken."),
        (("task", "--id", "old-tagging"), "is taken."),
        (("task", "--id", "../../x"), "can't be an id"),
        (("task", "--id", "Con"), "can't be an id"),
        (("task", "--id", "nul"), "Windows can't have a file"),
    ],
)
def test_wrong_options_are_refused(content: Path, arguments: tuple[str, ...], reason: str) -> None:
    (content / "catalog/redirects.yml").write_text(
        "- kind: task\n  old: old-tagging\n  new: image-tagging\n", encoding="utf-8"
    )
    before = contributed(content)
    assert reason in refusal(content, *arguments, "--no-input")
    assert contributed(content) == before


def test_nothing_is_overwritten_and_every_name_finds_an_id(content: Path) -> None:
    before = (content / "catalog/models/tagger.yml").read_bytes()
    for name, path in (
        ("Tägger", "tagger-model.yml"),
        ("Tâgger", "tagger-2.yml"),
        ("Con", "con-model.yml"),
        ("Index", "index-model.yml"),
        ("Écran № 5", "ecran-no-5.yml"),
    ):
        assert f"catalog/models/{path}" in new(content, "model", "--no-input", "--name", name)
    assert (content / "catalog/models/tagger.yml").read_bytes() == before
    long = new(content, "question", "--no-input", "--title", "many words " * 10)
    assert re.search(r"questions/(many-words-)+many\.md|questions/(many-words-)+many-words\.md", long)
    assert check(content, TODAY).is_publishable


def test_a_record_can_be_begun_while_another_is_broken(content: Path) -> None:
    file = content / "catalog/models/tagger.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("kind: model", "kind: thing"), encoding="utf-8")
    result = kb("new", "question", "--root", content, typed=f"{ASKED}\n\nimage-tagging\n\n\n\n")
    assert result.returncode == 0
    assert "nothing can be proposed" in result.stderr
    assert "Written: questions/my-phone" in result.stdout


def test_the_comments_can_be_turned_into_fields(content: Path) -> None:
    """Whoever takes the marks away and fills in has all fields that are needed, each in its place."""
    for kind in (Kind.TASK, Kind.MODEL, Kind.QUESTION):
        file = draft(kind, "x", {})[0]
        above, hints = (file.text or "").split("\n# Still to do.")
        lines = [line.removeprefix("# ").replace("…", "words") for line in hints.split("\n")[2:]]
        filled = [
            re.sub(r":.*", ":" if depth(following) > depth(line) else ": words", line)
            for line, following in zip(lines, [*lines[1:], ""], strict=True)
        ]
        (content / file.path).write_text("\n".join([above, *filled]), encoding="utf-8")
    problems = check(content, TODAY).problems
    assert {problem.rule for problem in problems} <= {
        "draft",
        "missing-field",
        "too-few",
        "date",
        "link",
        "wrong-value",
    }
    assert {problem.field for problem in problems if problem.rule == "missing-field"} == {"body"}


def depth(line: str) -> int:
    return len(line) - len(line.lstrip(" -")) if line != "---" else 0


def test_papers_are_taken_as_people_copy_them() -> None:
    for given in (
        "https://arxiv.org/abs/2306.03514",
        "http://www.arxiv.org/pdf/2306.03514v3.pdf",
        "https://arxiv.org/abs/2306.03514?context=cs#top",
        " arXiv:2306.03514v1 ",
        "https://doi.org/10.48550/arXiv.2306.03514",
    ):
        assert bare_paper(given) == "2306.03514"
    assert bare_paper("https://arxiv.org/abs/cs/0112017v1") == "cs/0112017"
    assert bare_paper("https://doi.org/10.1109/5.771073") == "10.1109/5.771073"
    assert bare_paper("https://example.org/cs/0112017") == "https://example.org/cs/0112017"
    months = [
        month_of(paper) for paper in ("2306.03514", "cs/0112017", "hep-th/9901001", "10.1109/5.771073", "2399.00001")
    ]
    assert months == ["2023-06", "2001-12", "1999-01", None, None]


def test_long_questions_get_short_titles() -> None:
    assert question_title("Why is it grey?") == "Why is it grey?"
    assert question_title("I took a photo. " * 10 + "Why is it so grey? Hm?") == "Why is it so grey?"
    assert len(question_title("word " * 100)) <= 120


NASTY = (
    *(
        "no",
        "1.10",
        "12:30",
        "2026-01-10",
        "~",
        "null",
        "0x1f",
        "1e3",
        "=",
        "<<",
        "a: b",
        "a #b",
        "# a",
        "- a",
        "& a",
        "* a",
        "!a",
    ),
    *(
        "“quoted”",
        "it's",
        '"both" it\'s',
        "[a](model:b)",
        "{a}",
        "%a",
        "@a",
        "`a`",
        "é 图 😀",
        "a\\b",
        "tail:",
        "two\nlines",
        "a\n\nb\n",
    ),
    *(
        "  lead\nand more",
        "trailing  \nspace",
        "---",
        "--- a\n---\n",
        "|",
        ">",
        "word " * 60,
        "x" * 300,
        "a\tb",
        ",",
        "?",
        "? a",
    ),
)


@pytest.mark.parametrize("text", NASTY)
def test_what_is_written_is_read_back(text: str) -> None:
    fields = {"a": text, "b": [text, "c"], "d": [{"e": text, "f": [{"g": text}]}], text.split("\n")[0][:20]: "key"}
    written = record_text(fields, todo=["a: what"], modeline="# x")
    tree, problems = read_yaml(written, "x")
    assert problems == []
    assert tree is not None
    assert plain(tree) == fields
    front = record_text(fields, body="\n## A\n\nb\n")
    assert front.startswith("---\n")
    assert front.endswith("\n---\n\n## A\n\nb\n")
    assert re.findall("^---$", front, re.MULTILINE) == ["---", "---"]


def test_records_are_written_as_people_write_them() -> None:
    shared = ["image", "depth-map"]
    written = record_text(
        {
            "draft": True,
            "name": "A",
            "published": "2023",
            "tasks": shared,
            "inputs": shared,
            "limits": ["It is slow."],
            "how": "One.\n\nTwo.\n",
        }
    )
    assert written == (
        'draft: true\nname: A\npublished: "2023"\ntasks: [image, depth-map]\ninputs: [image, depth-map]\n'
        "limits:\n  - It is slow.\nhow: |\n  One.\n\n  Two.\n"
    )


def test_the_real_search_proposes_the_right_task(tmp_path: Path) -> None:
    copy_content(tmp_path)
    said = new(
        tmp_path,
        "question",
        typed="My photos taken in the dark are full of grain and noise. What does the phone do against it?\nn\n\n",
    )
    assert "Image denoising" in said
