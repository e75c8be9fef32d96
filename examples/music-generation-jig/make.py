"""Make up an Irish jig: learn from old fiddle tunes which note follows which, draw a new tune, pluck it."""

from collections import defaultdict
from pathlib import Path

import numpy as np

from fiddle_tunes import RATE, Tune, jigs, play
from site_media import save_sound, save_thumbnail, spectrogram
from voices import loud

EIGHTH, BARS = 0.18, 8


def learn() -> dict[tuple, Tune]:
    """Note down what follows each pair of notes at each place in the bar, over all jigs in G major."""
    follows = defaultdict(list)
    for tune in jigs().values():
        beat = 0.0
        for first, second, third in zip(tune, tune[1:], tune[2:], strict=False):
            beat += first[1]
            follows[first[0], second[0], round(2 * (beat + second[1])) % 12].append(third)
    return follows


def compose(follows: dict[tuple, Tune], seed: int) -> Tune | None:
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


def main() -> None:
    """Write the tune as sound and as letters."""
    follows = learn()
    tune = next(tune for seed in range(100_000) if (tune := compose(follows, seed)))
    sound = np.pad(play(tune, EIGHTH), (0, RATE // 2))
    save_sound(loud(sound), RATE, "jig.mp3")
    names = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"]
    Path("notes.txt").write_text(
        " ".join(f"{names[note % 12]}{note // 12 - 1}" for note, _ in tune) + "\n", encoding="utf-8"
    )
    save_thumbnail(spectrogram(sound, RATE, (480, 360)))


if __name__ == "__main__":
    main()
