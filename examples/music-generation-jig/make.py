"""Make up an Irish jig: learn from old fiddle tunes which note follows which, draw a new tune, pluck it."""

import re
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import numpy as np

from site_media import save_sound, save_thumbnail, spectrogram
from voices import loud

RATE, EIGHTH, BARS = 22_050, 0.18, 8
NOTE = re.compile(r"([=^_]?)([A-Ga-g])([,']*)(\d*)(/?\d*)([<>]?)")
SCALE = {"C": 0, "D": 2, "E": 4, "F": 6, "G": 7, "A": 9, "B": 11}  # F is sharp in G major


def pitch(sign: str, letter: str, octave: str) -> int:
    """Give the number of a note's key."""
    height = 60 + SCALE[letter.upper()] + 12 * (letter.islower() + octave.count("'") - octave.count(","))
    return height + {"^": 1, "_": -1, "=": -1}.get(sign, 0) * (letter.upper() != "F" or sign == "=")


def read(text: str) -> list[tuple[int, float]]:
    """Read the notes of a tune as pitch and length in eighths."""
    unit = 0.5 if re.search(r"^L:\s*1/16", text, re.MULTILINE) else 1.0
    body = "".join(line for line in text.splitlines() if not re.match(r"[A-Za-z]:|%", line))
    body = re.sub(r'"[^"]*"|\{[^}]*\}|!\w+!', "", body)
    tune = []
    for sign, letter, octave, times, part, uneven in NOTE.findall(body):
        if not uneven:
            tune.append((pitch(sign, letter, octave), unit * int(times or 1) / (int(part[1:] or 2) if part else 1)))
    return tune


def learn() -> dict[tuple, list[tuple[int, float]]]:
    """Note down what follows each pair of notes at each place in the bar, over all jigs in G major."""
    follows = defaultdict(list)
    for path in sorted((files("music21") / "corpus" / "ryansMammoth").iterdir(), key=lambda item: item.name):
        text = path.read_text(encoding="utf-8", errors="replace") if path.name.endswith(".abc") else ""
        if re.search(r"^M:\s*6/8", text, re.MULTILINE) and re.search(r"^K:\s*G\s*$", text, re.MULTILINE):
            tune, beat = read(text), 0.0
            for first, second, third in zip(tune, tune[1:], tune[2:], strict=False):
                beat += first[1]
                follows[first[0], second[0], round(2 * (beat + second[1])) % 12].append(third)
    return follows


def compose(follows: dict[tuple, list[tuple[int, float]]], seed: int) -> list[tuple[int, float]] | None:
    """Draw a tune note by note; give none if it gets stuck or doesn't end on G."""
    chance = np.random.default_rng(seed)
    tune = [(67, 1.0), (71, 1.0)]
    while sum(length for _, length in tune) < 6 * BARS:
        beat = round(2 * sum(length for _, length in tune)) % 12
        choices = follows.get((tune[-2][0], tune[-1][0], beat))
        if not choices:
            return None
        tune.append(choices[int(chance.integers(len(choices)))])
    fits = sum(length for _, length in tune) == 6 * BARS and tune[-1][0] % 12 == 7 and tune[-1][1] >= 2
    return tune if fits else None


def pluck(note: int, seconds: float) -> np.ndarray:
    """Pluck a string: a burst of noise that runs round and is softened each time."""
    string = np.random.default_rng(note).uniform(-1, 1, int(RATE / (440 * 2 ** ((note - 69) / 12))))
    string -= string.mean()
    rounds = []
    for _ in range(int(seconds * RATE / len(string)) + 1):
        rounds.append(string)
        string = 0.498 * (string + np.roll(string, 1))
    return np.concatenate(rounds)[: int(seconds * RATE)]


def main() -> None:
    """Write the tune as sound and as letters."""
    follows = learn()
    tune = next(tune for seed in range(100_000) if (tune := compose(follows, seed)))
    sound, moment = np.zeros(int((6 * BARS * EIGHTH + 1.2) * RATE)), 0.0
    for note, length in tune:
        start, tone = int(moment * RATE), pluck(note, length * EIGHTH + 0.5)
        sound[start : start + len(tone)] += tone[: len(sound) - start]
        moment += length * EIGHTH
    save_sound(loud(sound), RATE, "jig.mp3")
    names = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"]
    Path("notes.txt").write_text(
        " ".join(f"{names[note % 12]}{note // 12 - 1}" for note, _ in tune) + "\n", encoding="utf-8"
    )
    save_thumbnail(spectrogram(sound, RATE, (480, 360)))


if __name__ == "__main__":
    main()
