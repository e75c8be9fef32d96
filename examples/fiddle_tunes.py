"""Reads old fiddle tunes in the public domain, which music21 brings along, and plays them on computed instruments."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

RATE = 22_050
"""Samples a second of all that is played."""
NOTE = re.compile(r"([=^_]?)([A-Ga-g])([,']*)(\d*)(/?\d*)([<>]?)")
SCALE = {"C": 0, "D": 2, "E": 4, "F": 6, "G": 7, "A": 9, "B": 11}  # F is sharp in G major

Tune = list[tuple[int, float]]
"""Notes one after the other: the number of the key and the length in eighths."""


def jigs() -> dict[str, Tune]:
    """Give the jigs in G major of Ryan's Mammoth Collection of 1883 by their names."""
    tunes = {}
    for path in sorted((files("music21") / "corpus" / "ryansMammoth").iterdir(), key=lambda item: item.name):
        text = path.read_text(encoding="utf-8", errors="replace") if path.name.endswith(".abc") else ""
        title = re.search(r"^T:\s*(.+?)\s*$", text, re.MULTILINE)
        is_jig = re.search(r"^M:\s*6/8", text, re.MULTILINE) and re.search(r"^K:\s*G\s*$", text, re.MULTILINE)
        if title and is_jig:
            name = _plain(title[1])
            tunes[f"{name} (another)" if name in tunes else name] = read(text)
    return tunes


def _plain(title: str) -> str:
    words = re.sub(r"\s*-+\s*jig\b|[:\"]|\.(?=$|\s)", "", title, flags=re.IGNORECASE).strip(" .")
    name, comma, last = words.rpartition(", ")
    words = f"The {name}" if comma and last.lower() == "the" else words
    return re.sub(r"['’]S\b", "’s", words.title().strip(" ."))


def read(text: str) -> Tune:
    """Read the notes of a tune that is written in ABC."""
    unit = 0.5 if re.search(r"^L:\s*1/16", text, re.MULTILINE) else 1.0
    body = "".join(line for line in text.splitlines() if not re.match(r"[A-Za-z]:|%", line))
    body = re.sub(r'"[^"]*"|\{[^}]*\}|!\w+!', "", body)
    tune = []
    for sign, letter, octave, times, part, uneven in NOTE.findall(body):
        if not uneven:
            tune.append((_key(sign, letter, octave), unit * int(times or 1) / (int(part[1:] or 2) if part else 1)))
    return tune


def _key(sign: str, letter: str, octave: str) -> int:
    height = 60 + SCALE[letter.upper()] + 12 * (letter.islower() + octave.count("'") - octave.count(","))
    return height + {"^": 1, "_": -1, "=": -1}.get(sign, 0) * (letter.upper() != "F" or sign == "=")


def pitch(key: float) -> float:
    """Give the vibrations a second of a key; 69 is the A of 440."""
    return 440 * 2 ** ((key - 69) / 12)


def pluck(key: int, seconds: float) -> NDArray[np.float64]:
    """Pluck a string, at most four seconds long."""
    return _string(key)[: int(seconds * RATE)]


@cache
def _string(key: int) -> NDArray[np.float64]:
    """Give a burst of noise that runs round and is softened each time."""
    string = np.random.default_rng(key).uniform(-1, 1, int(RATE / pitch(key)))
    string -= string.mean()
    rounds = []
    for _ in range(4 * RATE // len(string) + 1):
        rounds.append(string)
        string = 0.498 * (string + np.roll(string, 1))
    return np.concatenate(rounds)


@cache
def hum(key: int, seconds: float) -> NDArray[np.float64]:
    """Hum a note: three soft overtones, a little trembling, a gentle start and end."""
    moments = np.arange(int(seconds * RATE)) / RATE
    turns = pitch(key) * moments + 0.09 * np.sin(2 * np.pi * 5.5 * moments)
    tone = sum(strength * np.sin(2 * np.pi * number * turns) for number, strength in ((1, 1.0), (2, 0.35), (3, 0.1)))
    fade = np.minimum(1, np.minimum(moments, seconds - moments) / 0.04)
    return np.asarray(tone) * fade


def play(
    tune: Sequence[tuple[int, float]],
    eighth: float = 0.18,
    instrument: Callable[[int, float], NDArray[np.float64]] = pluck,
    ring: float = 0.5,
) -> NDArray[np.float64]:
    """Play a tune.

    Args:
        tune: keys and lengths.
        eighth: seconds of an eighth.
        instrument: makes the tone of a key.
        ring: seconds for which each tone rings on.
    """
    sound = np.zeros(int((sum(length for _, length in tune) * eighth + ring + 0.2) * RATE))
    moment = 0.0
    for key, length in tune:
        start, tone = int(moment * RATE), instrument(key, length * eighth + ring)
        sound[start : start + len(tone)] += tone[: len(sound) - start]
        moment += length * eighth
    return sound


def perform(tune: Sequence[tuple[int, float]], player: int) -> NDArray[np.float64]:
    """Pluck a tune as one player would, with a speed of their own and small unevennesses in time."""
    chance = np.random.default_rng(player)
    uneven = chance.normal(0, 0.06, len(tune))
    return play(
        [(key, length + wait) for (key, length), wait in zip(tune, uneven, strict=True)], chance.uniform(0.15, 0.21)
    )
