"""Pluck a jig with a second string sounding below, and write down the notes: the method hears one voice only."""

import numpy as np

from fiddle_tunes import RATE, jigs, play
from site_media import save_sound, save_thumbnail, spectrogram
from transcribing import roll, transcribe, written
from voices import loud

EIGHTH, SECONDS = 0.2, 6


def main() -> None:
    """Write the sound and the notes."""
    tune = jigs()["Garry Owen"][:32]
    below = [(key - 9 + (key % 2), length) for key, length in tune]
    upper, lower = play(tune, EIGHTH, ring=0.02), play(below, EIGHTH, ring=0.02)
    sound = loud(np.asarray(upper) + 1.1 * np.asarray(lower))[: SECONDS * RATE]
    save_sound(sound, RATE, "two.mp3")
    roll("notes.svg", [*written(tune, EIGHTH), *written(below, EIGHTH)], transcribe(sound), SECONDS)
    save_thumbnail(spectrogram(sound, RATE, (480, 360), 4000))


if __name__ == "__main__":
    main()
